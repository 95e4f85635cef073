package io.reco.embeddings.tune;

import io.reco.core.random.SplitMix64;
import io.reco.embeddings.item2vec.Item2VecOptions;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Where the values of a parameter are drawn from.
 *
 * @param parameter which parameter
 * @param low least value
 * @param high largest value, at least {@code low}
 * @param scale whether equal differences or equal ratios are alike
 */
public record SearchRange(Parameter parameter, double low, double high, Scale scale) {
    /** How values are spread. */
    public enum Scale {
        /** Evenly. */
        LINEAR,
        /** Evenly in their logarithm; for ranges above 0. */
        LOG
    }

    /** Significant digits of drawn values that are not whole: enough to search, few enough to type. */
    private static final MathContext DIGITS = new MathContext(2);

    /** Checks the range. */
    public SearchRange {
        if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException(
                    parameter.label() + ": " + low + ".." + high + " is not a range: low must not be above high");
        }
        if (scale == Scale.LOG && !(low > 0)) {
            throw new IllegalArgumentException(
                    parameter.label() + ": low " + low + " is not above 0, as a logarithmic range must be");
        }
        if (parameter.integer() && (low != Math.rint(low) || high != Math.rint(high))) {
            throw new IllegalArgumentException(parameter.label() + ": " + low + ".." + high + " are not whole numbers");
        }
        requireAccepted(parameter, low);
        requireAccepted(parameter, high);
    }

    private static void requireAccepted(Parameter parameter, double end) {
        try {
            parameter.set(Item2VecOptions.MUSIC, end);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(parameter.label() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Draws a value in [low, high]: whole, or rounded to two digits where that stays inside.
     *
     * @param random advanced by one draw
     */
    double draw(SplitMix64 random) {
        double u = random.nextDouble();
        if (parameter.integer()) {
            // Every whole number has a cell of width 1 around it, so that the ends are as likely as others.
            double value = at(low - (scale == Scale.LOG ? 0 : 0.5), high + (scale == Scale.LOG ? 1 : 0.5), u);
            return Math.min(high, Math.max(low, scale == Scale.LOG ? Math.floor(value) : Math.rint(value)));
        }
        double value = at(low, high, u);
        double rounded = new BigDecimal(value).round(DIGITS).doubleValue();
        return rounded >= low && rounded <= high ? rounded : value;
    }

    /** Where a value lies in the range, in [0, 1]; 0 for a range of one value. */
    double position(double value) {
        if (high == low) {
            return 0;
        }
        double p = scale == Scale.LOG
                ? StrictMath.log(value / low) / StrictMath.log(high / low)
                : (value - low) / (high - low);
        return Math.min(1, Math.max(0, p));
    }

    /** The value at a position. */
    double at(double position) {
        return at(low, high, position);
    }

    private double at(double from, double to, double u) {
        return scale == Scale.LOG
                ? StrictMath.exp(StrictMath.log(from) + u * (StrictMath.log(to) - StrictMath.log(from)))
                : from + u * (to - from);
    }

    /**
     * Parses {@code parameter=low..high}, for example {@code window=1..20}; the scale is that of the parameter in
     * {@link SearchSpace#PUBLISHED} or, for one that is not part of it, linear.
     *
     * @throws IllegalArgumentException if it is not of that form
     */
    public static SearchRange parse(String text) {
        int equals = text.indexOf('=');
        int dots = text.indexOf("..", equals + 1);
        if (equals < 1 || dots < 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a range, expected NAME=LOW..HIGH, for example window=1..20");
        }
        Parameter parameter = Parameter.of(text.substring(0, equals));
        double low;
        double high;
        try {
            low = Double.parseDouble(text.substring(equals + 1, dots));
            high = Double.parseDouble(text.substring(dots + 2));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a range: " + e.getMessage() + " (expected NAME=LOW..HIGH)", e);
        }
        return new SearchRange(parameter, low, high, SearchSpace.scale(parameter, low));
    }

    @Override
    public String toString() {
        return parameter.label() + "=" + parameter.text(low) + ".." + parameter.text(high);
    }
}
