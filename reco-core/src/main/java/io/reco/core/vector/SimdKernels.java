package io.reco.core.vector;

import static io.reco.core.vector.SimdSpecies.FLOATS;
import static io.reco.core.vector.SimdSpecies.LANES;

import jdk.incubator.vector.FloatVector;

/**
 * Kernels on the JDK Vector API, one short straight-line method per case and no masks: on JDK 17 a branch around a vector
 * value, a mask or a long method makes the compiler box every vector. What is left beyond the last whole vector is added by
 * a scalar loop; matrices whose stride is padded with zeros to a multiple of 16 have no such rest.
 */
final class SimdKernels implements VectorKernels {

    @Override
    public String name() {
        return "simd";
    }

    @Override
    public float dot(float[] a, int aOff, float[] b, int bOff, int n) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int i = 0;
        for (; i <= n - 4 * LANES; i += 4 * LANES) {
            s0 = load(a, aOff + i).fma(load(b, bOff + i), s0);
            s1 = load(a, aOff + i + LANES).fma(load(b, bOff + i + LANES), s1);
            s2 = load(a, aOff + i + 2 * LANES).fma(load(b, bOff + i + 2 * LANES), s2);
            s3 = load(a, aOff + i + 3 * LANES).fma(load(b, bOff + i + 3 * LANES), s3);
        }
        for (; i <= n - LANES; i += LANES) {
            s0 = load(a, aOff + i).fma(load(b, bOff + i), s0);
        }
        float sum = SimdSpecies.sum(s0.add(s1).add(s2.add(s3)));
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
        FloatVector factor = FloatVector.broadcast(FLOATS, alpha);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            load(x, xOff + i).fma(factor, load(y, yOff + i)).intoArray(y, yOff + i);
        }
        for (; i < n; i++) {
            y[yOff + i] += alpha * x[xOff + i];
        }
    }

    @Override
    public void scale(float alpha, float[] x, int xOff, int n) {
        FloatVector factor = FloatVector.broadcast(FLOATS, alpha);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            load(x, xOff + i).mul(factor).intoArray(x, xOff + i);
        }
        for (; i < n; i++) {
            x[xOff + i] *= alpha;
        }
    }

    @Override
    public void scores(float[] m, int mOff, int stride, int rows, float[] q, int qOff, int n, float[] out, int outOff) {
        int whole = n - n % LANES;
        int r = 0;
        for (; r <= rows - 4; r += 4) {
            fourRows(m, mOff + r * stride, stride, q, qOff, whole, out, outOff + r);
        }
        for (; r < rows; r++) {
            out[outOff + r] = oneRow(m, mOff + r * stride, q, qOff, whole);
        }
        if (whole < n) {
            addRest(m, mOff, stride, rows, q, qOff, whole, n, out, outOff);
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
        int whole = n - n % LANES;
        int j = 0;
        for (; j <= queries - 4; j += 4) {
            int q0 = qOff + j * qStride;
            int o0 = outOff + j * outStride;
            int r = 0;
            for (; r <= rows - 2; r += 2) {
                fourQueriesTwoRows(q, q0, qStride, m, mOff + r * mStride, mStride, whole, out, o0 + r, outStride);
            }
            if (r < rows) {
                // The last row of an odd number, one query at a time.
                for (int i = 0; i < 4; i++) {
                    out[o0 + i * outStride + r] = oneRow(m, mOff + r * mStride, q, q0 + i * qStride, whole);
                }
            }
            if (whole < n) {
                for (int i = 0; i < 4; i++) {
                    addRest(m, mOff, mStride, rows, q, q0 + i * qStride, whole, n, out, o0 + i * outStride);
                }
            }
        }
        for (; j < queries; j++) {
            scores(m, mOff, mStride, rows, q, qOff + j * qStride, n, out, outOff + j * outStride);
        }
    }

    private static void fourRows(float[] m, int r0, int stride, float[] q, int qOff, int whole, float[] out, int o) {
        int r1 = r0 + stride;
        int r2 = r1 + stride;
        int r3 = r2 + stride;
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int i = 0; i < whole; i += LANES) {
            FloatVector x = load(q, qOff + i);
            s0 = load(m, r0 + i).fma(x, s0);
            s1 = load(m, r1 + i).fma(x, s1);
            s2 = load(m, r2 + i).fma(x, s2);
            s3 = load(m, r3 + i).fma(x, s3);
        }
        out[o] = SimdSpecies.sum(s0);
        out[o + 1] = SimdSpecies.sum(s1);
        out[o + 2] = SimdSpecies.sum(s2);
        out[o + 3] = SimdSpecies.sum(s3);
    }

    private static float oneRow(float[] m, int r0, float[] q, int qOff, int whole) {
        FloatVector s = FloatVector.zero(FLOATS);
        for (int i = 0; i < whole; i += LANES) {
            s = load(m, r0 + i).fma(load(q, qOff + i), s);
        }
        return SimdSpecies.sum(s);
    }

    /** Two rows stay in registers while four queries pass: 6 loads for 8 products. */
    private static void fourQueriesTwoRows(
            float[] q,
            int q0,
            int qStride,
            float[] m,
            int r0,
            int mStride,
            int whole,
            float[] out,
            int o0,
            int oStride) {
        int q1 = q0 + qStride;
        int q2 = q1 + qStride;
        int q3 = q2 + qStride;
        int r1 = r0 + mStride;
        FloatVector s00 = FloatVector.zero(FLOATS);
        FloatVector s01 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        FloatVector s20 = s00;
        FloatVector s21 = s00;
        FloatVector s30 = s00;
        FloatVector s31 = s00;
        for (int i = 0; i < whole; i += LANES) {
            FloatVector x0 = load(m, r0 + i);
            FloatVector x1 = load(m, r1 + i);
            FloatVector y = load(q, q0 + i);
            s00 = x0.fma(y, s00);
            s01 = x1.fma(y, s01);
            y = load(q, q1 + i);
            s10 = x0.fma(y, s10);
            s11 = x1.fma(y, s11);
            y = load(q, q2 + i);
            s20 = x0.fma(y, s20);
            s21 = x1.fma(y, s21);
            y = load(q, q3 + i);
            s30 = x0.fma(y, s30);
            s31 = x1.fma(y, s31);
        }
        out[o0] = SimdSpecies.sum(s00);
        out[o0 + 1] = SimdSpecies.sum(s01);
        int o1 = o0 + oStride;
        out[o1] = SimdSpecies.sum(s10);
        out[o1 + 1] = SimdSpecies.sum(s11);
        int o2 = o1 + oStride;
        out[o2] = SimdSpecies.sum(s20);
        out[o2 + 1] = SimdSpecies.sum(s21);
        int o3 = o2 + oStride;
        out[o3] = SimdSpecies.sum(s30);
        out[o3 + 1] = SimdSpecies.sum(s31);
    }

    /** Adds the components beyond the last whole vector, in the same order whichever kernel made the sum so far. */
    private static void addRest(
            float[] m, int mOff, int stride, int rows, float[] q, int qOff, int whole, int n, float[] out, int outOff) {
        for (int r = 0; r < rows; r++) {
            int row = mOff + r * stride;
            float sum = out[outOff + r];
            for (int i = whole; i < n; i++) {
                sum += m[row + i] * q[qOff + i];
            }
            out[outOff + r] = sum;
        }
    }

    private static FloatVector load(float[] a, int off) {
        return FloatVector.fromArray(FLOATS, a, off);
    }
}
