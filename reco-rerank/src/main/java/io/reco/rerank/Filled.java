package io.reco.rerank;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a fill comes to: by position, the candidate and what is to be told of it. */
final class Filled {
    /** No rule gave way. */
    static final int NONE = -1;

    private final int[] chosen;
    private final int[] relaxedBy;
    private final boolean[] fixed;
    /** Null: nothing was drawn. */
    private double @Nullable [] propensities;

    private boolean @Nullable [] explored;
    private int size;

    Filled(int room) {
        chosen = new int[room];
        relaxedBy = new int[room];
        fixed = new boolean[room];
    }

    void add(int candidate, int relaxedRule, boolean isFixed) {
        chosen[size] = candidate;
        relaxedBy[size] = relaxedRule;
        fixed[size] = isFixed;
        size++;
    }

    /** Says that the last position was drawn. */
    void drawn(double propensity, boolean notTheBest) {
        double[] all = propensities;
        boolean[] chance = explored;
        if (all == null || chance == null) {
            all = new double[chosen.length];
            Arrays.fill(all, 1);
            chance = new boolean[chosen.length];
            propensities = all;
            explored = chance;
        }
        all[size - 1] = propensity;
        chance[size - 1] = notTheBest;
    }

    /** The list is not the one that was drawn: the probabilities of the draws are not those of its tracks. */
    void forgetPropensities() {
        forgetPropensities(0);
    }

    private void forgetPropensities(int from) {
        if (propensities != null) {
            Arrays.fill(propensities, from, size, Double.NaN);
        }
    }

    int size() {
        return size;
    }

    int candidate(int p) {
        return chosen[p];
    }

    int relaxedBy(int p) {
        return relaxedBy[p];
    }

    void relaxedBy(int p, int rule) {
        relaxedBy[p] = rule;
    }

    boolean isFixed(int p) {
        return fixed[p];
    }

    /** NaN: not known. */
    double propensity(int p) {
        return propensities == null ? 1 : propensities[p];
    }

    boolean isExplored(int p) {
        return explored != null && explored[p];
    }

    /**
     * The same positions in another order: position {@code p} of the answer is {@code from[p]} of this. From the first one that
     * moved on, propensities are not known: those given other tracks before.
     */
    Filled permuted(int[] from) {
        Filled moved = new Filled(size);
        int same = 0;
        while (same < size && from[same] == same) {
            same++;
        }
        for (int p = 0; p < size; p++) {
            int q = from[p];
            moved.add(chosen[q], relaxedBy[q], fixed[q]);
            if (propensities != null) {
                moved.drawn(propensity(q), isExplored(q));
            }
        }
        moved.forgetPropensities(same);
        return moved;
    }
}
