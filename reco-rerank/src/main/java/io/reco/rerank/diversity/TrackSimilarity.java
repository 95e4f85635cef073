package io.reco.rerank.diversity;

/** How alike two tracks are. Symmetric, deterministic, thread-safe. */
@FunctionalInterface
public interface TrackSimilarity {
    /**
     * The similarity of two tracks.
     *
     * @param t index of a track
     * @param u index of a track
     * @return finite; 1 for equal and 0 for unrelated tracks, negative for opposite ones
     */
    double similarity(int t, int u);

    /**
     * The cosine of two rows of a matrix; 0 when a row is all zeros.
     *
     * @param vectors row-major, one row per track index; not modified, and may not be modified afterwards
     * @param dimension length of a row, 1 or above
     */
    static TrackSimilarity cosine(float[] vectors, int dimension) {
        return new CosineSimilarity.OfFloats(vectors, dimension);
    }

    /**
     * The cosine of two rows of a matrix of doubles; 0 when a row is all zeros.
     *
     * @param vectors row-major, one row per track index; not modified, and may not be modified afterwards
     * @param dimension length of a row, 1 or above
     */
    static TrackSimilarity cosine(double[] vectors, int dimension) {
        return new CosineSimilarity.OfDoubles(vectors, dimension);
    }
}
