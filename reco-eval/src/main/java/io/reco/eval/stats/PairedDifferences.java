package io.reco.eval.stats;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * Differences {@code a - b} of two vectors over the same characters, rounded to 12 decimals, with their moments. Immutable.
 */
public final class PairedDifferences {
    /** The largest difference: sums of third powers of it are still doubles. */
    public static final double LARGEST = 1e100;

    private static final int DECIMALS = 12;
    private static final double UNIT = 1e12;
    /** Above this, scaled values would lose their last digits in a double. */
    private static final double SCALABLE = 9e3;

    private final double[] differences;
    private final double mean;
    private final double sumOfSquares;
    private final int positive;
    private final int negative;

    private PairedDifferences(double[] differences) {
        this.differences = differences;
        this.mean = CompensatedSum.of(differences) / differences.length;
        this.sumOfSquares = CompensatedSum.ofPowers(differences, mean, 2);
        this.positive = (int) Arrays.stream(differences).filter(d -> d > 0).count();
        this.negative = (int) Arrays.stream(differences).filter(d -> d < 0).count();
    }

    /**
     * {@return the differences of two vectors}
     *
     * @param a values of one system, one per character. Not modified
     * @param b values of the other, in the same order. Not modified
     * @throws IllegalArgumentException for vectors that are empty, differ in length, or hold NaN or infinities, and for a
     *     difference beyond {@link #LARGEST}
     */
    public static PairedDifferences of(double[] a, double[] b) {
        if (a.length != b.length || a.length == 0) {
            throw new IllegalArgumentException(
                    "vectors have lengths " + a.length + " and " + b.length + ", expected the same, at least 1");
        }
        Checks.finite(a, "a");
        Checks.finite(b, "b");
        double[] differences = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            differences[i] = a[i] - b[i];
        }
        Checks.finite(differences, "(a - b)");
        for (int i = 0; i < differences.length; i++) {
            if (Math.abs(differences[i]) > LARGEST) {
                throw new IllegalArgumentException("(a - b)[" + i + "] is " + differences[i] + ", expected at most "
                        + LARGEST + " in absolute value");
            }
            differences[i] = rounded(differences[i]);
        }
        return new PairedDifferences(differences);
    }

    /**
     * {@return the differences over the characters where neither value is NaN; there must be one}
     *
     * @param a values of one system, NaN where not defined. Not modified
     * @param b values of the other, in the same order. Not modified
     */
    public static PairedDifferences ofDefined(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "vectors have lengths " + a.length + " and " + b.length + ", expected the same");
        }
        double[] left = new double[a.length];
        double[] right = new double[a.length];
        int n = 0;
        for (int i = 0; i < a.length; i++) {
            if (!Double.isNaN(a[i]) && !Double.isNaN(b[i])) {
                left[n] = a[i];
                right[n++] = b[i];
            }
        }
        return of(Arrays.copyOf(left, n), Arrays.copyOf(right, n));
    }

    private static double rounded(double difference) {
        if (Math.abs(difference) < SCALABLE) {
            return Math.rint(difference * UNIT) / UNIT;
        }
        return new BigDecimal(difference)
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .doubleValue();
    }

    /** {@return the number of characters} */
    public int n() {
        return differences.length;
    }

    /** {@return the rounded differences. A copy} */
    public double[] values() {
        return differences.clone();
    }

    double[] shared() {
        return differences;
    }

    /** {@return the mean difference} */
    public double mean() {
        return mean;
    }

    /** {@return the standard deviation with {@code n - 1}; NaN for one character} */
    public double standardDeviation() {
        return differences.length < 2 ? Double.NaN : Math.sqrt(sumOfSquares / (differences.length - 1));
    }

    /** {@return the effect size mean / standard deviation (Cohen's d_z); NaN without variance} */
    public double cohenDz() {
        return degenerate() ? Double.NaN : mean / standardDeviation();
    }

    /** {@return whether all differences are equal, so that there is no variance and no t} */
    public boolean degenerate() {
        return Arrays.stream(differences).allMatch(d -> d == differences[0]);
    }

    /** {@return whether all differences are 0} */
    public boolean allZero() {
        return positive == 0 && negative == 0;
    }

    /** {@return characters for whom a is larger} */
    public int positive() {
        return positive;
    }

    /** {@return characters for whom b is larger} */
    public int negative() {
        return negative;
    }
}
