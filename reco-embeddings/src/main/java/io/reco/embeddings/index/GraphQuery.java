package io.reco.embeddings.index;

import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Metric;

/** A query: checked, of norm 1 for cosines, padded with zeros. */
final class GraphQuery {
    final float[] padded;
    /** Norm of {@link #padded}; 0 for a query of zeros. */
    final double norm;

    /**
     * Copies a row of queries.
     *
     * @throws IllegalArgumentException if a component is not finite
     */
    GraphQuery(FloatMatrix queries, int row, int length, Metric metric) {
        int dim = queries.dim();
        padded = new float[length];
        queries.copyRow(row, padded, 0);
        for (int i = 0; i < dim; i++) {
            if (!Float.isFinite(padded[i])) {
                throw new IllegalArgumentException(
                        "Query " + row + ", component " + i + ": " + padded[i] + " is not finite");
            }
        }
        double inverse = queries.inverseNorm(row);
        if (metric == Metric.DOT) {
            norm = inverse == 0 ? 0 : 1 / inverse;
        } else {
            norm = inverse == 0 ? 0 : 1;
            for (int i = 0; i < dim; i++) {
                padded[i] = (float) (padded[i] * inverse);
            }
        }
    }
}
