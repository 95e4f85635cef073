package io.reco.rerank.diversity;

/** Cosine of rows, in double; -1, 0 and 1 come out exactly for equal, zero and opposite rows only up to rounding. */
final class CosineSimilarity {
    private CosineSimilarity() {}

    private static int rows(int values, int dimension) {
        if (dimension < 1 || values % dimension != 0) {
            throw new IllegalArgumentException("dimension " + dimension + " does not divide the " + values + " values");
        }
        return values / dimension;
    }

    private static double inverse(double squaredNorm, int t) {
        if (!Double.isFinite(squaredNorm)) {
            throw new IllegalArgumentException("the vector of track index " + t + " is not finite");
        }
        return squaredNorm == 0 ? 0 : 1 / Math.sqrt(squaredNorm);
    }

    /** Rows of floats. The inverse norms are computed once. */
    static final class OfFloats implements TrackSimilarity {
        private final float[] vectors;
        private final int dimension;
        private final double[] inverseNorms;

        OfFloats(float[] vectors, int dimension) {
            this.vectors = vectors;
            this.dimension = dimension;
            inverseNorms = new double[rows(vectors.length, dimension)];
            for (int t = 0; t < inverseNorms.length; t++) {
                inverseNorms[t] = inverse(dot(t, t), t);
            }
        }

        @Override
        public double similarity(int t, int u) {
            return dot(t, u) * inverseNorms[t] * inverseNorms[u];
        }

        /** Four sums at a time: they do not wait for each other. */
        private double dot(int t, int u) {
            int a = t * dimension;
            int b = u * dimension;
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            int d = 0;
            for (; d + 3 < dimension; d += 4) {
                s0 += (double) vectors[a + d] * vectors[b + d];
                s1 += (double) vectors[a + d + 1] * vectors[b + d + 1];
                s2 += (double) vectors[a + d + 2] * vectors[b + d + 2];
                s3 += (double) vectors[a + d + 3] * vectors[b + d + 3];
            }
            for (; d < dimension; d++) {
                s0 += (double) vectors[a + d] * vectors[b + d];
            }
            return s0 + s1 + s2 + s3;
        }
    }

    /** Rows of doubles. The inverse norms are computed once. */
    static final class OfDoubles implements TrackSimilarity {
        private final double[] vectors;
        private final int dimension;
        private final double[] inverseNorms;

        OfDoubles(double[] vectors, int dimension) {
            this.vectors = vectors;
            this.dimension = dimension;
            inverseNorms = new double[rows(vectors.length, dimension)];
            for (int t = 0; t < inverseNorms.length; t++) {
                inverseNorms[t] = inverse(dot(t, t), t);
            }
        }

        @Override
        public double similarity(int t, int u) {
            return dot(t, u) * inverseNorms[t] * inverseNorms[u];
        }

        private double dot(int t, int u) {
            double sum = 0;
            for (int d = 0; d < dimension; d++) {
                sum += vectors[t * dimension + d] * vectors[u * dimension + d];
            }
            return sum;
        }
    }
}
