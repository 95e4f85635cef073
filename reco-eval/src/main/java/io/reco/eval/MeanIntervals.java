package io.reco.eval;

import io.reco.eval.stats.Bootstrap;
import io.reco.eval.stats.Interval;
import io.reco.eval.stats.PairedDifferences;
import io.reco.eval.stats.PairedTTest;
import java.util.Arrays;
import java.util.Optional;

/** Intervals of means over the defined values of a vector. */
final class MeanIntervals {
    /** Above this many characters the bootstrap and t agree to plotting precision and t is used, which is O(n). */
    static final int BOOTSTRAP_UP_TO = 20_000;

    private MeanIntervals() {}

    static double[] defined(double[] values) {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    }

    /** BCa bootstrap up to {@link #BOOTSTRAP_UP_TO} values, Student's t above; empty for fewer than two. */
    static Optional<Interval> bootstrap(double[] defined, EvaluationOptions options) {
        if (defined.length > BOOTSTRAP_UP_TO) {
            return student(defined, options.confidence());
        }
        return defined.length < 2
                ? Optional.empty()
                : Optional.of(Bootstrap.ofMean(defined, options.resamples(), options.seed())
                        .bca(options.confidence()));
    }

    /** Student's t; a point when all values are equal, empty for fewer than two. */
    static Optional<Interval> student(double[] defined, double confidence) {
        if (defined.length < 2) {
            return Optional.empty();
        }
        PairedTTest test = PairedTTest.of(PairedDifferences.of(defined, new double[defined.length]), confidence);
        return Optional.of(test.degenerate() ? new Interval(test.mean(), test.mean(), confidence) : test.interval());
    }
}
