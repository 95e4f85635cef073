package io.reco.embeddings.item2vec;

import io.reco.core.bundle.BundleException;
import io.reco.embeddings.HistoryOptions;
import io.reco.embeddings.TrackVectors;
import io.reco.embeddings.VectorScorer;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A trained model: the vectors, and how they came about.
 *
 * @param vectors the input vectors
 * @param options what it was trained with
 * @param training what happened in training
 */
public record Item2VecModel(TrackVectors vectors, Item2VecOptions options, TrainingSummary training) {
    /** The kind of its bundle. */
    public static final String KIND = "item2vec";

    /** Tracks for characters, named {@code item2vec}; put it into a {@code ScoringRecommender}. */
    public VectorScorer scorer(HistoryOptions historyOptions) {
        return VectorScorer.of("item2vec", vectors, historyOptions);
    }

    /**
     * Saves the model as a bundle of kind {@value #KIND}: id list {@code tracks} (all tracks), tensors {@code vectors}
     * (F32, rows x dimension), {@code tracks} (I32, the track of each row) and {@code support} (I32). An existing bundle is
     * replaced.
     *
     * @param directory to make or to replace
     */
    public void save(Path directory) throws IOException {
        Item2VecBundle.save(this, directory);
    }

    /**
     * Loads a saved model: the same to the bit.
     *
     * @throws BundleException if it is not a bundle of kind {@value #KIND}, of a newer format, incomplete or altered; the
     *     message names the file and says why
     */
    public static Item2VecModel load(Path directory) throws IOException {
        return Item2VecBundle.load(directory);
    }
}
