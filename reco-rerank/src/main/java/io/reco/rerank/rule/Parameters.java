package io.reco.rerank.rule;

/** Checks of rule parameters, and what rules share in arithmetic. */
final class Parameters {
    private Parameters() {}

    static void requireShare(String rule, String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(rule + ": " + name + " " + value + " is not in [0, 1]");
        }
    }

    static void requireFinite(String rule, String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(rule + ": " + name + " " + value + " is not finite");
        }
    }

    static void requireAtLeast(String rule, String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(rule + ": " + name + " " + value + " is not " + least + " or above");
        }
    }

    /** The score lowered by a share of its size. */
    static double demote(double score, double share) {
        return score - share * Math.abs(score);
    }
}
