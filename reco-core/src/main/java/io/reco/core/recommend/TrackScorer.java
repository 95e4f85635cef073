package io.reco.core.recommend;

import io.reco.core.data.IdMap;

/**
 * The part of a recommender that differs from model to model: a score for every track. Everything that all recommenders
 * share (ids, exclusions, ties, filling up to k, fallback, batches) is done by {@code ScoringRecommender} around it.
 *
 * <p>Implementations are thread-safe: whatever {@link #score} needs while it works, it allocates or keeps per thread.
 */
public interface TrackScorer {
    /** Short name for tables. */
    String name();

    /** Tracks by index; position {@code t} of a score array is track {@code t} of this map. */
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

    /**
     * What having no opinion counts as where scores for different histories are compared: 0 where scores are sums of evidence,
     * negative infinity where they are logarithms of probabilities.
     */
    default double noOpinion() {
        return 0;
    }

    /** What the scores rest on; {@link Basis#HISTORY} unless the model looks at something else. */
    default Basis basis() {
        return Basis.HISTORY;
    }
}
