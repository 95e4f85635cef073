package io.reco.eval.policy;

import java.util.Arrays;

/**
 * Decisions of a policy with what is needed to estimate another one. Immutable; made of arrays of one length, which are copied.
 *
 * <p>Rows of one case (a character, say) depend on each other; intervals resample cases, not rows. Without cases every row is one.
 */
public final class PolicyLog {
    private final double[] rewards;
    private final double[] propensities;
    private final double[] targets;
    private final double[] modelOfLogged;
    private final double[] modelOfTarget;
    private final int[] cases;
    private final int caseCount;

    private PolicyLog(
            double[] rewards,
            double[] propensities,
            double[] targets,
            double[] modelOfLogged,
            double[] modelOfTarget,
            int[] cases,
            int caseCount) {
        this.rewards = rewards;
        this.propensities = propensities;
        this.targets = targets;
        this.modelOfLogged = modelOfLogged;
        this.modelOfTarget = modelOfTarget;
        this.cases = cases;
        this.caseCount = caseCount;
    }

    /**
     * {@return a log without a model of rewards, each row a case}
     *
     * @param rewards what each choice earned, finite
     * @param propensities probability that the logging policy gave to its choice, in (0, 1]
     * @param targets probability that the target policy gives to the same choice, in [0, 1]
     * @throws IllegalArgumentException for no rows, lengths that differ, a value outside its range, or a propensity so small that the
     *     weight is not finite, with its row
     */
    public static PolicyLog of(double[] rewards, double[] propensities, double[] targets) {
        int n = rewards.length;
        if (n == 0) {
            throw new IllegalArgumentException("rewards has length 0, expected at least 1");
        }
        sameLength("propensities", propensities.length, n);
        sameLength("targets", targets.length, n);
        for (int i = 0; i < n; i++) {
            finite("reward", rewards[i], i);
            if (!(propensities[i] > 0 && propensities[i] <= 1)) {
                throw new IllegalArgumentException(
                        "propensity " + propensities[i] + " of row " + i + " is not in (0, 1]");
            }
            if (!(targets[i] >= 0 && targets[i] <= 1)) {
                throw new IllegalArgumentException(
                        "target probability " + targets[i] + " of row " + i + " is not in [0, 1]");
            }
            if (Double.isInfinite(targets[i] / propensities[i])) {
                throw new IllegalArgumentException("propensity " + propensities[i] + " of row " + i
                        + " is too small for a finite weight of target probability " + targets[i]);
            }
        }
        int[] each = new int[n];
        Arrays.setAll(each, i -> i);
        return new PolicyLog(
                rewards.clone(), propensities.clone(), targets.clone(), new double[0], new double[0], each, n);
    }

    /**
     * {@return the log with what a model of rewards expects, for {@link Estimator#DOUBLY_ROBUST}} The model has to be fitted with other
     * data than these rows.
     *
     * @param ofLogged expected reward of the choice that was logged, finite
     * @param ofTarget mean over the target policy's choices of their expected rewards, finite
     */
    public PolicyLog withModel(double[] ofLogged, double[] ofTarget) {
        sameLength("ofLogged", ofLogged.length, size());
        sameLength("ofTarget", ofTarget.length, size());
        for (int i = 0; i < size(); i++) {
            finite("expected reward of the logged choice", ofLogged[i], i);
            finite("expected reward of the target", ofTarget[i], i);
        }
        return new PolicyLog(rewards, propensities, targets, ofLogged.clone(), ofTarget.clone(), cases, caseCount);
    }

    /**
     * {@return the log with rows that belong together}
     *
     * @param caseOf case of each row, from 0 without gaps
     * @throws IllegalArgumentException for another length, a case below 0 or not below the number of rows, or a gap
     */
    public PolicyLog withCases(int[] caseOf) {
        sameLength("caseOf", caseOf.length, size());
        int count = 0;
        boolean[] seen = new boolean[size()];
        for (int c : caseOf) {
            if (c < 0 || c >= seen.length) {
                throw new IllegalArgumentException(
                        "case " + c + " is not in 0 to " + (seen.length - 1) + ", without gaps");
            }
            seen[c] = true;
            count = Math.max(count, c + 1);
        }
        for (int c = 0; c < count; c++) {
            if (!seen[c]) {
                throw new IllegalArgumentException("case " + c + " has no row, expected cases without gaps");
            }
        }
        return new PolicyLog(rewards, propensities, targets, modelOfLogged, modelOfTarget, caseOf.clone(), count);
    }

    private static void sameLength(String name, int length, int expected) {
        if (length != expected) {
            throw new IllegalArgumentException(name + " has length " + length + ", expected one per row, " + expected);
        }
    }

    private static void finite(String name, double value, int row) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " of row " + row + " is " + value + ", expected a finite number");
        }
    }

    /** {@return the number of rows} */
    public int size() {
        return rewards.length;
    }

    /** {@return the number of cases} */
    public int cases() {
        return caseCount;
    }

    /** {@return whether there is a model of rewards} */
    public boolean hasModel() {
        return modelOfLogged.length > 0;
    }

    double reward(int row) {
        return rewards[row];
    }

    double weight(int row) {
        return targets[row] / propensities[row];
    }

    double modelOfLogged(int row) {
        return modelOfLogged[row];
    }

    double modelOfTarget(int row) {
        return modelOfTarget[row];
    }

    int caseOf(int row) {
        return cases[row];
    }
}
