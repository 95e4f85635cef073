package io.reco.eval.stats;

import it.unimi.dsi.fastutil.ints.IntArrays;

/**
 * Absolute differences ranked from 1, equal ones sharing the mean of their ranks. Ranks are in units of one half: twice a midrank is
 * an integer, so sums of ranks are exact.
 *
 * @param doubled twice the rank of every difference that is not 0, ascending
 * @param plus sum of {@code doubled} over positive differences
 * @param minus sum of {@code doubled} over negative differences
 * @param zeroSum twice the sum of the ranks of zeros, under {@link Zeros#ZSPLIT} only
 * @param ranked how many differences were ranked
 * @param zerosRanked how many of them are 0
 * @param tieCorrection sum of {@code t^3 - t} over groups of equal rank; zeros are such a group under {@link Zeros#ZSPLIT} only
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one test; compared by nobody
record SignedRanks(
        int[] doubled, long plus, long minus, long zeroSum, int ranked, int zerosRanked, double tieCorrection) {

    static SignedRanks of(double[] differences, Zeros policy) {
        int[] order = new int[differences.length];
        int n = 0;
        int zeros = 0;
        for (int i = 0; i < differences.length; i++) {
            boolean zero = differences[i] == 0;
            if (!zero || policy != Zeros.WILCOX) {
                order[n++] = i;
                zeros += zero ? 1 : 0;
            }
        }
        IntArrays.mergeSort(order, 0, n, (a, b) -> Double.compare(Math.abs(differences[a]), Math.abs(differences[b])));
        int[] doubled = new int[n - zeros];
        long plus = 0;
        long minus = 0;
        double ties = policy == Zeros.ZSPLIT ? cubed(zeros) : 0;
        for (int start = zeros; start < n; ) { // zeros are the smallest
            int end = start + 1;
            while (end < n && Math.abs(differences[order[end]]) == Math.abs(differences[order[start]])) {
                end++;
            }
            int rank = start + 1 + end; // twice the mean of start + 1 .. end
            for (int i = start; i < end; i++) {
                doubled[i - zeros] = rank;
                plus += differences[order[i]] > 0 ? rank : 0;
                minus += differences[order[i]] < 0 ? rank : 0;
            }
            ties += cubed(end - start);
            start = end;
        }
        long zeroSum = policy == Zeros.ZSPLIT ? zeros * (zeros + 1L) : 0;
        return new SignedRanks(doubled, plus, minus, zeroSum, n, zeros, ties);
    }

    private static double cubed(double t) {
        return t * (t * t - 1);
    }

    /** {@return the sum of the ranks of positive differences, with half of the ranks of split zeros} */
    double rPlus() {
        return plus / 2.0 + zeroSum / 4.0;
    }

    /** {@return the sum of the ranks of negative differences, with half of the ranks of split zeros} */
    double rMinus() {
        return minus / 2.0 + zeroSum / 4.0;
    }

    /**
     * {@return the probability of every value of {@link #plus} when each difference is positive with probability 1/2: index is the
     * sum} Every step adds positive terms, so small probabilities keep their digits.
     */
    double[] distribution() {
        int total = 0;
        for (int rank : doubled) {
            total += rank;
        }
        double[] probability = new double[total + 1];
        probability[0] = 1;
        int reach = 0;
        for (int rank : doubled) {
            reach += rank;
            for (int sum = reach; sum >= 0; sum--) {
                double without = probability[sum];
                double with = sum >= rank ? probability[sum - rank] : 0;
                probability[sum] = 0.5 * (without + with);
            }
        }
        return probability;
    }
}
