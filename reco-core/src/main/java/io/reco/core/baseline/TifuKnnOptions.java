package io.reco.core.baseline;

/**
 * Dials of {@link TifuKnn}; in brackets the symbol of the paper.
 *
 * @param withinDecay decay from one basket to the next older one of the same group [r_b], in (0, 1]
 * @param groupDecay decay from one group to the next older one [r_g], in (0, 1]
 * @param groups number of groups that the baskets of a character are parted into [m], 1 or above
 * @param neighbours number of nearest characters [k], 1 or above
 * @param alpha share of the character's own vector in the score, the rest is its neighbours' [alpha], in [0, 1]
 * @param basketSize events per basket where there are no times, 1 or above; with times a basket is a session
 */
public record TifuKnnOptions(
        double withinDecay, double groupDecay, int groups, int neighbours, double alpha, int basketSize) {
    /**
     * The decays, groups and alpha that the paper found best on TaFeng; baskets of 10 where there are no times. 100 neighbours
     * and not the paper's 300: better on validation items of ml-1m and of radio playlists.
     */
    public static final TifuKnnOptions DEFAULT = new TifuKnnOptions(0.9, 0.7, 7, 100, 0.7, 10);

    /** Checks the ranges. */
    public TifuKnnOptions {
        checkDecay("withinDecay", withinDecay);
        checkDecay("groupDecay", groupDecay);
        checkCount("groups", groups);
        checkCount("neighbours", neighbours);
        if (!(alpha >= 0 && alpha <= 1)) {
            throw new IllegalArgumentException("alpha " + alpha + " is not in [0, 1]");
        }
        checkCount("basketSize", basketSize);
    }

    private static void checkDecay(String field, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(field + " " + value + " is not in (0, 1]");
        }
    }

    private static void checkCount(String field, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(field + " " + value + " is not 1 or above");
        }
    }

    /** A copy with this decay within groups. */
    public TifuKnnOptions withWithinDecay(double newWithinDecay) {
        return new TifuKnnOptions(newWithinDecay, groupDecay, groups, neighbours, alpha, basketSize);
    }

    /** A copy with this decay between groups. */
    public TifuKnnOptions withGroupDecay(double newGroupDecay) {
        return new TifuKnnOptions(withinDecay, newGroupDecay, groups, neighbours, alpha, basketSize);
    }

    /** A copy with this number of groups. */
    public TifuKnnOptions withGroups(int newGroups) {
        return new TifuKnnOptions(withinDecay, groupDecay, newGroups, neighbours, alpha, basketSize);
    }

    /** A copy with this number of neighbours. */
    public TifuKnnOptions withNeighbours(int newNeighbours) {
        return new TifuKnnOptions(withinDecay, groupDecay, groups, newNeighbours, alpha, basketSize);
    }

    /** A copy with this share of the own vector. */
    public TifuKnnOptions withAlpha(double newAlpha) {
        return new TifuKnnOptions(withinDecay, groupDecay, groups, neighbours, newAlpha, basketSize);
    }

    /** A copy with baskets of this size where there are no times. */
    public TifuKnnOptions withBasketSize(int newBasketSize) {
        return new TifuKnnOptions(withinDecay, groupDecay, groups, neighbours, alpha, newBasketSize);
    }
}
