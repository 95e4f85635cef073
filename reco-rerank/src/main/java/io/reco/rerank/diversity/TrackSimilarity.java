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
     * The similarities among some tracks, for algorithms that ask for many of them. Without one of its own, a similarity is
     * asked pair by pair.
     *
     * @param tracks indices of tracks; kept
     */
    default Among among(int[] tracks) {
        return (i, out) -> {
            for (int j = 0; j < tracks.length; j++) {
                out[j] = similarity(tracks[i], tracks[j]);
            }
        };
    }

    /** The similarities among some tracks. For one thread at a time. */
    @FunctionalInterface
    interface Among {
        /**
         * The similarities of one track to all of them, itself among them; up to rounding those of {@link #similarity}.
         *
         * @param i position of the track
         * @param out overwritten: a similarity for each position
         */
        void of(int i, double[] out);
    }

    /**
     * The cosine of two rows of a matrix; 0 when a row is all zeros, or when there is none for a track: one that came into the
     * catalogue after the vectors were made is like no other until they are made again.
     *
     * @param vectors row-major, one row per track index; not modified, and may not be modified afterwards
     * @param dimension length of a row, 1 or above
     */
    static TrackSimilarity cosine(float[] vectors, int dimension) {
        return new CosineSimilarity.OfFloats(vectors, dimension);
    }

    /**
     * The cosine of two rows of a matrix of doubles; 0 when a row is all zeros or there is none.
     *
     * @param vectors row-major, one row per track index; not modified, and may not be modified afterwards
     * @param dimension length of a row, 1 or above
     */
    static TrackSimilarity cosine(double[] vectors, int dimension) {
        return new CosineSimilarity.OfDoubles(vectors, dimension);
    }
}
