package io.reco.eval.policy;

import io.reco.eval.stats.TestOptions;
import java.util.Objects;

/**
 * How a policy is estimated.
 *
 * @param clip largest weight that counts; larger ones are cut to it, which lowers the variance and, for rewards above 0, the value. Infinity for
 *     none
 * @param tests level, resamples and seed of the intervals
 */
public record PolicyOptions(double clip, TestOptions tests) {
    /** No clipping; {@link TestOptions#DEFAULT}. */
    public static final PolicyOptions DEFAULT = new PolicyOptions(Double.POSITIVE_INFINITY, TestOptions.DEFAULT);

    /** Checks the range. */
    public PolicyOptions {
        if (!(clip > 0)) {
            throw new IllegalArgumentException("clip is " + clip + ", expected above 0");
        }
        Objects.requireNonNull(tests, "tests");
    }

    /**
     * {@return a copy with another largest weight}
     *
     * @param value above 0
     */
    public PolicyOptions withClip(double value) {
        return new PolicyOptions(value, tests);
    }

    /**
     * {@return a copy with other intervals}
     *
     * @param value level, resamples and seed
     */
    public PolicyOptions withTests(TestOptions value) {
        return new PolicyOptions(clip, value);
    }
}
