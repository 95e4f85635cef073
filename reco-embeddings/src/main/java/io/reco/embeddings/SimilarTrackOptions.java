package io.reco.embeddings;

/**
 * How similar tracks are found.
 *
 * @param fusion what is done with several seeds
 * @param rankConstant c in {@code 1 / (c + rank)}, finite and 0 or above
 * @param depth how long the list of each seed (or cluster) is, at least; 1 or above. A question for more makes them longer
 * @param clusters at most so many clusters for {@link SeedFusion#CLUSTERS}, in [1, 32]
 * @param similarity a seed joins a cluster if their cosine is at least this, while there may be more clusters; in [-1, 1]
 * @param correction terms of the score of a track for itself
 */
public record SimilarTrackOptions(
        SeedFusion fusion, double rankConstant, int depth, int clusters, double similarity, Correction correction) {
    /** Agreement of lists of 200, c = 60, cosines alone. */
    public static final SimilarTrackOptions DEFAULT =
            new SimilarTrackOptions(SeedFusion.AGREEMENT, 60, 200, 8, 0.5, Correction.NONE);

    /** Checks the ranges. */
    public SimilarTrackOptions {
        if (!(rankConstant >= 0 && rankConstant < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "rankConstant " + rankConstant + " is not a finite number of 0 or above");
        }
        if (depth < 1) {
            throw new IllegalArgumentException("depth " + depth + " is not 1 or above");
        }
        if (clusters < 1 || clusters > 32) {
            throw new IllegalArgumentException("clusters " + clusters + " is not in [1, 32]");
        }
        if (!(similarity >= -1 && similarity <= 1)) {
            throw new IllegalArgumentException("similarity " + similarity + " is not in [-1, 1]");
        }
    }

    /** A copy with another fusion. */
    public SimilarTrackOptions withFusion(SeedFusion newFusion) {
        return new SimilarTrackOptions(newFusion, rankConstant, depth, clusters, similarity, correction);
    }

    /** A copy with other lists. */
    public SimilarTrackOptions withLists(double newRankConstant, int newDepth) {
        return new SimilarTrackOptions(fusion, newRankConstant, newDepth, clusters, similarity, correction);
    }

    /** A copy with another division into clusters. */
    public SimilarTrackOptions withClusters(int newClusters, double newSimilarity) {
        return new SimilarTrackOptions(fusion, rankConstant, depth, newClusters, newSimilarity, correction);
    }

    /** A copy with other terms. */
    public SimilarTrackOptions withCorrection(Correction newCorrection) {
        return new SimilarTrackOptions(fusion, rankConstant, depth, clusters, similarity, newCorrection);
    }
}
