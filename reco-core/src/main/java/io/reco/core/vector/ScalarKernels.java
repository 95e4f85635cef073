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
