package io.reco.nd4j.dl4j;

import io.reco.core.data.IdMap;
import io.reco.core.progress.ProgressListener;
import io.reco.core.sequence.Sequences;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.KernelChoice;
import io.reco.embeddings.TrackVectors;
import io.reco.embeddings.item2vec.Architecture;
import io.reco.embeddings.item2vec.Item2VecModel;
import io.reco.embeddings.item2vec.Item2VecOptions;
import io.reco.embeddings.item2vec.LearningRateSchedule;
import io.reco.embeddings.item2vec.TrainingSummary;
import java.util.List;
import org.deeplearning4j.models.embeddings.inmemory.InMemoryLookupTable;
import org.deeplearning4j.models.word2vec.VocabWord;
import org.deeplearning4j.models.word2vec.Word2Vec;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's own Word2Vec behind the interface of item2vec, to compare with: use {@code Item2VecTrainer} for work. Words are row
 * numbers, so ids pass neither tokeniser nor preprocessor and may be anything.
 *
 * <p>Taken over: dimension, window, negatives, subsampling, minimum count, epochs, rate at start and end, seed, threads.
 * DL4J does skip-gram (its CBOW fails), always shrinks windows, draws negatives in proportion to count<sup>0.75</sup> for each pair, and lets the rate fall
 * linearly; other values of those options are refused by name, because the comparison would be of something else. It reports
 * no loss. Even one thread does not give the same bits on every run.
 */
public final class Dl4jWord2Vec {
    private Dl4jWord2Vec() {}

    /**
     * Options that DL4J can honour: as given, but for those that are refused, which get the values that DL4J has.
     *
     * @param options any
     */
    public static Item2VecOptions honoured(Item2VecOptions options) {
        return options.withArchitecture(Architecture.SKIP_GRAM)
                .withShrinkWindow(true)
                .withFreshNegatives(0)
                .withExponent(0.75)
                .withSchedule(LearningRateSchedule.LINEAR)
                .withSharedContexts(1)
                .withKeepOutputs(false)
                .withKernels(KernelChoice.AUTO);
    }

    /**
     * Trains.
     *
     * @param sequences of indices of {@code tracks}; read twice
     * @param tracks the tracks; those too rare get no vector
     * @param options see {@link #honoured}
     * @param progress hears of the tokens trained on
     * @return the model; without vectors if no track occurs often enough in a sequence with another
     * @throws IllegalArgumentException if an option cannot be honoured, or a track index is out of range
     * @throws IllegalStateException if there is no backend, or a thread of DL4J fails
     */
    public static Item2VecModel fit(
            Sequences sequences, IdMap tracks, Item2VecOptions options, ProgressListener progress) {
        requireHonoured(options);
        RowSequences corpus = RowSequences.of(sequences, tracks, options.minCount());
        FloatMatrix matrix = FloatMatrix.allocate(corpus.rows(), options.dimension());
        if (corpus.tokens() > 0) {
            progress.start("DL4J Word2Vec", corpus.tokens() * options.epochs(), "tokens");
            try {
                copy(train(corpus, options, progress), matrix);
            } finally {
                progress.end();
            }
        }
        TrainingSummary summary =
                new TrainingSummary(corpus.sequences(), corpus.tokens(), "DL4J 1.0.0-M2.1 Word2Vec", false, List.of());
        return new Item2VecModel(
                new TrackVectors(tracks, corpus.trackOfRow(), corpus.counts(), matrix), options, summary);
    }

    private static void requireHonoured(Item2VecOptions options) {
        require(
                options.architecture() == Architecture.SKIP_GRAM,
                "architecture",
                options.architecture(),
                "CBOW of DL4J 1.0.0-M2.1 fails in its native operation, and trains nothing");
        require(options.shrinkWindow(), "shrinkWindow", options.shrinkWindow(), "DL4J always shrinks windows");
        require(options.freshNegatives() == 0, "freshNegatives", options.freshNegatives(), "DL4J draws all anew");
        require(options.exponent() == 0.75, "exponent", options.exponent(), "DL4J has 0.75");
        require(
                options.schedule() == LearningRateSchedule.LINEAR,
                "schedule",
                options.schedule(),
                "DL4J lets the rate fall linearly");
        require(
                options.sharedContexts() == 1,
                "sharedContexts",
                options.sharedContexts(),
                "DL4J draws negatives for each pair");
        require(!options.keepOutputs(), "keepOutputs", options.keepOutputs(), "its output vectors are not kept");
        require(
                options.kernels() == KernelChoice.AUTO || options.kernels() == KernelChoice.ND4J,
                "kernels",
                options.kernels(),
                "DL4J runs on ND4J");
    }

    private static void require(boolean condition, String option, Object value, String reason) {
        if (!condition) {
            throw new IllegalArgumentException(option + " " + value + " cannot be honoured: " + reason);
        }
    }

    private static Word2Vec train(RowSequences corpus, Item2VecOptions options, ProgressListener progress) {
        WatchedLearning watched = new WatchedLearning(progress);
        Word2Vec word2Vec = new Word2Vec.Builder()
                .iterate(corpus.iterator())
                .elementsLearningAlgorithm(watched.algorithm())
                .allowParallelTokenization(false)
                .layerSize(options.dimension())
                .windowSize(options.window())
                .negativeSample(options.negatives())
                .useHierarchicSoftmax(false)
                .sampling(options.subsample())
                .minWordFrequency(1)
                .iterations(1)
                .epochs(options.epochs())
                .learningRate(options.learningRate())
                .minLearningRate(options.minLearningRate())
                .seed(options.seed())
                .workers(options.threads())
                .build();
        word2Vec.fit();
        watched.rethrow();
        return word2Vec;
    }

    private static void copy(Word2Vec from, FloatMatrix to) {
        INDArray table = ((InMemoryLookupTable<VocabWord>) from.lookupTable()).getSyn0();
        for (int row = 0; row < to.rows(); row++) {
            int index = from.vocab().indexOf(RowSequences.word(row));
            if (index >= 0) {
                float[] vector = table.getRow(index).toFloatVector();
                for (float component : vector) {
                    if (!Float.isFinite(component)) {
                        throw new IllegalStateException("DL4J diverged: a component is " + component);
                    }
                }
                to.setRow(row, vector, 0);
            }
        }
    }
}
