package io.reco.eval.stats;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The permutation test of {@code mean(a - b) = 0} in which the two systems are exchanged at random for each character: every difference
 * keeps or flips its sign. Exact over all {@code 2^n} assignments up to {@link #EXACT_UP_TO} characters, else Monte Carlo
 * with {@code (b + 1) / (R + 1)}. Sums are integers in units of 1e-12 (coarser only when the sum of absolute differences exceeds
 * 4e6), so that ties of sums are ties. All differences 0 gives p = 1. Monte Carlo takes {@code O(resamples * differences that are not 0)}.
 *
 * <p>Example: differences {@code 1, 2, 3}: of the 8 assignments one has the sum 6 and one -6, so {@code pTwoSided = 2/8}, {@code
 * pGreater = 1/8}, {@code pLess = 8/8}.
 *
 * @param n characters
 * @param mean mean difference
 * @param pTwoSided share of assignments with {@code |S*| >= |S|}
 * @param pGreater share with {@code S* >= S}
 * @param pLess share with {@code S* <= S}
 * @param exact whether all assignments were enumerated
 * @param resamples assignments looked at
 */
public record SignFlipTest(
        int n, double mean, double pTwoSided, double pGreater, double pLess, boolean exact, long resamples) {
    /** Up to this many characters all assignments are enumerated (2^20 sums). */
    public static final int EXACT_UP_TO = 20;

    private static final double UNITS = 1e12;
    private static final double LARGEST_SUM = 4e18;

    /**
     * {@return the test}
     *
     * @param differences rounded differences
     * @param resamples assignments to draw when there are too many to enumerate, e.g. 10,000
     * @param seed of the draws
     */
    public static SignFlipTest of(PairedDifferences differences, int resamples, long seed) {
        Checks.resamples(resamples);
        long[] units = units(differences.shared());
        long observed = 0;
        for (long unit : units) {
            observed += unit;
        }
        boolean exact = units.length <= EXACT_UP_TO;
        long[] counts = exact ? enumerate(units, observed) : draw(units, observed, resamples, seed);
        long extra = exact ? 0 : 1; // the observed assignment is one of the draws
        double total = exact ? 1L << units.length : resamples + 1.0;
        return new SignFlipTest(
                units.length,
                differences.mean(),
                (counts[0] + extra) / total,
                (counts[1] + extra) / total,
                (counts[2] + extra) / total,
                exact,
                exact ? 1L << units.length : resamples);
    }

    private static long[] units(double[] differences) {
        double absolute = 0;
        for (double d : differences) {
            absolute += Math.abs(d);
        }
        double scale = absolute * UNITS <= LARGEST_SUM ? UNITS : LARGEST_SUM / absolute;
        long[] units = new long[differences.length];
        for (int i = 0; i < units.length; i++) {
            units[i] = Math.round(differences[i] * scale);
        }
        return units;
    }

    /** Counts of {@code |S*| >= |S|}, {@code S* >= S}, {@code S* <= S} over all assignments in Gray-code order. */
    private static long[] enumerate(long[] units, long observed) {
        long[] counts = new long[3];
        long sum = observed;
        boolean[] flipped = new boolean[units.length];
        long total = 1L << units.length;
        for (long step = 1; ; step++) {
            count(counts, sum, observed);
            if (step == total) {
                return counts;
            }
            int i = Long.numberOfTrailingZeros(step);
            sum += flipped[i] ? 2 * units[i] : -2 * units[i];
            flipped[i] = !flipped[i];
        }
    }

    private static long[] draw(long[] all, long observed, int resamples, long seed) {
        long[] units = Arrays.stream(all).filter(unit -> unit != 0).toArray(); // the others have no sign to draw
        SplittableRandom random = new SplittableRandom(seed);
        long[] counts = new long[3];
        for (int r = 0; r < resamples; r++) {
            long sum = 0;
            long bits = 0;
            for (int i = 0; i < units.length; i++) {
                bits = (i & 63) == 0 ? random.nextLong() : bits >>> 1;
                long sign = -(bits & 1); // 0 or -1: x ^ -1 - -1 = -x
                sum += (units[i] ^ sign) - sign;
            }
            count(counts, sum, observed);
        }
        return counts;
    }

    private static void count(long[] counts, long sum, long observed) {
        counts[0] += Math.abs(sum) >= Math.abs(observed) ? 1 : 0;
        counts[1] += sum >= observed ? 1 : 0;
        counts[2] += sum <= observed ? 1 : 0;
    }
}
