package io.reco.eval.stats;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * The paired t test of {@code mean(a - b) = 0}: {@code t = mean / (sd / sqrt(n))} with {@code n - 1} degrees of freedom. Tails are computed
 * directly, so that tiny p values keep their digits.
 *
 * <p>Example: differences {@code 1, 2, 3}: {@code t = 2 / (1 / sqrt 3) = 3.4641}, {@code cohenDz = 2}, {@code pTwoSided = 1 - sqrt(6 / 7) = 0.0742}.
 *
 * @param n characters
 * @param mean mean difference
 * @param t the statistic; NaN when degenerate
 * @param pTwoSided two-sided p; 1 when all differences are 0, NaN when they are all the same other number
 * @param pGreater p against mean &gt; 0
 * @param pLess p against mean &lt; 0
 * @param interval of the mean difference; NaN ends when degenerate
 * @param cohenDz effect size mean / sd; NaN when degenerate
 * @param degenerate whether there is no variance (or one character only), so that no t exists
 */
public record PairedTTest(
        int n,
        double mean,
        double t,
        double pTwoSided,
        double pGreater,
        double pLess,
        Interval interval,
        double cohenDz,
        boolean degenerate) {
    /** The default of Commons Math, 1e-9, would be off by 1e-9 standard errors at the ends of the interval. */
    private static final double QUANTILE_ACCURACY = 1e-15;

    /**
     * {@return the test}
     *
     * @param differences rounded differences
     * @param level confidence level of the interval, e.g. 0.95
     */
    public static PairedTTest of(PairedDifferences differences, double level) {
        Checks.level(level);
        int n = differences.n();
        double mean = differences.mean();
        if (differences.degenerate()) {
            double p = differences.allZero() ? 1 : Double.NaN;
            return new PairedTTest(n, mean, Double.NaN, p, p, p, Interval.undefined(level), Double.NaN, true);
        }
        double standardError = differences.standardDeviation() / Math.sqrt(n);
        double t = mean / standardError;
        TDistribution distribution = new TDistribution(null, n - 1.0, QUANTILE_ACCURACY);
        return new PairedTTest(
                n,
                mean,
                t,
                2 * distribution.cumulativeProbability(-Math.abs(t)),
                distribution.cumulativeProbability(-t),
                distribution.cumulativeProbability(t),
                interval(mean, standardError, n, level),
                differences.cohenDz(),
                false);
    }

    /** The interval of a mean of at least two values that are not all equal. */
    static Interval interval(double mean, double standardError, int n, double level) {
        TDistribution distribution = new TDistribution(null, n - 1.0, QUANTILE_ACCURACY);
        double half = distribution.inverseCumulativeProbability((1 + level) / 2) * standardError;
        return new Interval(mean - half, mean + half, level);
    }
}
