package io.reco.transformer.kernel;

import static io.reco.core.vector.SimdSpecies.FLOATS;
import static io.reco.core.vector.SimdSpecies.LANES;
import static io.reco.transformer.kernel.SimdPanels.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Products of matrices, C = A B, in register tiles of 6 rows and 2 vectors of columns: 12 accumulators, 8 loads for 12
 * multiply-adds.
 *
 * <p>B is packed, see {@link SimdPanels}. A is read in place, one float at a time, with any distance between its rows and
 * between its columns, so that its transpose is as good. There are two kernels only, straight, without masks or branches around
 * vectors: more of them, or longer ones, are compiled badly by JDK 17. Rows of a tile beyond the last row of C repeat that row;
 * as a tile has read C before it writes, both kernels allow that.
 */
final class SimdProduct {
    /** Rows of a tile. */
    static final int ROWS = 6;

    private static final float[] ZEROS = new float[WIDTH];

    private SimdProduct() {}

    /**
     * {@code C = A B}.
     *
     * @param aRow floats from one row of A to the next
     * @param aColumn floats from one column of A to the next
     * @param rows rows of A and C
     * @param depth columns of A, rows of B
     * @param b packed panels
     * @param panel floats of a panel: {@code depth WIDTH}, or more if B has more rows
     * @param columns columns of B and C, a multiple of 16
     */
    static void set(
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            int rows,
            int depth,
            float[] b,
            int panel,
            int columns,
            float[] c,
            int cAt,
            int cRow) {
        for (int first = 0, bAt = 0; first < columns; first += WIDTH, bAt += panel) {
            int second = SimdPanels.second(first, columns);
            for (int r = 0; r < rows; r += ROWS) {
                int last = rows - 1 - r;
                int from = aAt + r * aRow;
                int to = cAt + r * cRow + first;
                store(a, from, aRow, aColumn, last, depth, b, bAt, ZEROS, 0, c, to, cRow, second);
            }
        }
    }

    /** {@code C = A B + bias}, a row that is added to all rows. */
    static void setBiased(
            float[] a,
            int aRow,
            int rows,
            int depth,
            float[] b,
            int columns,
            float[] bias,
            int biasAt,
            float[] c,
            int cRow) {
        for (int first = 0; first < columns; first += WIDTH) {
            int second = SimdPanels.second(first, columns);
            for (int r = 0; r < rows; r += ROWS) {
                int last = rows - 1 - r;
                int to = r * cRow + first;
                store(a, r * aRow, aRow, 1, last, depth, b, first * depth, bias, biasAt + first, c, to, cRow, second);
            }
        }
    }

    /** {@code C += A B}; parameters as of {@link #set}. */
    static void add(
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            int rows,
            int depth,
            float[] b,
            int panel,
            int columns,
            float[] c,
            int cAt,
            int cRow) {
        for (int first = 0, bAt = 0; first < columns; first += WIDTH, bAt += panel) {
            int second = SimdPanels.second(first, columns);
            for (int r = 0; r < rows; r += ROWS) {
                int last = rows - 1 - r;
                int from = aAt + r * aRow;
                int to = cAt + r * cRow + first;
                accumulate(a, from, aRow, aColumn, last, depth, b, bAt, ZEROS, 0, c, to, cRow, second);
            }
        }
    }

    /** {@code C += A B + bias}. */
    static void addBiased(
            float[] a,
            int aRow,
            int rows,
            int depth,
            float[] b,
            int columns,
            float[] bias,
            int biasAt,
            float[] c,
            int cRow) {
        for (int first = 0; first < columns; first += WIDTH) {
            int second = SimdPanels.second(first, columns);
            for (int r = 0; r < rows; r += ROWS) {
                int last = rows - 1 - r;
                int from = r * aRow;
                int to = r * cRow + first;
                accumulate(a, from, aRow, 1, last, depth, b, first * depth, bias, biasAt + first, c, to, cRow, second);
            }
        }
    }

    /**
     * {@code C = A B} where row r of A has its nonzero columns below {@code columnsOfFirst + r} (the lower triangle of a block).
     */
    static void setLower(
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            int rows,
            int columnsOfFirst,
            int depth,
            float[] b,
            int panel,
            int columns,
            float[] c,
            int cAt,
            int cRow) {
        for (int first = 0, bAt = 0; first < columns; first += WIDTH, bAt += panel) {
            int second = SimdPanels.second(first, columns);
            for (int r = 0; r < rows; r += ROWS) {
                int last = rows - 1 - r;
                int from = aAt + r * aRow;
                int to = cAt + r * cRow + first;
                int end = Math.min(depth, columnsOfFirst + r + ROWS - 1);
                store(a, from, aRow, aColumn, last, end, b, bAt, ZEROS, 0, c, to, cRow, second);
            }
        }
    }

    /** {@code C += A B} where row r of A has its nonzero columns from {@code r - rowOfDiagonal} on (the upper triangle of a block). */
    static void addUpper(
            float[] a,
            int aAt,
            int aRow,
            int rows,
            int rowOfDiagonal,
            int depth,
            float[] b,
            int panel,
            int columns,
            float[] c,
            int cAt,
            int cRow) {
        for (int first = 0, bAt = 0; first < columns; first += WIDTH, bAt += panel) {
            int second = SimdPanels.second(first, columns);
            for (int r = 0; r < rows; r += ROWS) {
                int last = rows - 1 - r;
                int start = Math.min(depth, Math.max(0, r - rowOfDiagonal));
                int from = aAt + r * aRow + start;
                int to = cAt + r * cRow + first;
                int n = depth - start;
                accumulate(a, from, aRow, 1, last, n, b, bAt + start * WIDTH, ZEROS, 0, c, to, cRow, second);
            }
        }
    }

    /** C = init + A B for a tile; all rows start from the same init. */
    private static void store(
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            int last,
            int depth,
            float[] b,
            int bAt,
            float[] init,
            int initAt,
            float[] c,
            int cAt,
            int cRow,
            int second) {
        int row1 = Math.min(1, last);
        int row2 = Math.min(2, last);
        int row3 = Math.min(3, last);
        int row4 = Math.min(4, last);
        int row5 = Math.min(5, last);
        int a1 = aAt + row1 * aRow;
        int a2 = aAt + row2 * aRow;
        int a3 = aAt + row3 * aRow;
        int a4 = aAt + row4 * aRow;
        int a5 = aAt + row5 * aRow;
        int c1 = cAt + row1 * cRow;
        int c2 = cAt + row2 * cRow;
        int c3 = cAt + row3 * cRow;
        int c4 = cAt + row4 * cRow;
        int c5 = cAt + row5 * cRow;
        FloatVector p0 = FloatVector.fromArray(FLOATS, init, initAt);
        FloatVector q0 = FloatVector.fromArray(FLOATS, init, initAt + second);
        FloatVector p1 = p0;
        FloatVector q1 = q0;
        FloatVector p2 = p0;
        FloatVector q2 = q0;
        FloatVector p3 = p0;
        FloatVector q3 = q0;
        FloatVector p4 = p0;
        FloatVector q4 = q0;
        FloatVector p5 = p0;
        FloatVector q5 = q0;
        for (int k = 0, at = 0; k < depth; k++, at += aColumn) {
            FloatVector u = FloatVector.fromArray(FLOATS, b, bAt + k * WIDTH);
            FloatVector v = FloatVector.fromArray(FLOATS, b, bAt + k * WIDTH + LANES);
            FloatVector s = FloatVector.broadcast(FLOATS, a[aAt + at]);
            p0 = s.fma(u, p0);
            q0 = s.fma(v, q0);
            s = FloatVector.broadcast(FLOATS, a[a1 + at]);
            p1 = s.fma(u, p1);
            q1 = s.fma(v, q1);
            s = FloatVector.broadcast(FLOATS, a[a2 + at]);
            p2 = s.fma(u, p2);
            q2 = s.fma(v, q2);
            s = FloatVector.broadcast(FLOATS, a[a3 + at]);
            p3 = s.fma(u, p3);
            q3 = s.fma(v, q3);
            s = FloatVector.broadcast(FLOATS, a[a4 + at]);
            p4 = s.fma(u, p4);
            q4 = s.fma(v, q4);
            s = FloatVector.broadcast(FLOATS, a[a5 + at]);
            p5 = s.fma(u, p5);
            q5 = s.fma(v, q5);
        }
        p0.intoArray(c, cAt);
        q0.intoArray(c, cAt + second);
        p1.intoArray(c, c1);
        q1.intoArray(c, c1 + second);
        p2.intoArray(c, c2);
        q2.intoArray(c, c2 + second);
        p3.intoArray(c, c3);
        q3.intoArray(c, c3 + second);
        p4.intoArray(c, c4);
        q4.intoArray(c, c4 + second);
        p5.intoArray(c, c5);
        q5.intoArray(c, c5 + second);
    }

    /** C += init + A B for a tile. */
    private static void accumulate(
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            int last,
            int depth,
            float[] b,
            int bAt,
            float[] init,
            int initAt,
            float[] c,
            int cAt,
            int cRow,
            int second) {
        int row1 = Math.min(1, last);
        int row2 = Math.min(2, last);
        int row3 = Math.min(3, last);
        int row4 = Math.min(4, last);
        int row5 = Math.min(5, last);
        int a1 = aAt + row1 * aRow;
        int a2 = aAt + row2 * aRow;
        int a3 = aAt + row3 * aRow;
        int a4 = aAt + row4 * aRow;
        int a5 = aAt + row5 * aRow;
        int c1 = cAt + row1 * cRow;
        int c2 = cAt + row2 * cRow;
        int c3 = cAt + row3 * cRow;
        int c4 = cAt + row4 * cRow;
        int c5 = cAt + row5 * cRow;
        FloatVector p0 = FloatVector.fromArray(FLOATS, init, initAt);
        FloatVector q0 = FloatVector.fromArray(FLOATS, init, initAt + second);
        FloatVector p1 = p0;
        FloatVector q1 = q0;
        FloatVector p2 = p0;
        FloatVector q2 = q0;
        FloatVector p3 = p0;
        FloatVector q3 = q0;
        FloatVector p4 = p0;
        FloatVector q4 = q0;
        FloatVector p5 = p0;
        FloatVector q5 = q0;
        p0 = p0.add(FloatVector.fromArray(FLOATS, c, cAt));
        q0 = q0.add(FloatVector.fromArray(FLOATS, c, cAt + second));
        p1 = p1.add(FloatVector.fromArray(FLOATS, c, c1));
        q1 = q1.add(FloatVector.fromArray(FLOATS, c, c1 + second));
        p2 = p2.add(FloatVector.fromArray(FLOATS, c, c2));
        q2 = q2.add(FloatVector.fromArray(FLOATS, c, c2 + second));
        p3 = p3.add(FloatVector.fromArray(FLOATS, c, c3));
        q3 = q3.add(FloatVector.fromArray(FLOATS, c, c3 + second));
        p4 = p4.add(FloatVector.fromArray(FLOATS, c, c4));
        q4 = q4.add(FloatVector.fromArray(FLOATS, c, c4 + second));
        p5 = p5.add(FloatVector.fromArray(FLOATS, c, c5));
        q5 = q5.add(FloatVector.fromArray(FLOATS, c, c5 + second));
        for (int k = 0, at = 0; k < depth; k++, at += aColumn) {
            FloatVector u = FloatVector.fromArray(FLOATS, b, bAt + k * WIDTH);
            FloatVector v = FloatVector.fromArray(FLOATS, b, bAt + k * WIDTH + LANES);
            FloatVector s = FloatVector.broadcast(FLOATS, a[aAt + at]);
            p0 = s.fma(u, p0);
            q0 = s.fma(v, q0);
            s = FloatVector.broadcast(FLOATS, a[a1 + at]);
            p1 = s.fma(u, p1);
            q1 = s.fma(v, q1);
            s = FloatVector.broadcast(FLOATS, a[a2 + at]);
            p2 = s.fma(u, p2);
            q2 = s.fma(v, q2);
            s = FloatVector.broadcast(FLOATS, a[a3 + at]);
            p3 = s.fma(u, p3);
            q3 = s.fma(v, q3);
            s = FloatVector.broadcast(FLOATS, a[a4 + at]);
            p4 = s.fma(u, p4);
            q4 = s.fma(v, q4);
            s = FloatVector.broadcast(FLOATS, a[a5 + at]);
            p5 = s.fma(u, p5);
            q5 = s.fma(v, q5);
        }
        p0.intoArray(c, cAt);
        q0.intoArray(c, cAt + second);
        p1.intoArray(c, c1);
        q1.intoArray(c, c1 + second);
        p2.intoArray(c, c2);
        q2.intoArray(c, c2 + second);
        p3.intoArray(c, c3);
        q3.intoArray(c, c3 + second);
        p4.intoArray(c, c4);
        q4.intoArray(c, c4 + second);
        p5.intoArray(c, c5);
        q5.intoArray(c, c5 + second);
    }
}
