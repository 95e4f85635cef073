package io.reco.eval.stats;

/**
 * What tests and intervals of one table share.
 *
 * @param level confidence level of intervals, between 0 and 1
 * @param resamples bootstrap resamples, and assignments of the sign-flip test where they are not enumerated; at least 1
 * @param seed of both
 */
public record TestOptions(double level, int resamples, long seed) {
    /** 95 % intervals, 10,000 resamples, seed 1. */
    public static final TestOptions DEFAULT = new TestOptions(0.95, 10_000, 1);

    /** Checks the ranges. */
    public TestOptions {
        Checks.level(level);
        Checks.resamples(resamples);
    }

    /**
     * {@return a copy with another level}
     *
     * @param value between 0 and 1
     */
    public TestOptions withLevel(double value) {
        return new TestOptions(value, resamples, seed);
    }

    /**
     * {@return a copy with another number of resamples}
     *
     * @param value at least 1
     */
    public TestOptions withResamples(int value) {
        return new TestOptions(level, value, seed);
    }

    /**
     * {@return a copy with another seed}
     *
     * @param value any
     */
    public TestOptions withSeed(long value) {
        return new TestOptions(level, resamples, value);
    }
}
