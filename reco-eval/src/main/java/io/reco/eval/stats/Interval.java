package io.reco.eval.stats;

/**
 * A confidence interval.
 *
 * @param low lower end
 * @param high upper end
 * @param level confidence level, e.g. 0.95
 */
public record Interval(double low, double high, double level) {
    /** Checks the level; both ends may be NaN when there is no interval. */
    public Interval {
        Checks.level(level);
        if (low > high) {
            throw new IllegalArgumentException("interval from " + low + " to " + high + " is empty");
        }
    }

    /** {@return an interval that says nothing: both ends NaN} */
    static Interval undefined(double level) {
        return new Interval(Double.NaN, Double.NaN, level);
    }
}
