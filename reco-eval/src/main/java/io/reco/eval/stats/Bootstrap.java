package io.reco.eval.stats;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The bootstrap distribution of a mean: characters are drawn with replacement, as many as there are. For a difference, hand in paired
 * differences. Seeded; the same values, resamples and seed give the same bits. Immutable.
 *
 * <p>Quantiles are interpolated linearly ({@link Quantile#LINEAR}) unless another kind is asked for. Time {@code O(n * resamples)}.
 *
 * <p>Example: values {@code 1, 2, 3}, all 27 resamples: {@code percentile(0.8)} is 4/3 to 8/3, {@code standardErrorExact() = sqrt 2 / 3}.
 */
public final class Bootstrap {
    /** {@link #enumerated} takes at most this many values: {@code 6^6} resamples. */
    public static final int ENUMERATED_UP_TO = 6;

    /** Resampled means this close to the mean, relative to the largest deviation, are equal to it but for rounding. */
    private static final double EQUAL = 1e-12;

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

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
        checkValues(values);
        int n = values.length;
        double mean = CompensatedSum.of(values) / n;
        double[] centred = centred(values, mean);
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

    /**
     * {@return the whole distribution: all {@code n^n} resamples, each equally likely}
     *
     * @param values one per character, finite, at most {@link #ENUMERATED_UP_TO}. Not modified
     * @throws IllegalArgumentException for no values, more values, or one that is NaN or infinite
     */
    public static Bootstrap enumerated(double[] values) {
        checkValues(values);
        int n = values.length;
        if (n > ENUMERATED_UP_TO) {
            throw new IllegalArgumentException("values has length " + n + ", expected at most " + ENUMERATED_UP_TO
                    + " to enumerate all resamples");
        }
        double mean = CompensatedSum.of(values) / n;
        double[] centred = centred(values, mean);
        int total = 1;
        for (int i = 0; i < n; i++) {
            total *= n;
        }
        double[] means = new double[total];
        for (int code = 0; code < total; code++) { // the draws are the digits of the code in base n
            double sum = 0;
            for (int rest = code, draw = 0; draw < n; draw++, rest /= n) {
                sum += centred[rest % n];
            }
            means[code] = mean + sum / n;
        }
        Arrays.sort(means);
        return new Bootstrap(values.clone(), mean, means);
    }

    private static void checkValues(double[] values) {
        Checks.finite(values, "values");
        if (values.length == 0) {
            throw new IllegalArgumentException("values has length 0, expected at least 1");
        }
    }

    private static double[] centred(double[] values, double mean) {
        double[] centred = new double[values.length];
        for (int i = 0; i < centred.length; i++) {
            centred[i] = values[i] - mean;
        }
        return centred;
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

    /** {@return the limit of {@link #standardError} for many resamples: {@code sqrt(sum (v - mean)^2) / n}} */
    public double standardErrorExact() {
        return standardErrorExact(values, mean);
    }

    /** The same without drawing. */
    static double standardErrorExact(double[] values) {
        return standardErrorExact(values, CompensatedSum.of(values) / values.length);
    }

    private static double standardErrorExact(double[] values, double mean) {
        return Math.sqrt(CompensatedSum.ofPowers(values, mean, 2)) / values.length;
    }

    /**
     * {@return the percentile interval: quantiles of the resampled means}
     *
     * @param level confidence level, e.g. 0.95
     */
    public Interval percentile(double level) {
        return percentile(level, Quantile.LINEAR);
    }

    /**
     * {@return the percentile interval}
     *
     * @param level confidence level, e.g. 0.95
     * @param kind how quantiles are taken
     */
    public Interval percentile(double level, Quantile kind) {
        Checks.level(level);
        return new Interval(kind.of(sortedMeans, (1 - level) / 2), kind.of(sortedMeans, (1 + level) / 2), level);
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
     * resampled means below the mean (those equal to it but for rounding count half) and the acceleration of a mean, {@code a = sum
     * (v - mean)^3 / (6 (sum (v - mean)^2)^1.5)}, the ends are the quantiles at {@code Phi(z0 + (z0 + z) / (1 - a (z0 + z)))}; where the
     * denominator is not positive, the outermost resampled mean. The percentile interval for values without variance and when all
     * resampled means lie on one side.
     *
     * @param level confidence level, e.g. 0.95
     */
    public Interval bca(double level) {
        Checks.level(level);
        double squares = CompensatedSum.ofPowers(values, mean, 2);
        double share = shareBelowMean();
        if (squares == 0 || share == 0 || share == 1) {
            return percentile(level);
        }
        double acceleration = CompensatedSum.ofPowers(values, mean, 3) / (6 * Math.pow(squares, 1.5));
        double z0 = NORMAL.inverseCumulativeProbability(share);
        double z = NORMAL.inverseCumulativeProbability((1 + level) / 2);
        double low = Quantile.LINEAR.of(sortedMeans, adjusted(z0, z0 - z, acceleration));
        double high = Quantile.LINEAR.of(sortedMeans, adjusted(z0, z0 + z, acceleration));
        return new Interval(low, high, level);
    }

    private double shareBelowMean() {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value - mean));
        }
        double near = EQUAL * largest;
        int below = 0;
        int equal = 0;
        for (double resampled : sortedMeans) {
            below += resampled < mean - near ? 1 : 0;
            equal += Math.abs(resampled - mean) <= near ? 1 : 0;
        }
        return (below + equal / 2.0) / sortedMeans.length;
    }

    private static double adjusted(double z0, double shifted, double acceleration) {
        double denominator = 1 - acceleration * shifted;
        if (denominator <= 0) {
            return shifted > 0 ? 1 : 0;
        }
        return NORMAL.cumulativeProbability(z0 + shifted / denominator);
    }
}
