package io.reco.transformer.kernel;

import static io.reco.core.vector.SimdSpecies.FLOATS;
import static io.reco.transformer.kernel.SimdPanels.WIDTH;

import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;

/** Linear layers as products of tiles. */
final class SimdLinear implements LinearKernels {
    /** Width of the vectors of all SIMD kernels. */
    static final int VECTOR_BITS = FLOATS.vectorBitSize();

    /** Tokens whose share of dW is added at once: their panel of dy (two vectors a row) stays in the first-level cache. */
    private static final int TOKENS = 128;

    private float[] packed = {};

    @Override
    public void forward(float[] x, int n, int in, float[] p, int wAt, int bAt, int out, float[] y, boolean add) {
        int xStride = TransformerKernels.stride(in);
        int yStride = TransformerKernels.stride(out);
        packed = SimdPanels.reserve(packed, in * SimdPanels.padded(yStride));
        SimdPanels.pack(p, wAt, yStride, in, yStride, packed);
        if (add && bAt >= 0) {
            SimdProduct.addBiased(x, xStride, n, in, packed, yStride, p, bAt, y, yStride);
        } else if (add) {
            SimdProduct.add(x, 0, xStride, 1, n, in, packed, in * WIDTH, yStride, y, 0, yStride);
        } else if (bAt >= 0) {
            SimdProduct.setBiased(x, xStride, n, in, packed, yStride, p, bAt, y, yStride);
        } else {
            SimdProduct.set(x, 0, xStride, 1, n, in, packed, in * WIDTH, yStride, y, 0, yStride);
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
        packed = SimdPanels.reserve(packed, TOKENS * SimdPanels.padded(yStride));
        for (int token = 0; token < n; token += TOKENS) {
            int tokens = Math.min(TOKENS, n - token);
            SimdPanels.pack(dy, token * yStride, yStride, tokens, yStride, packed);
            SimdProduct.add(
                    x, token * xStride, 1, xStride, in, tokens, packed, tokens * WIDTH, yStride, g, wAt, yStride);
        }
        if (bAt >= 0) {
            for (int column = 0; column < yStride; column += SimdPanels.WIDTH) {
                int second = SimdPanels.second(column, yStride);
                addColumnSums(dy, column, second, yStride, n, g, bAt + column);
            }
        }
        if (dx != null) {
            packed = SimdPanels.reserve(packed, out * SimdPanels.padded(xStride));
            SimdPanels.packTransposed(p, wAt, yStride, in, out, xStride, 1, packed);
            if (add) {
                SimdProduct.add(dy, 0, yStride, 1, n, out, packed, out * WIDTH, xStride, dx, 0, xStride);
            } else {
                SimdProduct.set(dy, 0, yStride, 1, n, out, packed, out * WIDTH, xStride, dx, 0, xStride);
            }
        }
    }

    /** Even and odd rows of two vectors of columns apart: four chains of additions instead of one. */
    private static void addColumnSums(float[] dy, int at, int second, int stride, int n, float[] g, int to) {
        FloatVector a = FloatVector.fromArray(FLOATS, g, to);
        FloatVector b = FloatVector.fromArray(FLOATS, g, to + second);
        FloatVector c = FloatVector.broadcast(FLOATS, 0);
        FloatVector d = c;
        int row = 0;
        for (; row + 1 < n; row += 2) {
            int even = at + row * stride;
            int odd = even + stride;
            a = a.add(FloatVector.fromArray(FLOATS, dy, even));
            b = b.add(FloatVector.fromArray(FLOATS, dy, even + second));
            c = c.add(FloatVector.fromArray(FLOATS, dy, odd));
            d = d.add(FloatVector.fromArray(FLOATS, dy, odd + second));
        }
        for (; row < n; row++) {
            a = a.add(FloatVector.fromArray(FLOATS, dy, at + row * stride));
            b = b.add(FloatVector.fromArray(FLOATS, dy, at + row * stride + second));
        }
        a.add(c).intoArray(g, to);
        b.add(d).intoArray(g, to + second);
    }
}
