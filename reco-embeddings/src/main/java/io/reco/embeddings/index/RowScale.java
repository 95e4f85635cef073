package io.reco.embeddings.index;

import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Metric;

/**
 * Turns inner products into scores and into what the graph orders by.
 *
 * <p>A graph wants a measure in [0, 1] under which a vector is nearest to itself; the inner product is none. So a row x is
 * taken as the longer vector (x, sqrt(R<sup>2</sup> - |x|<sup>2</sup>)) with R the largest norm, a query as (q, 0): all rows
 * then have norm R, and the cosine of query and row orders rows as the inner product does (Bachrach et al., RecSys 2014). The
 * extra component is one float a row; vectors are not copied. Cosines need no such component.
 */
final class RowScale {
    /** Norms from here on would leave the range of float products. */
    private static final double LARGEST = 0x1p60;

    final Metric metric;
    /** Inverse norm of each row for cosines; the extra component of each row for inner products. */
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
        float[] perRow = new float[matrix.rows()];
        for (int row = 0; row < perRow.length; row++) {
            double inverse = matrix.inverseNorm(row);
            if (metric == Metric.DOT) {
                double norm = inverse == 0 ? 0 : 1 / inverse;
                perRow[row] = (float) Math.sqrt(Math.max(0, radius * radius - norm * norm));
            } else {
                perRow[row] = metric == Metric.COSINE ? (float) inverse : 1;
            }
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
        if (metric == Metric.DOT) {
            return positive(dot / (queryNorm * radius));
        }
        return positive(dot * (double) perRow[row]);
    }

    /** The same for two rows. */
    float similarityOfRows(float dot, int a, int b) {
        if (metric == Metric.DOT) {
            return positive((dot + (double) perRow[a] * perRow[b]) / (radius * radius));
        }
        return positive((double) dot * perRow[a] * perRow[b]);
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
