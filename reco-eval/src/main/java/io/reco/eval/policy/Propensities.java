package io.reco.eval.policy;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;

/** Propensities from the choices themselves, for logs that hold none. */
public final class Propensities {
    private Propensities() {}

    /**
     * {@return for each row the share of its action among the rows of its context, smoothed: {@code (n_ca + s) / (n_c + s * A)}}
     *
     * <p>{@code n_ca} counts rows of the same context and action, {@code n_c} rows of the same context, {@code A} is {@code actionCount}. Right only if the logging
     * policy looked at nothing but the context, so contexts have to hold what it looked at; few rows a context make the shares, and so all weights,
     * uncertain, which intervals do not show. {@code O(rows)} for contexts and actions numbered without gaps.
     *
     * <p>Example: actions {@code x, x, y} in one context, {@code s = 1}, {@code A = 2}: {@code 3/5, 3/5, 2/5}.
     *
     * @param contexts context of each row, from 0. Not modified
     * @param actions action of each row, 0 to {@code actionCount - 1}. Not modified
     * @param actionCount number of actions that there are, {@code A}
     * @param smoothing {@code s}, at least 0
     */
    public static double[] ofChoices(int[] contexts, int[] actions, int actionCount, double smoothing) {
        if (contexts.length != actions.length) {
            throw new IllegalArgumentException(
                    "actions has length " + actions.length + ", expected that of contexts, " + contexts.length);
        }
        if (!(smoothing >= 0) || Double.isInfinite(smoothing)) {
            throw new IllegalArgumentException("smoothing is " + smoothing + ", expected at least 0");
        }
        Long2IntOpenHashMap both = new Long2IntOpenHashMap();
        Int2IntOpenHashMap ofContext = new Int2IntOpenHashMap();
        for (int i = 0; i < contexts.length; i++) {
            if (actions[i] < 0 || actions[i] >= actionCount) {
                throw new IllegalArgumentException(
                        "action " + actions[i] + " of row " + i + " is not in 0 to " + (actionCount - 1));
            }
            both.addTo(key(contexts[i], actions[i]), 1);
            ofContext.addTo(contexts[i], 1);
        }
        double[] propensities = new double[contexts.length];
        for (int i = 0; i < propensities.length; i++) {
            propensities[i] = (both.get(key(contexts[i], actions[i])) + smoothing)
                    / (ofContext.get(contexts[i]) + smoothing * actionCount);
        }
        return propensities;
    }

    private static long key(int context, int action) {
        return (long) context << 32 | action;
    }
}
