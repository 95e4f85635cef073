package io.reco.core.vector;

/** Some queries of a batch: checked, scaled to norm 1 for cosines, padded like the rows of the matrix, packed for a product. */
final class QueryGroup {

    /** Columns of one panel of {@link #packed}: a whole number of vectors of any width. */
    static final int PANEL = 32;

    /** Index in the batch of the first query of the group. */
    final int first;

    final int size;
    /** Components of a query, zeros beyond dim included. */
    final int n;
    /** Query j from j * n on. */
    final float[] data;
    /** Norm of each query as it is in {@link #data}. */
    final double[] norms;
    /**
     * The queries as columns, in panels of {@value #PANEL}: component i of query j is at {@code (j / PANEL * n + i) * PANEL + j %
     * PANEL}. Empty for a single query.
     */
    final float[] packed;

    /**
     * Copies queries {@code [first, first + size)}.
     *
     * @param n at least the dim of the queries
     * @throws IllegalArgumentException if a component is not finite
     */
    QueryGroup(FloatMatrix queries, int first, int size, int n, boolean toUnit) {
        this.first = first;
        this.size = size;
        this.n = n;
        this.data = new float[size * n];
        this.norms = new double[size];
        int dim = queries.dim();
        for (int j = 0; j < size; j++) {
            int off = j * n;
            queries.copyRow(first + j, data, off);
            checkFinite(off, dim, first + j);
            double inverse = FloatMatrix.inverseNorm(data, off, dim);
            if (toUnit) {
                for (int i = off; i < off + dim; i++) {
                    data[i] = (float) (data[i] * inverse);
                }
                norms[j] = 1;
            } else {
                norms[j] = inverse == 0 ? Float.MIN_NORMAL : 1 / inverse;
            }
        }
        this.packed = size == 1 ? new float[0] : pack();
    }

    int panels() {
        return (size + PANEL - 1) / PANEL;
    }

    /** Columns of a panel to multiply: a multiple of 16, zeros beyond the queries. */
    int columns(int panel) {
        return Math.min(PANEL, FloatMatrix.paddedLength(size - panel * PANEL));
    }

    private float[] pack() {
        float[] out = new float[panels() * n * PANEL];
        for (int j = 0; j < size; j++) {
            int to = j / PANEL * n * PANEL + j % PANEL;
            for (int i = 0; i < n; i++) {
                out[to + i * PANEL] = data[j * n + i];
            }
        }
        return out;
    }

    private void checkFinite(int off, int dim, int query) {
        for (int i = off; i < off + dim; i++) {
            if (!Float.isFinite(data[i])) {
                throw new IllegalArgumentException(
                        "Query " + query + ", component " + (i - off) + ": " + data[i] + " is not finite");
            }
        }
    }
}
