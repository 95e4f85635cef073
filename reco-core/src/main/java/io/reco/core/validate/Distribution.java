package io.reco.core.validate;

import java.util.Arrays;

/**
 * How counts are spread over things. Quantile q is the smallest value that at least a share q of the things do not exceed.
 * All numbers are 0 when there are no things.
 *
 * @param name what is counted over what: {@code "events per character"}
 * @param things number of things
 * @param sum sum of the counts
 * @param min smallest count
 * @param q25 lower quartile
 * @param median median
 * @param q75 upper quartile
 * @param q90 quantile 0.9
 * @param q99 quantile 0.99
 * @param max largest count
 * @param gini Gini coefficient {@code sum (2 r - N - 1) x_r / (N sum x)}, ranks ascending from 1: 0 all equal, towards 1
 *     all in one
 */
public record Distribution(
        String name,
        int things,
        long sum,
        int min,
        int q25,
        int median,
        int q75,
        int q90,
        int q99,
        int max,
        double gini) {

    /** Of these counts; not modified. O(n log n). */
    static Distribution of(String name, int[] counts) {
        int[] sorted = counts.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        if (n == 0) {
            return new Distribution(name, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        }
        long sum = 0;
        double weighted = 0;
        for (int r = 0; r < n; r++) {
            sum += sorted[r];
            weighted += (2.0 * (r + 1) - n - 1) * sorted[r];
        }
        return new Distribution(
                name,
                n,
                sum,
                sorted[0],
                quantile(sorted, 0.25),
                quantile(sorted, 0.5),
                quantile(sorted, 0.75),
                quantile(sorted, 0.9),
                quantile(sorted, 0.99),
                sorted[n - 1],
                sum == 0 ? 0 : weighted / (n * (double) sum));
    }

    private static int quantile(int[] sorted, double q) {
        int rank = (int) Math.ceil(q * sorted.length - 1e-9);
        return sorted[Math.max(1, rank) - 1];
    }

    /** Mean count. */
    public double mean() {
        return things == 0 ? 0 : (double) sum / things;
    }
}
