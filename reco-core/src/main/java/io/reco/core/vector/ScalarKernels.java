package io.reco.core.vector;

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
    public void byteScores(int[] m, int mOff, int w, int rows, int[] q, int[] out, int outOff) {
        for (int r = 0; r < rows; r++) {
            out[outOff + r] = byteDot(m, mOff + r * w, q, w, 0);
        }
    }

    /** The part of a sum of products that ints [from, w) of the row give. */
    static int byteDot(int[] m, int mOff, int[] q, int w, int from) {
        int sum = 0;
        for (int i = from; i < w; i++) {
            int x = m[mOff + i];
            sum += (x << 24 >> 24) * q[i]
                    + (x << 16 >> 24) * q[w + i]
                    + (x << 8 >> 24) * q[2 * w + i]
                    + (x >> 24) * q[3 * w + i];
        }
        return sum;
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
        int wide = columns & -4;
        int r = 0;
        for (; r <= rows - 2; r += 2) {
            int row = aOff + r * aStride;
            int o = outOff + r * outStride;
            for (int c = 0; c < wide; c += 4) {
                twoByFour(a, row, row + aStride, b, bOff + c, bStride, n, out, o + c, o + outStride + c);
            }
        }
        for (int c = 0; c < columns; c++) {
            for (int rest = c < wide ? r : 0; rest < rows; rest++) {
                out[outOff + rest * outStride + c] = column(a, aOff + rest * aStride, b, bOff + c, bStride, n);
            }
        }
    }

    private static void twoByFour(
            float[] a, int r0, int r1, float[] b, int bOff, int bStride, int n, float[] out, int o0, int o1) {
        float s00 = 0;
        float s01 = 0;
        float s02 = 0;
        float s03 = 0;
        float s10 = 0;
        float s11 = 0;
        float s12 = 0;
        float s13 = 0;
        int at = bOff;
        for (int i = 0; i < n; i++) {
            float x0 = a[r0 + i];
            float x1 = a[r1 + i];
            float y = b[at];
            s00 += x0 * y;
            s10 += x1 * y;
            y = b[at + 1];
            s01 += x0 * y;
            s11 += x1 * y;
            y = b[at + 2];
            s02 += x0 * y;
            s12 += x1 * y;
            y = b[at + 3];
            s03 += x0 * y;
            s13 += x1 * y;
            at += bStride;
        }
        out[o0] = s00;
        out[o0 + 1] = s01;
        out[o0 + 2] = s02;
        out[o0 + 3] = s03;
        out[o1] = s10;
        out[o1 + 1] = s11;
        out[o1 + 2] = s12;
        out[o1 + 3] = s13;
    }

    private static float column(float[] a, int row, float[] b, int column, int bStride, int n) {
        float sum = 0;
        for (int i = 0; i < n; i++) {
            sum += a[row + i] * b[column + i * bStride];
        }
        return sum;
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
