package io.reco.rerank.diversity;

/** Cosine of float rows, in double. The inverse norms are computed once. */
final class CosineSimilarity implements TrackSimilarity {
    private final float[] vectors;
    private final int dimension;
    private final double[] inverseNorms;

    CosineSimilarity(float[] vectors, int dimension) {
        if (dimension < 1 || vectors.length % dimension != 0) {
            throw new IllegalArgumentException(
                    "dimension " + dimension + " does not divide the " + vectors.length + " values");
        }
        this.vectors = vectors;
        this.dimension = dimension;
        inverseNorms = new double[vectors.length / dimension];
        for (int t = 0; t < inverseNorms.length; t++) {
            double norm = Math.sqrt(dot(t, t));
            if (!Double.isFinite(norm)) {
                throw new IllegalArgumentException("the vector of track index " + t + " is not finite");
            }
            inverseNorms[t] = norm == 0 ? 0 : 1 / norm;
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
