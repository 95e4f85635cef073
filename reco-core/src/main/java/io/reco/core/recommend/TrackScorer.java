package io.reco.core.recommend;

import io.reco.core.data.IdMap;

/**
 * The part of a recommender that differs from model to model: a score for every track. Everything that all recommenders
 * share (ids, exclusions, ties, filling up to k, fallback, batches) is done by {@code ScoringRecommender} around it.
 *
 * <p>Implementations are thread-safe: whatever {@link #score} needs while it works, it allocates or keeps per thread.
 */
public interface TrackScorer extends TrackModel {
    /** Tracks by index; position {@code t} of a score array is track {@code t} of this map. */
    @Override
    IdMap tracks();

    /**
     * Scores all tracks for one query.
     *
     * @param query the query
     * @param scores modified: one score per track, the higher the better, finite;
     *     {@link Float#NEGATIVE_INFINITY} where the model has no opinion, so that the fallback may fill in. What it holds
     *     when the call begins is left over from another query: every position must be written
     * @return false if the model knows nothing about this query (all of {@code scores} is then ignored)
     */
    boolean score(ResolvedQuery query, float[] scores);

    /** {@inheritDoc} Scores all of them; a model that can do with less says so here. */
    @Override
    default float scoreOf(ResolvedQuery query, int track) {
        float[] scores = new float[tracks().size()];
        return score(query, scores) ? scores[track] : Float.NEGATIVE_INFINITY;
    }
}
