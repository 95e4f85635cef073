package io.reco.core.recommend;

import io.reco.core.data.IdMap;

/**
 * What models of tracks have in common, whether they {@linkplain TrackScorer score every track} or {@linkplain TrackRetriever find the
 * best}. Implementations are thread-safe.
 */
public interface TrackModel {
    /** Short name for tables. */
    String name();

    /** Tracks by index. */
    IdMap tracks();

    /**
     * The score of one track for one query: what the model gives it among all.
     *
     * @param query the query
     * @param track in {@code [0, tracks().size())}
     * @return {@link Float#NEGATIVE_INFINITY} if the model has no opinion on the track, or knows nothing about the query
     */
    float scoreOf(ResolvedQuery query, int track);

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
