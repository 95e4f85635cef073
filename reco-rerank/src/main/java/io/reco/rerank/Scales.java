package io.reco.rerank;

import java.util.Arrays;

/** Brings scores to a scale of their own: what the rules and the fusions share. No result depends on the order of the scores. */
public final class Scales {
    private Scales() {}

    /**
     * {@code (x - min) / (max - min)}: 2, 3, 6 become 0, 0.25, 1. All 1 when they are equal. O(n).
     *
     * @param x finite scores; modified
     */
    public static void minMax(double[] x) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double value : x) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        double range = max - min;
        for (int i = 0; i < x.length; i++) {
            if (range == 0) {
                x[i] = 1;
            } else {
                x[i] = Double.isFinite(range) ? (x[i] - min) / range : (x[i] / 2 - min / 2) / (max / 2 - min / 2);
            }
        }
    }

    /**
     * {@code (x - mean) / sd}, population deviation: 1, 3 become -1, 1. All 0 when they are equal. O(n log n).
     *
     * @param x finite scores; modified
     */
    public static void standard(double[] x) {
        // To [0, 1] first, which changes no standard score: squares of large scores would exceed the largest double.
        minMax(x);
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        if (x.length == 0 || sorted[0] == sorted[x.length - 1]) {
            Arrays.fill(x, 0);
            return;
        }
        double sum = 0;
        for (double value : sorted) {
            sum += value;
        }
        double mean = sum / sorted.length;
        double squares = 0;
        for (double value : sorted) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(squares / sorted.length);
        for (int i = 0; i < x.length; i++) {
            x[i] = (x[i] - mean) / deviation;
        }
    }
}
