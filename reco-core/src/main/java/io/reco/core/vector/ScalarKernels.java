package io.reco.core.vector;

import java.util.Arrays;

/** The reference: plain loops, a few independent accumulators so that additions overlap. */
final class ScalarKernels implements VectorKernels {

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public float dot(float[] a, int aOff, float[] b, int bOff, int n) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i <= n - 4; i += 4) {
            s0 += a[aOff + i] * b[bOff + i];
            s1 += a[aOff + i + 1] * b[bOff + i + 1];
            s2 += a[aOff + i + 2] * b[bOff + i + 2];
            s3 += a[aOff + i + 3] * b[bOff + i + 3];
        }
        float sum = (s0 + s1) + (s2 + s3);
        for (; i < n; i++) {
            sum += a[aOff + i] * b[bOff + i];
        }
        return sum;
    }

    @Override
    public float squaredNorm(float[] a, int aOff, int n) {
        return dot(a, aOff, a, aOff, n);
    }

    @Override
    public void axpy(float alpha, float[] x, int xOff, float[] y, int yOff, int n) {
        for (int i = 0; i < n; i++) {
            y[yOff + i] += alpha * x[xOff + i];
        }
    }

    @Override
    public void scale(float alpha, float[] x, int xOff, int n) {
        for (int i = 0; i < n; i++) {
            x[xOff + i] *= alpha;
        }
    }

    @Override
    public void scores(float[] m, int mOff, int stride, int rows, float[] q, int qOff, int n, float[] out, int outOff) {
        int r = 0;
        for (; r <= rows - 4; r += 4) {
            fourRows(m, mOff + r * stride, stride, q, qOff, n, out, outOff + r);
        }
        for (; r < rows; r++) {
            out[outOff + r] = oneRow(m, mOff + r * stride, q, qOff, n);
        }
    }

    @Override
    public void gemmTransposed(
            float[] q,
            int qOff,
            int qStride,
            int queries,
            float[] m,
            int mOff,
            int mStride,
            int rows,
            int n,
            float[] out,
            int outOff,
            int outStride) {
        for (int j = 0; j < queries; j++) {
            scores(m, mOff, mStride, rows, q, qOff + j * qStride, n, out, outOff + j * outStride);
        }
    }

    @Override
    public int firstNotBelow(float[] a, int from, int to, float threshold) {
        int i = from;
        while (i < to && a[i] < threshold) {
            i++;
        }
        return i;
    }

    @Override
    public int firstNotBelow(float[] a, int aOff, float[] thresholds, int from, int to) {
        int i = from;
        while (i < to && a[aOff + i] < thresholds[i]) {
            i++;
        }
        return i;
    }

    @Override
    public void gemm(
            float[] a,
            int aOff,
            int aStride,
            int rows,
            float[] b,
            int bOff,
            int bStride,
            int columns,
            int n,
            float[] out,
            int outOff,
            int outStride) {
        for (int r = 0; r < rows; r++) {
            int o = outOff + r * outStride;
            Arrays.fill(out, o, o + columns, 0);
            for (int i = 0; i < n; i++) {
                addRow(a[aOff + r * aStride + i], b, bOff + i * bStride, out, o, columns);
            }
        }
    }

    private static void addRow(float factor, float[] b, int bOff, float[] out, int o, int columns) {
        for (int c = 0; c < columns; c++) {
            out[o + c] += factor * b[bOff + c];
        }
    }

    private static void fourRows(float[] m, int r0, int stride, float[] q, int qOff, int n, float[] out, int outOff) {
        int r1 = r0 + stride;
        int r2 = r1 + stride;
        int r3 = r2 + stride;
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        for (int i = 0; i < n; i++) {
            float x = q[qOff + i];
            s0 += m[r0 + i] * x;
            s1 += m[r1 + i] * x;
            s2 += m[r2 + i] * x;
            s3 += m[r3 + i] * x;
        }
        out[outOff] = s0;
        out[outOff + 1] = s1;
        out[outOff + 2] = s2;
        out[outOff + 3] = s3;
    }

    private static float oneRow(float[] m, int r0, float[] q, int qOff, int n) {
        float sum = 0;
        for (int i = 0; i < n; i++) {
            sum += m[r0 + i] * q[qOff + i];
        }
        return sum;
    }
}
