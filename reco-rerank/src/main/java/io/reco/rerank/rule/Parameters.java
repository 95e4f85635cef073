package io.reco.rerank.rule;

import java.util.List;

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

    static void requireAscending(String rule, String name, List<Integer> slots) {
        for (int j = 0; j < slots.size(); j++) {
            if (slots.get(j) < 0 || (j > 0 && slots.get(j) <= slots.get(j - 1))) {
                throw new IllegalArgumentException(
                        rule + ": " + name + " " + slots + " are not ascending positions of 0 or above");
            }
        }
    }

    static void requireSpan(String rule, long fromMillis, long untilMillis) {
        if (fromMillis >= untilMillis) {
            throw new IllegalArgumentException(
                    rule + ": untilMillis " + untilMillis + " is not above fromMillis " + fromMillis);
        }
    }

    /** The score lowered by a share of its size. */
    static double demote(double score, double share) {
        return score - share * Math.abs(score);
    }
}
