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
        int size = 0;
        for (int i = 0; i < differences.length; i++) {
            if (differences[i] != 0) {
                order[size++] = i;
            }
        }
        IntArrays.mergeSort(
                order, 0, size, (a, b) -> Double.compare(Math.abs(differences[a]), Math.abs(differences[b])));
        int zeros = policy == Zeros.WILCOX ? 0 : differences.length - size; // the smallest: ranks 1 to zeros
        int[] doubled = new int[size];
        long plus = 0;
        long minus = 0;
        double ties = policy == Zeros.ZSPLIT ? cubed(zeros) : 0;
        for (int start = 0; start < size; ) {
            int end = start + 1;
            while (end < size && Math.abs(differences[order[end]]) == Math.abs(differences[order[start]])) {
                end++;
            }
            int rank = 2 * zeros + start + 1 + end; // twice the mean of zeros + (start + 1 .. end)
            for (int i = start; i < end; i++) {
                doubled[i] = rank;
                plus += differences[order[i]] > 0 ? rank : 0;
                minus += differences[order[i]] < 0 ? rank : 0;
            }
            ties += cubed(end - start);
            start = end;
        }
        long zeroSum = policy == Zeros.ZSPLIT ? zeros * (zeros + 1L) : 0;
        return new SignedRanks(doubled, plus, minus, zeroSum, zeros + size, zeros, ties);
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
}
