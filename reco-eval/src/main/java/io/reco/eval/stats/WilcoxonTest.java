package io.reco.eval.stats;

import java.util.Optional;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Wilcoxon's signed-rank test of symmetry around 0, with midranks for equal absolute differences.
 *
 * <p>{@link #exact} conditions on the ranks at hand and adds up the probabilities of all {@code 2^n} signs by convolution, so it holds
 * with ties and zeros, where tables and the {@code auto} mode of scipy 1.10 do not. {@link #normal} is the approximation with tie
 * correction. {@link #of} chooses. All differences 0 gives p = 1.
 *
 * <p>Example: differences {@code 1, 2, 3}: {@code rPlus = 6}, {@code rMinus = 0}; exact {@code pGreater = 1/8}, {@code pTwoSided = 1/4}.
 *
 * @param n differences that are not 0
 * @param zeros what was done with differences of 0
 * @param rPlus sum of the ranks of positive differences
 * @param rMinus sum of the ranks of negative differences
 * @param pTwoSided two-sided p; {@code min(1, 2 min(pGreater, pLess))} when exact
 * @param pGreater p against a shift above 0
 * @param pLess p against a shift below 0
 * @param exact whether the distribution is exact
 * @param z what the normal approximation compares for the two-sided p; NaN when exact or when nothing is ranked
 */
public record WilcoxonTest(
        int n,
        Zeros zeros,
        double rPlus,
        double rMinus,
        double pTwoSided,
        double pGreater,
        double pLess,
        boolean exact,
        double z) {
    /** {@link #of} is exact up to this many differences that are not 0, whatever the number of zeros. */
    public static final int EXACT_UP_TO = 200;

    /** Beyond this a probability of {@code 2^-n} is no normal double. */
    private static final int EXACT_POSSIBLE_UP_TO = 1000;

    /** Different sums of ranks that the exact distribution may have: 96 MB. {@link #EXACT_UP_TO} differences have at most 2,666,801. */
    private static final int EXACT_SUMS_UP_TO = 3_000_000;

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    /**
     * {@return the test: exact up to {@link #EXACT_UP_TO} differences that are not 0, else the normal approximation without continuity
     * correction}
     *
     * @param differences rounded differences
     * @param zeros what to do with differences of 0
     */
    public static WilcoxonTest of(PairedDifferences differences, Zeros zeros) {
        int n = differences.positive() + differences.negative();
        return n <= EXACT_UP_TO ? exact(differences, zeros) : normal(differences, zeros, false);
    }

    /**
     * {@return the exact conditional test} Time {@code O(n * different sums of ranks)}, about 1 million additions for 200 different
     * values and no zeros. Under {@link Zeros#ZSPLIT} p is that of {@link Zeros#PRATT}, because splitting the zeros adds the same
     * constant to every sum.
     *
     * @param differences rounded differences: at most {@link #EXACT_UP_TO} of them not 0, or at most 1,000 with at most 3,000,000
     *     different sums of ranks, which is so for {@link Zeros#WILCOX} always, and with many zeros when few values differ
     * @param zeros what to do with differences of 0
     * @throws IllegalArgumentException for more differences or sums
     */
    public static WilcoxonTest exact(PairedDifferences differences, Zeros zeros) {
        int n = differences.positive() + differences.negative();
        return exactIfPossible(differences, zeros)
                .orElseThrow(() -> new IllegalArgumentException("the exact distribution is for at most "
                        + EXACT_POSSIBLE_UP_TO + " differences that are not 0 and " + EXACT_SUMS_UP_TO
                        + " sums of ranks, found " + n + " differences of " + differences.n()));
    }

    /** As {@link #exact}; empty for more differences or sums. */
    static Optional<WilcoxonTest> exactIfPossible(PairedDifferences differences, Zeros zeros) {
        int n = differences.positive() + differences.negative();
        if (n > EXACT_POSSIBLE_UP_TO) {
            return Optional.empty();
        }
        SignedRanks ranks = SignedRanks.of(differences.shared(), zeros);
        return RankSumDistribution.of(ranks.doubled(), EXACT_SUMS_UP_TO).map(distribution -> {
            double less = distribution.atMost(ranks.plus());
            double greater = distribution.atLeast(ranks.plus());
            return new WilcoxonTest(
                    n,
                    zeros,
                    ranks.rPlus(),
                    ranks.rMinus(),
                    Math.min(1, 2 * Math.min(less, greater)),
                    greater,
                    less,
                    true,
                    Double.NaN);
        });
    }

    /**
     * {@return the normal approximation with tie correction, as scipy 1.10.1 has it} With n ranked differences, Z of them 0, and m = n (n + 1)
     * / 4: mean {@code m}, variance {@code (n (n + 1) (2n + 1) - ties / 2) / 24}; under {@link Zeros#PRATT} mean and variance are less by {@code Z (Z +
     * 1) / 4} and {@code Z (Z + 1) (2Z + 1) / 24} (Cureton 1967). {@code O(n log n)}.
     *
     * @param differences rounded differences
     * @param zeros what to do with differences of 0
     * @param continuity whether the distance from the mean is reduced by 1/2
     */
    public static WilcoxonTest normal(PairedDifferences differences, Zeros zeros, boolean continuity) {
        SignedRanks ranks = SignedRanks.of(differences.shared(), zeros);
        int n = differences.positive() + differences.negative();
        double plus = ranks.rPlus();
        double minus = ranks.rMinus();
        if (n == 0) {
            return new WilcoxonTest(0, zeros, plus, minus, 1, 1, 1, false, Double.NaN);
        }
        double m = ranks.ranked();
        double mean = m * (m + 1) / 4;
        double variance = m * (m + 1) * (2 * m + 1);
        if (zeros == Zeros.PRATT) {
            double z = ranks.zerosRanked();
            mean -= z * (z + 1) / 4;
            variance -= z * (z + 1) * (2 * z + 1);
        }
        double se = Math.sqrt((variance - ranks.tieCorrection() / 2) / 24);
        double half = continuity ? 0.5 : 0;
        double smaller = Math.min(plus, minus) - mean;
        double z = (smaller - half * Math.signum(smaller)) / se;
        return new WilcoxonTest(
                n,
                zeros,
                plus,
                minus,
                Math.min(1, 2 * NORMAL.cumulativeProbability(-Math.abs(z))),
                NORMAL.cumulativeProbability(-(plus - mean - half) / se),
                NORMAL.cumulativeProbability((plus - mean + half) / se),
                false,
                z);
    }

    /** {@return the effect size {@code (R+ - R-) / (R+ + R-)}, from -1 to 1 (matched-pairs rank-biserial correlation); NaN for no ranks} */
    public double rankBiserial() {
        return (rPlus - rMinus) / (rPlus + rMinus);
    }
}
