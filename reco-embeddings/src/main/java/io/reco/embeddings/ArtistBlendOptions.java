package io.reco.embeddings;

/**
 * How the lists of similar artists are blended; see {@link ArtistNeighbours}.
 *
 * @param sessionWeight weight of artists heard in the same sessions; finite, 0 or above
 * @param vectorWeight weight of artists with near vectors; finite, 0 or above, not both 0
 * @param rankConstant c in {@code weight / (c + rank)}; finite, 0 or above
 * @param depth how long each list is at least, 1 or above; a question for more makes them longer
 */
public record ArtistBlendOptions(double sessionWeight, double vectorWeight, double rankConstant, int depth) {
    /** Both alike, c = 60, lists of 100. */
    public static final ArtistBlendOptions DEFAULT = new ArtistBlendOptions(1, 1, 60, 100);

    /** Checks the ranges. */
    public ArtistBlendOptions {
        require("sessionWeight", sessionWeight);
        require("vectorWeight", vectorWeight);
        require("rankConstant", rankConstant);
        if (sessionWeight == 0 && vectorWeight == 0) {
            throw new IllegalArgumentException("sessionWeight and vectorWeight are both 0");
        }
        if (depth < 1) {
            throw new IllegalArgumentException("depth " + depth + " is not 1 or above");
        }
    }

    private static void require(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " " + value + " is not a finite number of 0 or above");
        }
    }

    /** A copy with other weights. */
    public ArtistBlendOptions withWeights(double newSessionWeight, double newVectorWeight) {
        return new ArtistBlendOptions(newSessionWeight, newVectorWeight, rankConstant, depth);
    }

    /** A copy with other lists. */
    public ArtistBlendOptions withLists(double newRankConstant, int newDepth) {
        return new ArtistBlendOptions(sessionWeight, vectorWeight, newRankConstant, newDepth);
    }
}
