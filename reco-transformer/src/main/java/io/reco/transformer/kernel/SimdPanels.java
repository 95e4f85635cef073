package io.reco.transformer.kernel;

import static io.reco.core.vector.SimdSpecies.FLOATS;
import static io.reco.core.vector.SimdSpecies.LANES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Packs the right operand B of a product into panels of {@link #WIDTH} columns: of panel p, row k lies at {@code (p depth + k)
 * WIDTH}. A product reads a panel front to back, and strides that are powers of two do not meet in the same lines of the cache.
 *
 * <p>Where columns end in the middle of a panel (16 lanes, columns an odd multiple of 16), the second vector of the panel repeats
 * the first: a product then computes the same columns twice and writes them twice.
 */
final class SimdPanels {
    /** Columns of a panel. */
    static final int WIDTH = 2 * LANES;

    private SimdPanels() {}

    /** Columns rounded up to whole panels. */
    static int padded(int columns) {
        return (columns + WIDTH - 1) / WIDTH * WIDTH;
    }

    /** Returns an array that is long enough: the given one, or a new one. */
    static float[] reserve(float[] array, int length) {
        return array.length >= length ? array : new float[Math.max(length, array.length * 3 / 2)];
    }

    /** Distance from the first to the second vector of the panel that starts at a column. */
    static int second(int first, int columns) {
        return first + WIDTH <= columns ? LANES : 0;
    }

    /**
     * Packs B.
     *
     * @param columns a multiple of 16
     */
    static void pack(float[] b, int bAt, int bStride, int depth, int columns, float[] packed) {
        for (int first = 0; first < columns; first += WIDTH) {
            packPanel(b, bAt + first, bStride, depth, second(first, columns), packed, first * depth);
        }
    }

    private static void packPanel(float[] b, int bAt, int bStride, int depth, int second, float[] packed, int at) {
        for (int k = 0; k < depth; k++) {
            FloatVector.fromArray(FLOATS, b, bAt + k * bStride).intoArray(packed, at + k * WIDTH);
            FloatVector.fromArray(FLOATS, b, bAt + k * bStride + second).intoArray(packed, at + k * WIDTH + LANES);
        }
    }

    /** Packs B with any number of columns, times a scale; columns up to a whole panel are zero. */
    static void packScaled(float[] b, int bAt, int bStride, int depth, int columns, float scale, float[] packed) {
        for (int first = 0; first < columns; first += WIDTH) {
            int n = Math.min(WIDTH, columns - first);
            if (n == WIDTH) {
                packPanelScaled(b, bAt + first, bStride, depth, scale, packed, first * depth);
            } else {
                packRest(b, bAt + first, bStride, depth, n, scale, packed, first * depth);
            }
        }
    }

    private static void packPanelScaled(
            float[] b, int bAt, int bStride, int depth, float scale, float[] packed, int at) {
        for (int k = 0; k < depth; k++) {
            FloatVector.fromArray(FLOATS, b, bAt + k * bStride).mul(scale).intoArray(packed, at + k * WIDTH);
            FloatVector.fromArray(FLOATS, b, bAt + k * bStride + LANES)
                    .mul(scale)
                    .intoArray(packed, at + k * WIDTH + LANES);
        }
    }

    private static void packRest(
            float[] b, int bAt, int bStride, int depth, int n, float scale, float[] packed, int at) {
        Arrays.fill(packed, at, at + depth * WIDTH, 0);
        for (int k = 0; k < depth; k++) {
            for (int c = 0; c < n; c++) {
                packed[at + k * WIDTH + c] = scale * b[bAt + k * bStride + c];
            }
        }
    }

    /**
     * Packs the transpose of a matrix, times a scale: its rows become the columns of B.
     *
     * @param rows rows of the matrix
     * @param depth columns of the matrix, rows of B
     * @param columns columns of B, a multiple of 16; zero from {@code rows} on
     */
    static void packTransposed(
            float[] m, int mAt, int mStride, int rows, int depth, int columns, float scale, float[] packed) {
        for (int first = 0; first < columns; first += WIDTH) {
            int at = first * depth;
            int second = second(first, columns);
            for (int lane = 0; lane < LANES; lane++) {
                packColumn(m, mAt, mStride, rows, first + lane, depth, scale, packed, at + lane);
                packColumn(m, mAt, mStride, rows, first + second + lane, depth, scale, packed, at + LANES + lane);
            }
        }
    }

    private static void packColumn(
            float[] m, int mAt, int mStride, int rows, int row, int depth, float scale, float[] packed, int at) {
        if (row < rows) {
            int from = mAt + row * mStride;
            for (int k = 0; k < depth; k++) {
                packed[at + k * WIDTH] = scale * m[from + k];
            }
        } else {
            for (int k = 0; k < depth; k++) {
                packed[at + k * WIDTH] = 0;
            }
        }
    }
}
