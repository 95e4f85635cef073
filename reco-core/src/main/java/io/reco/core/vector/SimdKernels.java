package io.reco.core.vector;

import static io.reco.core.vector.SimdSpecies.FLOATS;
import static io.reco.core.vector.SimdSpecies.LANES;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Kernels on the JDK Vector API, one short straight-line method per case and no masks: on JDK 17 a branch around a vector
 * value, a mask or a long method makes the compiler box every vector. What is left beyond the last whole vector is added by
 * a scalar loop; matrices whose stride is padded with zeros to a multiple of 16 have no such rest.
 */
final class SimdKernels implements VectorKernels {

    /** The same width as {@link SimdSpecies#FLOATS}. */
    private static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);

    /** Rows scored together. */
    private static final int ROWS = 8;
    /** Floats of a block of rows that stays in the first-level cache while queries pass over it. */
    private static final int BLOCK = 8 * 1024;

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
        float[] sums = new float[ROWS * LANES];
        int r = 0;
        for (; r <= rows - ROWS; r += ROWS) {
            eightRows(m, mOff + r * stride, stride, q, qOff, whole, sums);
            for (int i = 0; i < ROWS; i++) {
                out[outOff + r + i] = sumOfLanes(sums, i * LANES);
            }
        }
        for (; r < rows; r++) {
            oneRow(m, mOff + r * stride, q, qOff, whole, sums);
            out[outOff + r] = sumOfLanes(sums, 0);
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
        int block = Math.max(ROWS, BLOCK / Math.max(1, n) & -ROWS);
        int count;
        for (int r = 0; r < rows; r += count) {
            count = Math.min(block, rows - r);
            for (int j = 0; j < queries; j++) {
                scores(
                        m,
                        mOff + r * mStride,
                        mStride,
                        count,
                        q,
                        qOff + j * qStride,
                        n,
                        out,
                        outOff + j * outStride + r);
            }
        }
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
        int c = 0;
        for (; c <= columns - 2 * LANES; c += 2 * LANES) {
            int r = 0;
            for (; r <= rows - 6; r += 6) {
                sixByTwo(
                        a,
                        aOff + r * aStride,
                        aStride,
                        b,
                        bOff + c,
                        bStride,
                        n,
                        out,
                        outOff + r * outStride + c,
                        outStride);
            }
            for (; r < rows; r++) {
                oneByTwo(a, aOff + r * aStride, b, bOff + c, bStride, n, out, outOff + r * outStride + c);
            }
        }
        for (; c <= columns - LANES; c += LANES) {
            int r = 0;
            for (; r <= rows - 6; r += 6) {
                sixByOne(
                        a,
                        aOff + r * aStride,
                        aStride,
                        b,
                        bOff + c,
                        bStride,
                        n,
                        out,
                        outOff + r * outStride + c,
                        outStride);
            }
            for (; r < rows; r++) {
                oneByOne(a, aOff + r * aStride, b, bOff + c, bStride, n, out, outOff + r * outStride + c);
            }
        }
        for (; c < columns; c++) {
            for (int r = 0; r < rows; r++) {
                out[outOff + r * outStride + c] = column(a, aOff + r * aStride, b, bOff + c, bStride, n);
            }
        }
    }

    @Override
    public void byteScores(int[] m, int mOff, int w, int rows, int[] q, int[] out, int outOff) {
        int whole = w - w % LANES;
        for (int r = 0; r < rows; r++) {
            int row = mOff + r * w;
            out[outOff + r] = byteDot(m, row, q, w, whole) + ScalarKernels.byteDot(m, row, q, w, whole);
        }
    }

    /** Shifts take the bytes out of their ints: no vector changes its shape, which would box it on JDK 17. */
    private static int byteDot(int[] m, int mOff, int[] q, int w, int whole) {
        IntVector s0 = IntVector.zero(INTS);
        IntVector s1 = s0;
        IntVector s2 = s0;
        IntVector s3 = s0;
        for (int i = 0; i < whole; i += LANES) {
            IntVector x = IntVector.fromArray(INTS, m, mOff + i);
            s0 = x.lanewise(LSHL, 24).lanewise(ASHR, 24).mul(load(q, i)).add(s0);
            s1 = x.lanewise(LSHL, 16).lanewise(ASHR, 24).mul(load(q, w + i)).add(s1);
            s2 = x.lanewise(LSHL, 8).lanewise(ASHR, 24).mul(load(q, 2 * w + i)).add(s2);
            s3 = x.lanewise(ASHR, 24).mul(load(q, 3 * w + i)).add(s3);
        }
        return s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
    }

    private static IntVector load(int[] a, int off) {
        return IntVector.fromArray(INTS, a, off);
    }

    @Override
    public int firstNotBelow(float[] a, int from, int to, float threshold) {
        FloatVector t = broadcast(threshold);
        int i = from;
        while (i <= to - LANES && load(a, i).compare(VectorOperators.LT, t).allTrue()) {
            i += LANES;
        }
        while (i < to && a[i] < threshold) {
            i++;
        }
        return i;
    }

    @Override
    public int firstNotBelow(float[] a, int aOff, float[] thresholds, int from, int to) {
        int i = from;
        while (i <= to - LANES
                && load(a, aOff + i)
                        .compare(VectorOperators.LT, load(thresholds, i))
                        .allTrue()) {
            i += LANES;
        }
        while (i < to && a[aOff + i] < thresholds[i]) {
            i++;
        }
        return i;
    }

    /** The products of eight rows with a query, not yet summed over lanes: a vector a row. */
    private static void eightRows(float[] m, int r0, int stride, float[] q, int qOff, int whole, float[] sums) {
        int r1 = r0 + stride;
        int r2 = r1 + stride;
        int r3 = r2 + stride;
        int r4 = r3 + stride;
        int r5 = r4 + stride;
        int r6 = r5 + stride;
        int r7 = r6 + stride;
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        for (int i = 0; i < whole; i += LANES) {
            FloatVector x = load(q, qOff + i);
            s0 = load(m, r0 + i).fma(x, s0);
            s1 = load(m, r1 + i).fma(x, s1);
            s2 = load(m, r2 + i).fma(x, s2);
            s3 = load(m, r3 + i).fma(x, s3);
            s4 = load(m, r4 + i).fma(x, s4);
            s5 = load(m, r5 + i).fma(x, s5);
            s6 = load(m, r6 + i).fma(x, s6);
            s7 = load(m, r7 + i).fma(x, s7);
        }
        s0.intoArray(sums, 0);
        s1.intoArray(sums, LANES);
        s2.intoArray(sums, 2 * LANES);
        s3.intoArray(sums, 3 * LANES);
        s4.intoArray(sums, 4 * LANES);
        s5.intoArray(sums, 5 * LANES);
        s6.intoArray(sums, 6 * LANES);
        s7.intoArray(sums, 7 * LANES);
    }

    private static void oneRow(float[] m, int r0, float[] q, int qOff, int whole, float[] sums) {
        FloatVector s = FloatVector.zero(FLOATS);
        for (int i = 0; i < whole; i += LANES) {
            s = load(m, r0 + i).fma(load(q, qOff + i), s);
        }
        s.intoArray(sums, 0);
    }

    /** Halves, then quarters, and so on, through memory: rearranging lanes is twice as slow on JDK 17. */
    private static float sumOfLanes(float[] s, int at) {
        float s0 = s[at];
        float s1 = s[at + 1];
        float s2 = s[at + 2];
        float s3 = s[at + 3];
        float s4 = s[at + 4];
        float s5 = s[at + 5];
        float s6 = s[at + 6];
        float s7 = s[at + 7];
        if (LANES == 16) {
            s0 += s[at + 8];
            s1 += s[at + 9];
            s2 += s[at + 10];
            s3 += s[at + 11];
            s4 += s[at + 12];
            s5 += s[at + 13];
            s6 += s[at + 14];
            s7 += s[at + 15];
        }
        return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    }

    /** Six rows times two vectors of columns: 12 accumulators, 8 loads for 12 multiply-adds, no sum over lanes. */
    private static void sixByTwo(
            float[] a, int r0, int aStride, float[] b, int b0, int bStride, int n, float[] out, int o0, int oStride) {
        int r1 = r0 + aStride;
        int r2 = r1 + aStride;
        int r3 = r2 + aStride;
        int r4 = r3 + aStride;
        int r5 = r4 + aStride;
        FloatVector s00 = FloatVector.zero(FLOATS);
        FloatVector s01 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        FloatVector s20 = s00;
        FloatVector s21 = s00;
        FloatVector s30 = s00;
        FloatVector s31 = s00;
        FloatVector s40 = s00;
        FloatVector s41 = s00;
        FloatVector s50 = s00;
        FloatVector s51 = s00;
        int at = b0;
        for (int i = 0; i < n; i++) {
            FloatVector y0 = load(b, at);
            FloatVector y1 = load(b, at + LANES);
            FloatVector x = broadcast(a[r0 + i]);
            s00 = x.fma(y0, s00);
            s01 = x.fma(y1, s01);
            x = broadcast(a[r1 + i]);
            s10 = x.fma(y0, s10);
            s11 = x.fma(y1, s11);
            x = broadcast(a[r2 + i]);
            s20 = x.fma(y0, s20);
            s21 = x.fma(y1, s21);
            x = broadcast(a[r3 + i]);
            s30 = x.fma(y0, s30);
            s31 = x.fma(y1, s31);
            x = broadcast(a[r4 + i]);
            s40 = x.fma(y0, s40);
            s41 = x.fma(y1, s41);
            x = broadcast(a[r5 + i]);
            s50 = x.fma(y0, s50);
            s51 = x.fma(y1, s51);
            at += bStride;
        }
        int o = o0;
        s00.intoArray(out, o);
        s01.intoArray(out, o + LANES);
        o += oStride;
        s10.intoArray(out, o);
        s11.intoArray(out, o + LANES);
        o += oStride;
        s20.intoArray(out, o);
        s21.intoArray(out, o + LANES);
        o += oStride;
        s30.intoArray(out, o);
        s31.intoArray(out, o + LANES);
        o += oStride;
        s40.intoArray(out, o);
        s41.intoArray(out, o + LANES);
        o += oStride;
        s50.intoArray(out, o);
        s51.intoArray(out, o + LANES);
    }

    private static void oneByTwo(float[] a, int r0, float[] b, int b0, int bStride, int n, float[] out, int o0) {
        FloatVector s00 = FloatVector.zero(FLOATS);
        FloatVector s01 = s00;
        int at = b0;
        for (int i = 0; i < n; i++) {
            FloatVector y0 = load(b, at);
            FloatVector y1 = load(b, at + LANES);
            FloatVector x = broadcast(a[r0 + i]);
            s00 = x.fma(y0, s00);
            s01 = x.fma(y1, s01);
            at += bStride;
        }
        s00.intoArray(out, o0);
        s01.intoArray(out, o0 + LANES);
    }

    private static void sixByOne(
            float[] a, int r0, int aStride, float[] b, int b0, int bStride, int n, float[] out, int o0, int oStride) {
        int r1 = r0 + aStride;
        int r2 = r1 + aStride;
        int r3 = r2 + aStride;
        int r4 = r3 + aStride;
        int r5 = r4 + aStride;
        FloatVector s00 = FloatVector.zero(FLOATS);
        FloatVector s10 = s00;
        FloatVector s20 = s00;
        FloatVector s30 = s00;
        FloatVector s40 = s00;
        FloatVector s50 = s00;
        int at = b0;
        for (int i = 0; i < n; i++) {
            FloatVector y0 = load(b, at);
            FloatVector x = broadcast(a[r0 + i]);
            s00 = x.fma(y0, s00);
            x = broadcast(a[r1 + i]);
            s10 = x.fma(y0, s10);
            x = broadcast(a[r2 + i]);
            s20 = x.fma(y0, s20);
            x = broadcast(a[r3 + i]);
            s30 = x.fma(y0, s30);
            x = broadcast(a[r4 + i]);
            s40 = x.fma(y0, s40);
            x = broadcast(a[r5 + i]);
            s50 = x.fma(y0, s50);
            at += bStride;
        }
        int o = o0;
        s00.intoArray(out, o);
        o += oStride;
        s10.intoArray(out, o);
        o += oStride;
        s20.intoArray(out, o);
        o += oStride;
        s30.intoArray(out, o);
        o += oStride;
        s40.intoArray(out, o);
        o += oStride;
        s50.intoArray(out, o);
    }

    private static void oneByOne(float[] a, int r0, float[] b, int b0, int bStride, int n, float[] out, int o0) {
        FloatVector s00 = FloatVector.zero(FLOATS);
        int at = b0;
        for (int i = 0; i < n; i++) {
            FloatVector y0 = load(b, at);
            FloatVector x = broadcast(a[r0 + i]);
            s00 = x.fma(y0, s00);
            at += bStride;
        }
        s00.intoArray(out, o0);
    }

    private static float column(float[] a, int row, float[] b, int column, int bStride, int n) {
        float sum = 0;
        for (int i = 0; i < n; i++) {
            sum = Math.fma(a[row + i], b[column + i * bStride], sum);
        }
        return sum;
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

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }
}
