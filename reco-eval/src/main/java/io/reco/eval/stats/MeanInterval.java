package io.reco.eval.stats;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the interval of a mean over many characters is made, and the interval. */
public enum MeanInterval {
    /** The bias-corrected and accelerated bootstrap. */
    BCA {
        @Override
        public Interval of(double[] values, TestOptions options) {
            return Bootstrap.ofMean(values, options.resamples(), options.seed()).bca(options.level());
        }
    },
    /** Student's t, a point when all values are equal. */
    STUDENT {
        @Override
        public Interval of(double[] values, TestOptions options) {
            Checks.finite(values, "values");
            int n = values.length;
            if (n < 2) {
                throw new IllegalArgumentException("values has length " + n + ", expected at least 2");
            }
            if (Arrays.stream(values).allMatch(v -> v == values[0])) {
                return new Interval(values[0], values[0], options.level());
            }
            double mean = CompensatedSum.of(values) / n;
            double variance = CompensatedSum.ofPowers(values, mean, 2) / (n - 1);
            return PairedTTest.interval(mean, Math.sqrt(variance / n), n, options.level());
        }
    };

    /** Above this many values the bootstrap and t agree to plotting precision, and t is {@code O(n)}. */
    public static final int BOOTSTRAP_UP_TO = 20_000;

    /**
     * {@return the interval}
     *
     * @param values finite, at least two. Not modified
     * @param options level, resamples, seed; {@link #STUDENT} uses the level only
     */
    public abstract Interval of(double[] values, TestOptions options);

    /**
     * {@return what is used for so many values: {@link #BCA} up to {@link #BOOTSTRAP_UP_TO}, {@link #STUDENT} above}
     *
     * @param n number of values
     */
    public static MeanInterval forSize(int n) {
        return n <= BOOTSTRAP_UP_TO ? BCA : STUDENT;
    }

    /**
     * {@return the interval by {@link #forSize}; empty for fewer than two values}
     *
     * @param values finite. Not modified
     * @param options level, resamples, seed
     */
    public static Optional<Interval> interval(double[] values, TestOptions options) {
        return values.length < 2
                ? Optional.empty()
                : Optional.of(forSize(values.length).of(values, options));
    }

    /** {@return the name in results, e.g. {@code bca}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
