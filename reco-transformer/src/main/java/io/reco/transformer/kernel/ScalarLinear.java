package io.reco.transformer.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Linear layers in plain loops: sums of scaled rows, which compilers can vectorise, but for dx, a dot product. */
final class ScalarLinear implements LinearKernels {
    @Override
    public void forward(float[] x, int n, int in, float[] p, int wAt, int bAt, int out, float[] y, boolean add) {
        int xStride = TransformerKernels.stride(in);
        int yStride = TransformerKernels.stride(out);
        for (int row = 0; row < n; row++) {
            int yAt = row * yStride;
            if (!add) {
                Arrays.fill(y, yAt, yAt + yStride, 0);
            }
            if (bAt >= 0) {
                addScaled(1, p, bAt, y, yAt, out);
            }
            for (int i = 0; i < in; i++) {
                addScaled(x[row * xStride + i], p, wAt + i * yStride, y, yAt, out);
            }
        }
    }

    @Override
    public void backward(
            float[] dy,
            float[] x,
            int n,
            int in,
            float[] p,
            int wAt,
            int bAt,
            int out,
            float @Nullable [] dx,
            boolean add,
            float[] g) {
        int xStride = TransformerKernels.stride(in);
        int yStride = TransformerKernels.stride(out);
        for (int row = 0; row < n; row++) {
            int yAt = row * yStride;
            if (bAt >= 0) {
                addScaled(1, dy, yAt, g, bAt, out);
            }
            for (int i = 0; i < in; i++) {
                addScaled(x[row * xStride + i], dy, yAt, g, wAt + i * yStride, out);
            }
        }
        if (dx != null) {
            for (int row = 0; row < n; row++) {
                inputGradient(dy, row * yStride, p, wAt, in, out, dx, row * xStride, add);
            }
        }
    }

    private static void inputGradient(
            float[] dy, int yAt, float[] p, int wAt, int in, int out, float[] dx, int xAt, boolean add) {
        int xStride = TransformerKernels.stride(in);
        int yStride = TransformerKernels.stride(out);
        if (!add) {
            Arrays.fill(dx, xAt, xAt + xStride, 0);
        }
        for (int i = 0; i < in; i++) {
            float sum = 0;
            for (int o = 0; o < out; o++) {
                sum += dy[yAt + o] * p[wAt + i * yStride + o];
            }
            dx[xAt + i] += sum;
        }
    }

    private static void addScaled(float alpha, float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] += alpha * x[xAt + i];
        }
    }
}
