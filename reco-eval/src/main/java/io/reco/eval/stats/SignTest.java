package io.reco.eval.stats;

import org.apache.commons.math3.special.Beta;

/**
 * The sign test: differences of 0 are dropped, and the number of positive ones is binomial with probability 1/2 when neither
 * system is better. Exact for any n. Tails are summed from their far end, above 1,000 differences they are regularised incomplete beta
 * functions, {@code P(X >= x) = I_0.5(x, n - x + 1)}, so that tiny ones keep their digits; {@code 1 - cdf} would give 0 below 1e-16.
 * All differences 0 gives p = 1.
 *
 * <p>Example: 8 positive, 1 negative and 3 zeros: {@code pTwoSided = 2 (1 + 9) / 2^9 = 0.0390625}.
 *
 * @param positive differences above 0
 * @param negative differences below 0
 * @param pTwoSided {@code min(1, 2 min(pGreater, pLess))}
 * @param pGreater probability of at least that many positive ones
 * @param pLess probability of at most that many positive ones
 */
public record SignTest(int positive, int negative, double pTwoSided, double pGreater, double pLess) {
    /** Beyond this {@code 2^-n} is no normal double. */
    private static final int SUMMED_UP_TO = 1000;

    /**
     * {@return the test}
     *
     * @param differences rounded differences
     */
    public static SignTest of(PairedDifferences differences) {
        int positive = differences.positive();
        int negative = differences.negative();
        double greater = atLeast(positive, negative);
        double less = atLeast(negative, positive);
        return new SignTest(positive, negative, Math.min(1, 2 * Math.min(greater, less)), greater, less);
    }

    /** {@code P(X >= x)} of {@code n = x + rest} fair draws, which is the sum of {@code C(n, j) 2^-n} for j from 0 to rest. */
    private static double atLeast(int x, int rest) {
        int n = x + rest;
        if (x == 0) {
            return 1;
        }
        if (n > SUMMED_UP_TO) {
            return Beta.regularizedBeta(0.5, x, rest + 1.0);
        }
        double term = Math.scalb(1.0, -n);
        double sum = term;
        for (int j = 0; j < rest; j++) {
            term = term * (n - j) / (j + 1);
            sum += term;
        }
        return Math.min(1, sum);
    }
}
