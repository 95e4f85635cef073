package io.reco.rerank.diversity;

import java.util.Arrays;

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

    /**
     * Copies of some rows, a component of all after the other, so that loops run along tracks and are done several tracks at a
     * time. {@code 8 dimension tracks} bytes.
     */
    private static final class Gathered implements TrackSimilarity.Among {
        private static final int AT_ONCE = 4;

        private final int n;
        /** A multiple of {@link #AT_ONCE} components; those beyond the dimension are zero. */
        private final double[] components;

        private final double[] inverseNorms;

        Gathered(int dimension, double[] inverseNorms) {
            n = inverseNorms.length;
            this.inverseNorms = inverseNorms;
            components = new double[Math.multiplyExact((dimension + AT_ONCE - 1) / AT_ONCE * AT_ONCE, n)];
        }

        void set(int i, int d, double value) {
            components[d * n + i] = value;
        }

        @Override
        public void of(int i, double[] out) {
            Arrays.fill(out, 0, n, 0);
            for (int at = 0; at < components.length; at += AT_ONCE * n) {
                add(
                        at,
                        components[at + i],
                        components[at + n + i],
                        components[at + 2 * n + i],
                        components[at + 3 * n + i],
                        out);
            }
            for (int j = 0; j < n; j++) {
                out[j] *= inverseNorms[i] * inverseNorms[j];
            }
        }

        private void add(int at, double a, double b, double c, double d, double[] out) {
            int second = at + n;
            int third = second + n;
            int fourth = third + n;
            for (int j = 0; j < n; j++) {
                out[j] += a * components[at + j]
                        + b * components[second + j]
                        + c * components[third + j]
                        + d * components[fourth + j];
            }
        }
    }

    private static double[] at(int[] tracks, double[] inverseNorms) {
        double[] of = new double[tracks.length];
        for (int i = 0; i < of.length; i++) {
            of[i] = inverseNorms[tracks[i]];
        }
        return of;
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
            return dot(t, u) * (inverseNorms[t] * inverseNorms[u]);
        }

        @Override
        public Among among(int[] tracks) {
            Gathered rows = new Gathered(dimension, at(tracks, inverseNorms));
            for (int i = 0; i < tracks.length; i++) {
                for (int d = 0; d < dimension; d++) {
                    rows.set(i, d, vectors[tracks[i] * dimension + d]);
                }
            }
            return rows;
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
            return dot(t, u) * (inverseNorms[t] * inverseNorms[u]);
        }

        @Override
        public Among among(int[] tracks) {
            Gathered rows = new Gathered(dimension, at(tracks, inverseNorms));
            for (int i = 0; i < tracks.length; i++) {
                for (int d = 0; d < dimension; d++) {
                    rows.set(i, d, vectors[tracks[i] * dimension + d]);
                }
            }
            return rows;
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
