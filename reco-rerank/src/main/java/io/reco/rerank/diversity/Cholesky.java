package io.reco.rerank.diversity;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * The rows of the Cholesky factor of {@code L_S} for all candidates, as picks are added to S: one number a candidate and pick
 * that had a gain. What was placed without one (a copy) tells nothing new and adds no column. What was placed has no number
 * in later columns, as nobody asks for it.
 */
final class Cholesky {
    private static final double ROUNDING = 1e-12;

    private final int n;
    private final double[] qualities;
    private final TrackSimilarity.Among similarities;
    /** Square of what each candidate would add to the determinant. */
    private final double[] gains;

    private final boolean[] placed;
    /** By pick that had a gain, one number a candidate: loops run along candidates, four at a time by themselves. */
    private final double[][] columns;

    private final double[] dots;
    /** Similarities to the track that is placed. */
    private final double[] row;

    private int columnCount;

    /**
     * Nothing picked.
     *
     * @param qualities one a candidate; kept
     * @param trackOf index of the track of a candidate
     * @param maxColumns most picks there will be
     */
    Cholesky(double[] qualities, TrackSimilarity similarity, IntUnaryOperator trackOf, int maxColumns) {
        n = qualities.length;
        this.qualities = qualities;
        columns = new double[maxColumns][];
        dots = new double[n];
        row = new double[n];
        int[] tracks = new int[n];
        gains = new double[n];
        placed = new boolean[n];
        for (int i = 0; i < n; i++) {
            tracks[i] = trackOf.applyAsInt(i);
            gains[i] = qualities[i] * qualities[i] * similarity.similarity(tracks[i], tracks[i]);
        }
        similarities = similarity.among(tracks);
    }

    double gain(int i) {
        return gains[i];
    }

    /** Whether a candidate adds nothing: less than {@link GreedyDpp#STOP}, or than the rounding of large qualities. */
    boolean isSpent(int i) {
        return gains[i] < Math.max(GreedyDpp.STOP, ROUNDING * qualities[i] * qualities[i]);
    }

    boolean isPlaced(int i) {
        return placed[i];
    }

    void place(int j) {
        placed[j] = true;
        if (isSpent(j) || columnCount == columns.length) {
            return;
        }
        Arrays.fill(dots, 0);
        for (int c = 0; c < columnCount; c++) {
            addScaled(columns[c][j], columns[c], dots);
        }
        similarities.of(j, row);
        double[] column = new double[n];
        double d = Math.sqrt(gains[j]);
        for (int i = 0; i < n; i++) {
            if (!placed[i] && !isSpent(i)) {
                double entry = qualities[j] * row[i] * qualities[i];
                double e = (entry - dots[i]) / d;
                column[i] = e;
                gains[i] -= e * e;
            }
        }
        columns[columnCount++] = column;
    }

    /** {@code sum += factor * x}. */
    private static void addScaled(double factor, double[] x, double[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * x[i];
        }
    }
}
