package io.reco.eval.stats;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The bootstrap distribution of a mean: characters are drawn with replacement, as many as there are. For a difference, hand in paired
 * differences. Seeded; the same values, resamples and seed give the same bits. Immutable.
 *
 * <p>Quantiles are interpolated linearly (Hyndman and Fan type 7). Time {@code O(n * resamples)}.
 */
public final class Bootstrap {
    private final double[] values;
    private final double mean;
    private final double[] sortedMeans;

    private Bootstrap(double[] values, double mean, double[] sortedMeans) {
        this.values = values;
        this.mean = mean;
        this.sortedMeans = sortedMeans;
    }

    /**
     * {@return the distribution}
     *
     * @param values one per character, finite. Not modified
     * @param resamples number of resamples, e.g. 1,000 for a chart and 10,000 for a table
     * @param seed of the draws
     * @throws IllegalArgumentException for no values or a value that is NaN or infinite
     */
    public static Bootstrap ofMean(double[] values, int resamples, long seed) {
        Checks.resamples(resamples);
        Checks.finite(values, "values");
        int n = values.length;
        if (n == 0) {
            throw new IllegalArgumentException("values has length 0, expected at least 1");
        }
        double mean = CompensatedSum.of(values) / n;
        double[] centred = new double[n];
        for (int i = 0; i < n; i++) {
            centred[i] = values[i] - mean;
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] means = new double[resamples];
        for (int r = 0; r < resamples; r++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += centred[random.nextInt(n)];
            }
            means[r] = mean + sum / n;
        }
        Arrays.sort(means);
        return new Bootstrap(values.clone(), mean, means);
    }

    /** {@return the mean of the values themselves} */
    public double mean() {
        return mean;
    }

    /** {@return the standard deviation of the resampled means; tends to {@code sqrt(sum (v - mean)^2) / n}} */
    public double standardError() {
        double centre = CompensatedSum.of(sortedMeans) / sortedMeans.length;
        return Math.sqrt(CompensatedSum.ofPowers(sortedMeans, centre, 2) / sortedMeans.length);
    }

    /**
     * {@return the percentile interval: quantiles of the resampled means}
     *
     * @param level confidence level, e.g. 0.95
     */
    public Interval percentile(double level) {
        Checks.level(level);
        return new Interval(quantile((1 - level) / 2), quantile((1 + level) / 2), level);
    }

    /**
     * {@return the basic (reflected) interval: {@code 2 mean - quantile}}
     *
     * @param level confidence level, e.g. 0.95
     */
    public Interval basic(double level) {
        Interval percentile = percentile(level);
        return new Interval(2 * mean - percentile.high(), 2 * mean - percentile.low(), level);
    }

    /**
     * {@return the bias-corrected and accelerated interval (Efron 1987)} With {@code z0} the normal quantile of the share of
     * resampled means below the mean (ties count half) and the acceleration of a mean, {@code a = sum (v - mean)^3 / (6 (sum (v - mean)^2)^1.5)},
     * the ends are the quantiles at {@code Phi(z0 + (z0 + z) / (1 - a (z0 + z)))}. A point for values without variance.
     *
     * @param level confidence level, e.g. 0.95
     */
    public Interval bca(double level) {
        Checks.level(level);
        double squares = CompensatedSum.ofPowers(values, mean, 2);
        int below = 0;
        int equal = 0;
        for (double resampled : sortedMeans) {
            below += resampled < mean ? 1 : 0;
            equal += resampled == mean ? 1 : 0;
        }
        double share = (below + equal / 2.0) / sortedMeans.length;
        if (squares == 0 || share == 0 || share == 1) {
            return percentile(level);
        }
        double acceleration = CompensatedSum.ofPowers(values, mean, 3) / (6 * Math.pow(squares, 1.5));
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        double z0 = normal.inverseCumulativeProbability(share);
        double z = normal.inverseCumulativeProbability((1 + level) / 2);
        double low = quantile(adjusted(normal, z0, -z, acceleration));
        double high = quantile(adjusted(normal, z0, z, acceleration));
        return new Interval(low, high, level);
    }

    private static double adjusted(NormalDistribution normal, double z0, double z, double acceleration) {
        double shifted = z0 + z;
        return normal.cumulativeProbability(z0 + shifted / (1 - acceleration * shifted));
    }

    private double quantile(double q) {
        double position = q * (sortedMeans.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sortedMeans.length - 1);
        return sortedMeans[below] + (position - below) * (sortedMeans[above] - sortedMeans[below]);
    }
}
