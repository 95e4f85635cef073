package io.reco.transformer.kernel;

import java.util.Arrays;

/** Functions of components and copies of rows in plain loops. */
final class ScalarElementwise implements ElementwiseKernels {
    /** sqrt(2 / pi). */
    private static final double GELU_SCALE = 0.7978845608028654;

    private static final double GELU_CUBE = 0.044715;

    @Override
    public void activate(Activation f, float[] x, int n, float[] y) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) value(f, x[i]);
        }
    }

    @Override
    public void activateBackward(Activation f, float[] x, float[] dy, int n, float[] dx) {
        for (int i = 0; i < n; i++) {
            dx[i] = (float) (dy[i] * derivative(f, x[i]));
        }
    }

    static double value(Activation f, double x) {
        return switch (f) {
            case RELU -> Math.max(x, 0);
            case SILU -> x * logistic(x);
            case GELU -> 0.5 * x * (1 + Math.tanh(GELU_SCALE * (x + GELU_CUBE * x * x * x)));
            case SIGMOID -> logistic(x);
        };
    }

    static double derivative(Activation f, double x) {
        double s = logistic(x);
        return switch (f) {
            case RELU -> x > 0 ? 1 : 0;
            case SILU -> s + x * s * (1 - s);
            case GELU -> {
                double t = Math.tanh(GELU_SCALE * (x + GELU_CUBE * x * x * x));
                yield 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * GELU_SCALE * (1 + 3 * GELU_CUBE * x * x);
            }
            case SIGMOID -> s * (1 - s);
        };
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Override
    public void multiply(float[] a, float[] b, int n, float[] y, boolean add) {
        for (int i = 0; i < n; i++) {
            y[i] = add ? y[i] + a[i] * b[i] : a[i] * b[i];
        }
    }

    @Override
    public void axpy(float alpha, float[] x, int n, float[] y) {
        for (int i = 0; i < n; i++) {
            y[i] += alpha * x[i];
        }
    }

    @Override
    public void dropout(float[] x, int n, float rate, int seed) {
        int threshold = DropoutMask.threshold(rate);
        float scale = 1 / (1 - rate);
        for (int i = 0; i < n; i++) {
            x[i] = DropoutMask.keeps(i, seed, threshold) ? x[i] * scale : 0;
        }
    }

    @Override
    public void gather(float[] table, int tableAt, int[] rows, int n, int dim, float scale, float[] y, boolean add) {
        int stride = TransformerKernels.stride(dim);
        for (int row = 0; row < n; row++) {
            int yAt = row * stride;
            if (!add) {
                Arrays.fill(y, yAt, yAt + stride, 0);
            }
            if (rows[row] >= 0) {
                addScaled(scale, table, tableAt + rows[row] * stride, y, yAt, dim);
            }
        }
    }

    @Override
    public void scatterAdd(float[] dy, int[] rows, int n, int dim, float scale, float[] table, int tableAt) {
        int stride = TransformerKernels.stride(dim);
        for (int row = 0; row < n; row++) {
            if (rows[row] >= 0) {
                addScaled(scale, dy, row * stride, table, tableAt + rows[row] * stride, dim);
            }
        }
    }

    private static void addScaled(float alpha, float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] += alpha * x[xAt + i];
        }
    }
}
