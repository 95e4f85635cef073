package io.reco.eval.stats;

import java.util.Arrays;
import java.util.Optional;

/**
 * The distribution of the sum of those ranks whose difference is positive, when each is with probability 1/2.
 *
 * <p>Kept as the sums that occur, ascending, with their probabilities; a rank merges them with themselves shifted by it. There are
 * as many sums as the ranks make different ones, however large the ranks are: n + 1 when all are equal (the usual case of hit@k), at
 * most n (n + 1) + 1 for ranks from 1, and at most {@code (n^3 - n) / 3 + n + 1} for ranks that begin behind any number of zeros: the
 * p smallest and the p largest of n doubled ranks differ by at most {@code 2p (n - p)}. Every step adds positive terms, so small
 * probabilities keep their digits. Time {@code O(n * sums)}, 32 bytes a sum.
 */
final class RankSumDistribution {
    private final long[] sums;
    private final double[] probabilities;

    private RankSumDistribution(long[] sums, double[] probabilities) {
        this.sums = sums;
        this.probabilities = probabilities;
    }

    /**
     * The distribution; empty when there are more than so many sums.
     *
     * @param ranks positive, in any unit. Not modified
     * @param most sums to hold, at least 1
     */
    static Optional<RankSumDistribution> of(int[] ranks, int most) {
        long[] sums = new long[1];
        double[] probabilities = new double[1];
        long[] nextSums = new long[0];
        double[] next = new double[0];
        probabilities[0] = 1;
        int size = 1;
        for (int rank : ranks) {
            int need = Math.min(2 * size, most);
            if (nextSums.length < need) {
                nextSums = new long[Math.min(need + need / 2, most)];
                next = new double[nextSums.length];
            }
            int to = 0;
            int without = 0;
            for (int with = 0; with < size; to++) { // the last sum is one with the rank
                if (to == most) {
                    return Optional.empty();
                }
                long shifted = sums[with] + rank;
                long sum = without < size ? Math.min(sums[without], shifted) : shifted;
                double twice = 0;
                if (without < size && sums[without] == sum) {
                    twice = probabilities[without++];
                }
                if (shifted == sum) {
                    twice += probabilities[with++];
                }
                nextSums[to] = sum;
                next[to] = 0.5 * twice;
            }
            size = to;
            long[] oldSums = sums;
            double[] old = probabilities;
            sums = nextSums;
            probabilities = next;
            nextSums = oldSums;
            next = old;
        }
        return Optional.of(new RankSumDistribution(Arrays.copyOf(sums, size), Arrays.copyOf(probabilities, size)));
    }

    /** The probability of at most this sum. */
    double atMost(long sum) {
        double total = 0;
        for (int i = 0; i < sums.length && sums[i] <= sum; i++) {
            total += probabilities[i];
        }
        return Math.min(1, total);
    }

    /** The probability of at least this sum. */
    double atLeast(long sum) {
        double total = 0;
        for (int i = sums.length - 1; i >= 0 && sums[i] >= sum; i--) { // the smallest first
            total += probabilities[i];
        }
        return Math.min(1, total);
    }
}
