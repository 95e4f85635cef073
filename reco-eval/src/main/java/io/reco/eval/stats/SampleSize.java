package io.reco.eval.stats;

import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Gamma;

/**
 * How many characters a paired t test needs to see a difference, and the smallest difference that so many can see. Power is that of
 * the two-sided test, from the noncentral t distribution.
 *
 * <p>Example: differences with standard deviation 0.2, a true mean difference of 0.01, alpha 0.05 and power 0.8 need 3,142 characters;
 * 3,142 characters see 0.01.
 */
public final class SampleSize {
    private static final double ACCURACY = 1e-10;
    private static final double QUANTILE_ACCURACY = 1e-12;
    private static final int MAX_STEPS = 200;
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
    /** From this many degrees of freedom on, t is normal to more digits than a planner has. */
    private static final double NORMAL_FROM = 20_000;

    private SampleSize() {}

    /**
     * {@return the smallest number of characters, at least 2, with at least the power}
     *
     * @param sd standard deviation of paired differences, e.g. {@link PairedDifferences#standardDeviation}; at least 0
     * @param difference true mean difference that one wants to see; not 0
     * @param alpha significance level, e.g. 0.05
     * @param power chance to see it, above alpha, e.g. 0.8
     * @throws IllegalArgumentException for values outside these ranges, or if more than {@code 2^53} characters were needed
     */
    public static long paired(double sd, double difference, double alpha, double power) {
        check(sd, alpha, power);
        if (!(Math.abs(difference) > 0) || Double.isInfinite(difference)) {
            throw new IllegalArgumentException("difference is " + difference + ", expected a number that is not 0");
        }
        if (sd == 0) {
            return 2;
        }
        double effect = Math.abs(difference) / sd;
        double z = NORMAL.inverseCumulativeProbability(1 - alpha / 2) + NORMAL.inverseCumulativeProbability(power);
        double low = Math.max(2, Math.floor(z * z / (effect * effect)) - 2); // what a known variance would need
        if (power(effect, low, alpha) >= power) {
            low = 2;
        }
        double step = 8;
        while (power(effect, low + step, alpha) < power) {
            low += step;
            step *= 2;
            if (low > 0x1p53) {
                throw new IllegalArgumentException(
                        "difference " + difference + " is too small to plan for, sd is " + sd);
            }
        }
        double high = low + step;
        while (high - low >= 1) {
            double middle = Math.floor((low + high) / 2);
            if (power(effect, middle, alpha) >= power) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return (long) high;
    }

    /**
     * {@return the smallest true mean difference that n characters see with the power; NaN for fewer than two}
     *
     * @param n characters
     * @param sd standard deviation of paired differences, at least 0
     * @param alpha significance level, e.g. 0.05
     * @param power chance to see it, above alpha, e.g. 0.8
     */
    public static double smallestVisible(long n, double sd, double alpha, double power) {
        check(sd, alpha, power);
        if (n < 2) {
            return Double.NaN;
        }
        double high = 1;
        while (power(high, n, alpha) < power) {
            high *= 2;
        }
        return sd * new BrentSolver(ACCURACY, ACCURACY).solve(MAX_STEPS, e -> power(e, n, alpha) - power, 0, high);
    }

    private static void check(double sd, double alpha, double power) {
        if (!(sd >= 0) || Double.isInfinite(sd)) {
            throw new IllegalArgumentException("sd is " + sd + ", expected a number from 0 on");
        }
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha is " + alpha + ", expected between 0 and 1");
        }
        if (!(power > alpha && power < 1)) {
            throw new IllegalArgumentException("power is " + power + ", expected between alpha, " + alpha + ", and 1");
        }
    }

    /**
     * {@return the power of the two-sided test}
     *
     * @param effect mean / standard deviation, at least 0
     * @param n characters, at least 2
     */
    static double power(double effect, double n, double alpha) {
        double shift = effect * Math.sqrt(n);
        double df = n - 1;
        if (df >= NORMAL_FROM) {
            double z = NORMAL.inverseCumulativeProbability(1 - alpha / 2);
            return NORMAL.cumulativeProbability(shift - z) + NORMAL.cumulativeProbability(-shift - z);
        }
        double critical = new TDistribution(null, df, QUANTILE_ACCURACY).inverseCumulativeProbability(1 - alpha / 2);
        return 1 - inside(critical, df, shift);
    }

    /**
     * {@code P(|T| < critical)} of the noncentral t: the mean of {@code Phi(critical s - shift) - Phi(-critical s - shift)} over {@code s = sqrt(chi^2_df /
     * df)}, by Simpson's rule. The density of s is within 9 standard deviations of 1; a step is a 40th of what density and
     * function need to change.
     */
    private static double inside(double critical, double df, double shift) {
        double sharpness = Math.sqrt(2 * df);
        double width = 9 / sharpness;
        double from = Math.max(0, 1 - width);
        double to = 1 + width;
        int steps = 2 * (int) Math.ceil(20 * (to - from) * Math.max(critical, sharpness));
        double logConstant = Math.log(2) + df / 2 * Math.log(df / 2) - Gamma.logGamma(df / 2);
        double h = (to - from) / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double s = from + i * h;
            double density = s == 0
                    ? (df == 1 ? Math.exp(logConstant) : 0)
                    : Math.exp(logConstant + (df - 1) * Math.log(s) - df / 2 * s * s);
            double chance = NORMAL.cumulativeProbability(critical * s - shift)
                    - NORMAL.cumulativeProbability(-critical * s - shift);
            sum += (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2) * density * chance;
        }
        return Math.min(1, sum * h / 3);
    }
}
