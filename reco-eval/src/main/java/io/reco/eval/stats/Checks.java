package io.reco.eval.stats;

/** Argument checks that the tests share. */
final class Checks {
    private Checks() {}

    static void level(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("confidence level is " + level + ", expected between 0 and 1");
        }
    }

    static void resamples(int resamples) {
        if (resamples < 1) {
            throw new IllegalArgumentException("resamples is " + resamples + ", expected at least 1");
        }
    }

    static void finite(double[] values, String name) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(name + "[" + i + "] is " + values[i] + ", expected a finite number");
            }
        }
    }
}
