package io.reco.transformer.kernel;

import java.util.Arrays;

/** Layer norm in plain loops, sums in double precision. */
final class ScalarNorm implements NormKernels {
    @Override
    public void forward(float[] x, int n, int dim, float[] p, int gammaAt, int betaAt, float[] y, float[] statistics) {
        int stride = TransformerKernels.stride(dim);
        for (int row = 0; row < n; row++) {
            int at = row * stride;
            double sum = 0;
            for (int i = 0; i < dim; i++) {
                sum += x[at + i];
            }
            double mean = sum / dim;
            double squares = 0;
            for (int i = 0; i < dim; i++) {
                squares += (x[at + i] - mean) * (x[at + i] - mean);
            }
            double scale = 1 / Math.sqrt(squares / dim + EPSILON);
            for (int i = 0; i < dim; i++) {
                y[at + i] = (float) (p[gammaAt + i] * (x[at + i] - mean) * scale + p[betaAt + i]);
            }
            Arrays.fill(y, at + dim, at + stride, 0);
            statistics[2 * row] = (float) mean;
            statistics[2 * row + 1] = (float) scale;
        }
    }

    /** With u = (x - mean) scale and d = gamma dy: {@code dx = scale (d - mean of d - u mean of (d u))}. */
    @Override
    public void backward(
            float[] dy,
            float[] x,
            float[] statistics,
            int n,
            int dim,
            float[] p,
            int gammaAt,
            int betaAt,
            float[] dx,
            boolean add,
            float[] g) {
        int stride = TransformerKernels.stride(dim);
        for (int row = 0; row < n; row++) {
            int at = row * stride;
            float mean = statistics[2 * row];
            float scale = statistics[2 * row + 1];
            double sum = 0;
            double product = 0;
            for (int i = 0; i < dim; i++) {
                float u = (x[at + i] - mean) * scale;
                float d = p[gammaAt + i] * dy[at + i];
                sum += d;
                product += d * u;
                g[gammaAt + i] += dy[at + i] * u;
                g[betaAt + i] += dy[at + i];
            }
            for (int i = 0; i < dim; i++) {
                float u = (x[at + i] - mean) * scale;
                float d = p[gammaAt + i] * dy[at + i];
                float value = (float) (scale * (d - sum / dim - u * product / dim));
                dx[at + i] = add ? dx[at + i] + value : value;
            }
            if (!add) {
                Arrays.fill(dx, at + dim, at + stride, 0);
            }
        }
    }
}
