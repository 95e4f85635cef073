package io.reco.rerank.diversity;

import io.reco.rerank.RuleContext;

/**
 * What tracks are about (genres, say), how much of each a track has, and how much of each a character should get: what
 * {@link Calibration} and {@link XQuad} go by. Thread-safe.
 */
public interface Aspects {
    /** Number of aspects. */
    int count();

    /**
     * Shares of the aspects in a track.
     *
     * @param t index of the track
     * @param shares modified, all 0 when given: {@code count()} values in [0, 1]; for {@link Calibration} they sum to 1, or
     *     are all 0 for a track of no aspect
     */
    void ofTrack(int t, double[] shares);

    /** Shares that the list of a request should have: {@code count()} values of 0 or above, summing to 1 (or all 0). */
    double[] target(RuleContext context);
}
