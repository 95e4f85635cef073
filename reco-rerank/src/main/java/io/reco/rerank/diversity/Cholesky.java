package io.reco.rerank.diversity;

import java.util.function.IntUnaryOperator;

/**
 * The rows of the Cholesky factor of {@code L_S} for all candidates, as picks are added to S. Row {@code i} holds one number a
 * pick that had a gain; what was placed without one (a copy) tells nothing new and adds no column.
 */
final class Cholesky {
    private static final double ROUNDING = 1e-12;

    private final int n;
    private final int[] tracks;
    private final double[] qualities;
    private final TrackSimilarity similarity;
    /** Square of what each candidate would add to the determinant. */
    private final double[] gains;

    private final boolean[] placed;
    /** Column-major within a candidate: {@code rows[i * width + column]}. */
    private double[] rows;

    private int width;
    private final int maxColumns;
    private int columns;

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
        this.similarity = similarity;
        this.maxColumns = maxColumns;
        tracks = new int[n];
        gains = new double[n];
        placed = new boolean[n];
        for (int i = 0; i < n; i++) {
            tracks[i] = trackOf.applyAsInt(i);
            gains[i] = qualities[i] * qualities[i] * similarity.similarity(tracks[i], tracks[i]);
        }
        width = Math.min(8, maxColumns);
        rows = new double[n * width];
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
        if (isSpent(j) || columns == maxColumns) {
            return;
        }
        widen();
        double d = Math.sqrt(gains[j]);
        int rowJ = j * width;
        for (int i = 0; i < n; i++) {
            if (!placed[i] && !isSpent(i)) {
                int rowI = i * width;
                double dot = 0;
                for (int c = 0; c < columns; c++) {
                    dot += rows[rowJ + c] * rows[rowI + c];
                }
                double entry = qualities[j] * similarity.similarity(tracks[j], tracks[i]) * qualities[i];
                double e = (entry - dot) / d;
                rows[rowI + columns] = e;
                gains[i] -= e * e;
            }
        }
        columns++;
    }

    private void widen() {
        if (columns < width) {
            return;
        }
        int wider = Math.min(maxColumns, 2 * width);
        double[] moved = new double[n * wider];
        for (int i = 0; i < n; i++) {
            System.arraycopy(rows, i * width, moved, i * wider, columns);
        }
        rows = moved;
        width = wider;
    }
}
