package io.reco.eval;

import io.reco.eval.stats.Interval;
import io.reco.eval.stats.MeanInterval;
import io.reco.eval.stats.TestOptions;
import java.util.Arrays;
import java.util.Optional;

/** Intervals of means over the defined values of a vector. */
final class MeanIntervals {
    private MeanIntervals() {}

    static double[] defined(double[] values) {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    }

    /** What {@link MeanInterval#forSize} says; empty for fewer than two values. */
    static Optional<Interval> ofMean(double[] defined, EvaluationOptions options) {
        return MeanInterval.interval(
                defined, new TestOptions(options.confidence(), options.resamples(), options.seed()));
    }

    /** Student's t; a point when all values are equal, empty for fewer than two. */
    static Optional<Interval> student(double[] defined, double confidence) {
        return defined.length < 2
                ? Optional.empty()
                : Optional.of(MeanInterval.STUDENT.of(defined, TestOptions.DEFAULT.withLevel(confidence)));
    }
}
