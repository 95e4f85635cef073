package io.reco.examples.model;

import io.reco.core.baseline.Decay;
import io.reco.core.data.Dataset;
import io.reco.embeddings.HistoryOptions;
import io.reco.embeddings.item2vec.Item2VecOptions;

/** Options of item2vec for data of different kinds. */
public final class Presets {
    /**
     * For data without an order, as playlists and play counts: all tracks within 25 of each other are near, and fewer passes
     * since each sees more pairs.
     */
    public static final Item2VecOptions UNORDERED =
            Item2VecOptions.MUSIC.withWindow(25).withShrinkWindow(false).withEpochs(10);

    private Presets() {}

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
