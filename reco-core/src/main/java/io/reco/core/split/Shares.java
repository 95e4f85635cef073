package io.reco.core.split;

/** Checks and rounding of shares. */
final class Shares {
    /** Keeps products such as 0.29 * 100 from being cut below their exact value. */
    private static final double SLACK = 1e-9;

    private Shares() {}

    static void requireBelowOne(String name, double share) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException(name + " " + share + " is not in [0, 1)");
        }
    }

    static void requireInside(String name, double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(name + " " + share + " is not in (0, 1)");
        }
    }

    static void requireRoomForTrain(double validation, double test) {
        requireBelowOne("validation share", validation);
        requireInside("test share", test);
        if (validation + test >= 1 - SLACK) {
            throw new IllegalArgumentException(
                    "validation share " + validation + " and test share " + test + " leave nothing for training");
        }
    }

    /** The whole part of a share of n. */
    static int floor(double share, int n) {
        return (int) Math.floor(share * n + SLACK);
    }

    /** A share of n, halves up. */
    static int round(double share, int n) {
        return (int) Math.floor(share * n + 0.5 + SLACK);
    }

    /** A share of n, up. */
    static int ceil(double share, int n) {
        return (int) Math.ceil(share * n - SLACK);
    }
}
