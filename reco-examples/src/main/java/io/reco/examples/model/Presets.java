package io.reco.examples.model;

import io.reco.core.baseline.Decay;
import io.reco.core.baseline.ItemKnnOptions;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.sequence.Sequences;
import io.reco.embeddings.HistoryOptions;
import io.reco.embeddings.item2vec.Item2VecOptions;
import io.reco.transformer.LongHistories;
import io.reco.transformer.LossOptions;
import io.reco.transformer.TrainingOptions;
import io.reco.transformer.TransformerOptions;
import java.time.Duration;

/** Options of models for data of different kinds. */
public final class Presets {
    /**
     * For data without an order, as playlists and play counts: all tracks within 25 of each other are near, and fewer passes
     * since each sees more pairs.
     */
    public static final Item2VecOptions UNORDERED =
            Item2VecOptions.MUSIC.withWindow(25).withShrinkWindow(false).withEpochs(10);

    /** Tracks up to which all of them are compared with the target, at half the tokens; above, 1,024 sampled ones are. */
    private static final int SMALL_CATALOGUE = 10_000;

    private Presets() {}

    /** Item-kNN whose neighbours fade with time, or with the order where that is all there is, or not at all. */
    public static ItemKnnOptions itemKnn(Dataset data, boolean ordered) {
        if (data.events().timed()) {
            Decay month = Decay.ofMillis(Duration.ofDays(30).toMillis());
            return ItemKnnOptions.DEFAULT.withPair(month).withRecency(month);
        }
        return ordered
                ? ItemKnnOptions.DEFAULT
                : ItemKnnOptions.DEFAULT.withPair(Decay.NONE).withRecency(Decay.NONE);
    }

    /** What item2vec learns from: sessions where there are times to tell them apart, else whole histories. */
    public static Sequences sequences(Dataset data) {
        return data.events().timed()
                ? Sequences.sessions(data.events(), EventSemantics.DEFAULT)
                : Sequences.histories(data.events(), EventSemantics.DEFAULT);
    }

    /** Item2vec for data with an order or without. */
    public static Item2VecOptions item2vec(boolean ordered) {
        return ordered ? Item2VecOptions.MUSIC : UNORDERED;
    }

    /** A small Transformer: the latest 50 tracks, gender and age band, and time between events where there is any. */
    public static TransformerOptions transformer(Dataset data) {
        return TransformerOptions.SASREC
                .withMaxLength(50)
                .withProfile(true)
                .withTimeBias(data.events().timed());
    }

    /**
     * A short training of it.
     *
     * @param budget tokens to train on at most, in whole epochs, one at least; there are no more than 50
     */
    public static TrainingOptions transformerTraining(Dataset data, long budget, int threads, long seed) {
        EventLog log = data.events();
        long tokens = 1;
        for (int c = 0; c < log.characterCount(); c++) {
            tokens += Math.min(50, log.count(c));
        }
        boolean small = data.catalog().trackCount() <= SMALL_CATALOGUE;
        long affordable = small ? budget / 2 : budget;
        return TrainingOptions.DEFAULT
                .withLoss(small ? LossOptions.FULL_SOFTMAX : LossOptions.SAMPLED_SOFTMAX.withNegatives(1024))
                .withLongHistories(LongHistories.RANDOM)
                .withBatchSequences(32)
                .withLearningRate(0.002)
                .withEpochs((int) Math.max(1, Math.min(50, affordable / tokens)))
                .withValidationShare(0)
                .withThreads(threads)
                .withSeed(seed);
    }

    /**
     * How histories become queries: with times, a taste of weeks; with an order alone the next track depends on the last
     * few; else all count alike.
     */
    public static HistoryOptions history(Dataset data, boolean ordered) {
        if (data.events().timed()) {
            return HistoryOptions.DEFAULT;
        }
        return HistoryOptions.DEFAULT.withDecay(ordered ? Decay.ofEvents(5) : Decay.NONE);
    }
}
