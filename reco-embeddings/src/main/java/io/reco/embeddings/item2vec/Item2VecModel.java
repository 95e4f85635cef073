package io.reco.embeddings.item2vec;

import io.reco.embeddings.HistoryOptions;
import io.reco.embeddings.TrackVectors;
import io.reco.embeddings.VectorScorer;

/**
 * A trained model: the vectors, and how they came about.
 *
 * @param vectors the input vectors
 * @param options what it was trained with
 * @param training what happened in training
 */
public record Item2VecModel(TrackVectors vectors, Item2VecOptions options, TrainingSummary training) {
    /** Tracks for characters, named {@code item2vec}; put it into a {@code ScoringRecommender}. */
    public VectorScorer scorer(HistoryOptions historyOptions) {
        return VectorScorer.of("item2vec", vectors, historyOptions);
    }
}
