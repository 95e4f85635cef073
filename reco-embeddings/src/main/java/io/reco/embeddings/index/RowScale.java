package io.reco.embeddings.index;

import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Metric;

/**
 * Turns inner products into scores and into what the graph orders by.
 *
 * <p>JVector wants a measure from 0 up. Cosines give (1 + cosine) / 2. Inner products give (1 + m q / (R |q|)) / 2 with R the
 * largest norm of a row, between rows (1 + a b / R<sup>2</sup>) / 2: a graph of inner products (ip-NSW; Morozov and Babenko,
 * Non-metric similarity graphs for maximum inner product search, NeurIPS 2018). The other known way, one more component that
 * makes all norms equal (Bachrach et al., RecSys 2014), puts queries far outside the rows: the same width finds much less.
 */
final class RowScale {
    /** Norms from here on would leave the range of float products. */
    private static final double LARGEST = 0x1p60;

    final Metric metric;
    /** Inverse norm of each row for {@link Metric#COSINE}, otherwise empty. */
    final float[] perRow;
    /** R for inner products, otherwise 1. */
    final double radius;

    RowScale(Metric metric, float[] perRow, double radius) {
        this.metric = metric;
        this.perRow = perRow;
        this.radius = radius;
    }

    /**
     * Reads every row once.
     *
     * @throws IllegalArgumentException if a component is not finite or a norm is 2<sup>60</sup> or above; the message names
     *     the row
     */
    static RowScale of(FloatMatrix matrix, Metric metric) {
        double radius = 0;
        for (int row = 0; row < matrix.rows(); row++) {
            requireFinite(matrix, row);
            double inverse = matrix.inverseNorm(row);
            double norm = inverse == 0 ? 0 : 1 / inverse;
            if (norm >= LARGEST) {
                throw new IllegalArgumentException("Row " + row + ": a norm of " + norm + " is not below " + LARGEST);
            }
            radius = Math.max(radius, norm);
        }
        return of(matrix, metric, metric == Metric.DOT ? Math.max(radius, Float.MIN_NORMAL) : 1);
    }

    /** As {@link #of(FloatMatrix, Metric)}, over checked rows, with the radius of an index that grows. */
    static RowScale of(FloatMatrix matrix, Metric metric, double radius) {
        float[] perRow = new float[metric == Metric.COSINE ? matrix.rows() : 0];
        for (int row = 0; row < perRow.length; row++) {
            perRow[row] = (float) matrix.inverseNorm(row);
        }
        return new RowScale(metric, perRow, radius);
    }

    /** The score of a row for a query of norm 1 (cosines) or of any norm (inner products). */
    float score(float dot, int row) {
        return metric == Metric.COSINE ? dot * perRow[row] : dot;
    }

    /**
     * What the graph orders by, from 0 up.
     *
     * @param queryNorm norm of the query, above 0
     */
    float similarity(float dot, int row, double queryNorm) {
        return positive(metric == Metric.DOT ? dot / (queryNorm * radius) : score(dot, row));
    }

    /** The same for two rows. */
    float similarityOfRows(float dot, int a, int b) {
        if (metric == Metric.DOT) {
            return positive(dot / (radius * radius));
        }
        return positive(metric == Metric.COSINE ? (double) dot * perRow[a] * perRow[b] : dot);
    }

    private static float positive(double cosine) {
        return (float) Math.max(0, (1 + cosine) / 2);
    }

    private static void requireFinite(FloatMatrix matrix, int row) {
        float[] a = matrix.array(row);
        int off = matrix.offset(row);
        for (int i = off; i < off + matrix.dim(); i++) {
            if (!Float.isFinite(a[i])) {
                throw new IllegalArgumentException(
                        "Row " + row + ", component " + (i - off) + ": " + a[i] + " is not finite");
            }
        }
    }
}
