package io.reco.rerank.diversity;

import java.util.Arrays;

/**
 * Cosine of rows, in double; -1, 0 and 1 come out exactly for equal, zero and opposite rows only up to rounding. A track
 * without a row has one of zeros.
 */
abstract sealed class CosineSimilarity implements TrackSimilarity {
    private final int dimension;
    private final double[] inverseNorms;

    /** A similarity of so many values; subclasses call {@link #computeNorms} when they have them. */
    private CosineSimilarity(int values, int dimension) {
        if (dimension < 1 || values % dimension != 0) {
            throw new IllegalArgumentException("dimension " + dimension + " does not divide the " + values + " values");
        }
        this.dimension = dimension;
        inverseNorms = new double[values / dimension];
    }

    final void computeNorms() {
        for (int t = 0; t < inverseNorms.length; t++) {
            double squaredNorm = dot(t * dimension, t * dimension, dimension);
            if (!Double.isFinite(squaredNorm)) {
                throw new IllegalArgumentException("the vector of track index " + t + " is not finite");
            }
            inverseNorms[t] = squaredNorm == 0 ? 0 : 1 / Math.sqrt(squaredNorm);
        }
    }

    /** Inner product of n values from two places. */
    abstract double dot(int from, int other, int n);

    abstract double value(int at);

    @Override
    public final double similarity(int t, int u) {
        if (Math.max(t, u) >= inverseNorms.length) {
            return 0;
        }
        return dot(t * dimension, u * dimension, dimension) * (inverseNorms[t] * inverseNorms[u]);
    }

    @Override
    public final Among among(int[] tracks) {
        int n = tracks.length;
        double[] norms = new double[n];
        double[] components = new double[Math.multiplyExact(Gathered.padded(dimension), n)];
        for (int i = 0; i < n; i++) {
            if (tracks[i] >= inverseNorms.length) {
                continue;
            }
            norms[i] = inverseNorms[tracks[i]];
            for (int d = 0; d < dimension; d++) {
                components[d * n + i] = value(tracks[i] * dimension + d);
            }
        }
        return new Gathered(components, norms);
    }

    /** Rows of floats. */
    static final class OfFloats extends CosineSimilarity {
        private final float[] vectors;

        OfFloats(float[] vectors, int dimension) {
            super(vectors.length, dimension);
            this.vectors = vectors;
            computeNorms();
        }

        @Override
        double value(int at) {
            return vectors[at];
        }

        /** Four sums at a time: they do not wait for each other. */
        @Override
        double dot(int from, int other, int n) {
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            int d = 0;
            for (; d + 3 < n; d += 4) {
                s0 += (double) vectors[from + d] * vectors[other + d];
                s1 += (double) vectors[from + d + 1] * vectors[other + d + 1];
                s2 += (double) vectors[from + d + 2] * vectors[other + d + 2];
                s3 += (double) vectors[from + d + 3] * vectors[other + d + 3];
            }
            for (; d < n; d++) {
                s0 += (double) vectors[from + d] * vectors[other + d];
            }
            return s0 + s1 + s2 + s3;
        }
    }

    /** Rows of doubles. */
    static final class OfDoubles extends CosineSimilarity {
        private final double[] vectors;

        OfDoubles(double[] vectors, int dimension) {
            super(vectors.length, dimension);
            this.vectors = vectors;
            computeNorms();
        }

        @Override
        double value(int at) {
            return vectors[at];
        }

        @Override
        double dot(int from, int other, int n) {
            double sum = 0;
            for (int d = 0; d < n; d++) {
                sum += vectors[from + d] * vectors[other + d];
            }
            return sum;
        }
    }

    /**
     * Copies of some rows, a component of all after the other, so that loops run along tracks, which are done several at a time.
     * 8 bytes a component.
     */
    private static final class Gathered implements Among {
        private static final int AT_ONCE = 4;

        private final double[] components;
        private final double[] inverseNorms;

        Gathered(double[] components, double[] inverseNorms) {
            this.components = components;
            this.inverseNorms = inverseNorms;
        }

        /** The dimension with components of zero that fill up the last ones of a loop. */
        static int padded(int dimension) {
            return (dimension + AT_ONCE - 1) / AT_ONCE * AT_ONCE;
        }

        @Override
        public void of(int i, double[] out) {
            int n = inverseNorms.length;
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

        private void add(int first, double a, double b, double c, double d, double[] out) {
            int n = inverseNorms.length;
            int second = first + n;
            int third = second + n;
            int fourth = third + n;
            for (int j = 0; j < n; j++) {
                out[j] += a * components[first + j]
                        + b * components[second + j]
                        + c * components[third + j]
                        + d * components[fourth + j];
            }
        }
    }
}
