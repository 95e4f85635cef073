package io.reco.embeddings;

import io.reco.core.baseline.Decay;
import io.reco.core.baseline.ItemKnnOptions;

/**
 * How playlists are continued; see {@link PlaylistContinuation}.
 *
 * @param knn the neighbours by common playlists: how many are kept, a ({@code alpha}), b ({@code lengthExponent}), shrinkage, and
 *     how many tracks of a playlist enter. Its decays are not used: the order of a playlist plays no part
 * @param power q: similarities count {@code s^q}; above 1 a few strong neighbours outweigh many weak ones. Finite, above 0; one
 *     so large that {@code s^q} is 0 in double precision leaves that neighbour out
 * @param knnWeight weight of the list by common playlists; finite, 0 or above
 * @param vectorWeight weight of the list by vectors; finite, 0 or above, not both 0. Without vectors it plays no part
 * @param vectors how the list by vectors is made; it is as long as the lists of its seeds
 * @param rankConstant c in {@code weight / (c + rank)}; finite, 0 or above
 * @param depth how long the list by common playlists is at least, 1 or above; a question for more makes both longer
 * @param releasedBy whether tracks that came out after the playlist was last changed are left out, where both dates are told
 */
public record ContinuationOptions(
        ItemKnnOptions knn,
        double power,
        double knnWeight,
        double vectorWeight,
        SimilarTrackOptions vectors,
        double rankConstant,
        int depth,
        boolean releasedBy) {
    /**
     * 300 neighbours, a 0.55, b 0.75, shrinkage 5, q 1; vectors by the mean of the seeds with popularity 0.3, weight 0.1. Picked
     * among some twenty settings on one hold-out of the PoliMi playlists, without a second one to confirm them. What vectors
     * add to the list by common playlists was within 1 % there, and above a weight of 0.1 they cost; without popularity they
     * were worth less than half.
     */
    public static final ContinuationOptions DEFAULT = new ContinuationOptions(
            ItemKnnOptions.DEFAULT
                    .withPair(Decay.NONE)
                    .withRecency(Decay.NONE)
                    .withNeighbours(300)
                    .withAlpha(0.55)
                    .withShrinkage(5)
                    .withLengthExponent(0.75),
            1,
            1,
            0.1,
            SimilarTrackOptions.DEFAULT.withFusion(SeedFusion.MEAN).withCorrection(Correction.NONE.withPopularity(0.3)),
            60,
            500,
            false);

    /** Checks the ranges and takes the decays out. */
    public ContinuationOptions {
        knn = knn.withPair(Decay.NONE).withRecency(Decay.NONE);
        requireNotNegative("knnWeight", knnWeight);
        requireNotNegative("vectorWeight", vectorWeight);
        requireNotNegative("rankConstant", rankConstant);
        if (!(power > 0 && power < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("power " + power + " is not a finite number above 0");
        }
        if (knnWeight == 0 && vectorWeight == 0) {
            throw new IllegalArgumentException("knnWeight and vectorWeight are both 0");
        }
        if (depth < 1) {
            throw new IllegalArgumentException("depth " + depth + " is not 1 or above");
        }
    }

    private static void requireNotNegative(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " " + value + " is not a finite number of 0 or above");
        }
    }

    /** A copy with other neighbours by common playlists. */
    public ContinuationOptions withKnn(ItemKnnOptions newKnn) {
        return new ContinuationOptions(
                newKnn, power, knnWeight, vectorWeight, vectors, rankConstant, depth, releasedBy);
    }

    /** A copy with another power of similarities. */
    public ContinuationOptions withPower(double newPower) {
        return new ContinuationOptions(
                knn, newPower, knnWeight, vectorWeight, vectors, rankConstant, depth, releasedBy);
    }

    /** A copy with other weights of the two lists; 0 leaves one out. */
    public ContinuationOptions withWeights(double newKnnWeight, double newVectorWeight) {
        return new ContinuationOptions(
                knn, power, newKnnWeight, newVectorWeight, vectors, rankConstant, depth, releasedBy);
    }

    /** A copy with another list by vectors. */
    public ContinuationOptions withVectors(SimilarTrackOptions newVectors) {
        return new ContinuationOptions(
                knn, power, knnWeight, vectorWeight, newVectors, rankConstant, depth, releasedBy);
    }

    /** A copy with other lists. */
    public ContinuationOptions withLists(double newRankConstant, int newDepth) {
        return new ContinuationOptions(
                knn, power, knnWeight, vectorWeight, vectors, newRankConstant, newDepth, releasedBy);
    }

    /** A copy that leaves out, or does not, what came out after the playlist was last changed. */
    public ContinuationOptions withReleasedBy(boolean newReleasedBy) {
        return new ContinuationOptions(
                knn, power, knnWeight, vectorWeight, vectors, rankConstant, depth, newReleasedBy);
    }
}
