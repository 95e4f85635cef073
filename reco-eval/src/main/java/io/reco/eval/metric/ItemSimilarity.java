package io.reco.eval.metric;

/** How alike two items are, symmetric, at most 1 for an item and itself. Implementations are thread-safe. */
@FunctionalInterface
public interface ItemSimilarity {
    /**
     * {@return the similarity}
     *
     * @param a dense item index
     * @param b dense item index
     */
    double between(int a, int b);

    /**
     * {@return the cosine of two rows; 0 when either is a zero vector. Computed in double precision, {@code O(dimension)}}
     *
     * @param rows row-major, {@code items x dimension}. Kept, not modified
     * @param dimension columns, at least 1
     */
    static ItemSimilarity cosine(float[] rows, int dimension) {
        checkShape(rows.length, dimension);
        return (a, b) -> {
            double dot = 0;
            double aa = 0;
            double bb = 0;
            for (int d = 0; d < dimension; d++) {
                double x = rows[a * dimension + d];
                double y = rows[b * dimension + d];
                dot += x * y;
                aa += x * x;
                bb += y * y;
            }
            return aa == 0 || bb == 0 ? 0 : dot / (Math.sqrt(aa) * Math.sqrt(bb));
        };
    }

    /**
     * {@return the cosine of two rows; 0 when either is a zero vector. {@code O(dimension)}}
     *
     * @param rows row-major, {@code items x dimension}. Kept, not modified
     * @param dimension columns, at least 1
     */
    static ItemSimilarity cosine(double[] rows, int dimension) {
        checkShape(rows.length, dimension);
        return (a, b) -> {
            double dot = 0;
            double aa = 0;
            double bb = 0;
            for (int d = 0; d < dimension; d++) {
                double x = rows[a * dimension + d];
                double y = rows[b * dimension + d];
                dot += x * y;
                aa += x * x;
                bb += y * y;
            }
            return aa == 0 || bb == 0 ? 0 : dot / (Math.sqrt(aa) * Math.sqrt(bb));
        };
    }

    private static void checkShape(int length, int dimension) {
        if (dimension < 1 || length % dimension != 0) {
            throw new IllegalArgumentException(
                    "rows has length " + length + ", expected a multiple of dimension " + dimension + " >= 1");
        }
    }
}
