package io.reco.core.vector;

import java.util.Objects;

/**
 * Rows of floats in one array, or in several when one cannot hold them all.
 *
 * <p>Row r lies in {@code array(r)} from {@code offset(r)} on, {@code dim} floats long, and {@code contiguousRows(r)} rows
 * follow each other there at distance {@code stride}. Matrices made here pad each row with zeros to a multiple of 16
 * floats, which lets kernels run without a rest, and start where rows meet cache lines when the JVM aligns the array to
 * 8 KB or more (G1 does for large arrays: 16 bytes of header and 12 floats are 64 bytes); the padding must stay zero.
 *
 * <p>The content is mutable and reads are not synchronised: do not write while others read.
 */
public final class FloatMatrix {

    /** Rows are padded to a multiple of this many floats (64 bytes, one cache line). */
    public static final int ROW_ALIGNMENT = 16;

    private static final int ALIGNED_START = 12;
    /** Some JVMs refuse arrays of the last few lengths below 2^31. */
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final float[][] blocks;
    private final int start;
    private final int firstRow;
    private final int rowsPerBlock;
    private final int rows;
    private final int dim;
    private final int stride;
    private final boolean zeroPadded;

    private FloatMatrix(
            float[][] blocks,
            int start,
            int firstRow,
            int rowsPerBlock,
            int rows,
            int dim,
            int stride,
            boolean zeroPadded) {
        this.blocks = blocks;
        this.start = start;
        this.firstRow = firstRow;
        this.rowsPerBlock = rowsPerBlock;
        this.rows = rows;
        this.dim = dim;
        this.stride = stride;
        this.zeroPadded = zeroPadded;
    }

    /**
     * Returns a matrix of zeros.
     *
     * @param rows at least 0
     * @param dim in [1, 2<sup>24</sup>]
     */
    public static FloatMatrix allocate(int rows, int dim) {
        return allocate(rows, dim, LARGEST_ARRAY);
    }

    /** With the array length limit as a parameter, so that tests reach the case of several blocks. */
    static FloatMatrix allocate(int rows, int dim, int largestArray) {
        checkShape(rows, dim);
        int stride = paddedLength(dim);
        int rowsPerBlock = Math.max(1, Math.min(rows, (largestArray - ALIGNED_START) / stride));
        float[][] blocks = new float[(int) (((long) rows + rowsPerBlock - 1) / rowsPerBlock)][];
        for (int b = 0; b < blocks.length; b++) {
            int rowsHere = Math.min(rowsPerBlock, rows - b * rowsPerBlock);
            blocks[b] = new float[ALIGNED_START + rowsHere * stride];
        }
        return new FloatMatrix(blocks, ALIGNED_START, 0, rowsPerBlock, rows, dim, stride, true);
    }

    /** Returns a matrix that holds copies of the given rows, all of length {@code dim}. */
    public static FloatMatrix copyOf(float[][] rows, int dim) {
        FloatMatrix matrix = allocate(rows.length, dim);
        for (int r = 0; r < rows.length; r++) {
            if (rows[r].length != dim) {
                throw new IllegalArgumentException(
                        "Row " + r + " has " + rows[r].length + " components, the matrix has dim " + dim);
            }
            matrix.setRow(r, rows[r], 0);
        }
        return matrix;
    }

    /**
     * Returns a view of an array: row r starts at {@code off + r * stride}. Nothing is copied; what lies between rows is
     * never read.
     *
     * @param stride at least dim
     */
    public static FloatMatrix wrap(float[] data, int off, int rows, int dim, int stride) {
        checkShape(rows, dim);
        if (stride < dim) {
            throw new IllegalArgumentException("stride: " + stride + " is below dim " + dim);
        }
        long needed = rows == 0 ? 0 : (rows - 1L) * stride + dim;
        if (off < 0 || off + needed > data.length) {
            throw new IllegalArgumentException("off: " + off + ": " + rows + " rows of stride " + stride + " need "
                    + needed + " floats from there, the array has " + data.length);
        }
        return new FloatMatrix(new float[][] {data}, off, 0, Math.max(1, rows), rows, dim, stride, false);
    }

    /**
     * Returns a view of some of the rows. Nothing is copied, so the view keeps all of this matrix in memory.
     *
     * @param from first row of the view
     * @param count number of its rows
     */
    public FloatMatrix slice(int from, int count) {
        Objects.checkFromIndexSize(from, count, rows);
        return new FloatMatrix(blocks, start, firstRow + from, rowsPerBlock, count, dim, stride, zeroPadded);
    }

    private static void checkShape(int rows, int dim) {
        if (rows < 0) {
            throw new IllegalArgumentException("rows: " + rows + " is not in [0, " + Integer.MAX_VALUE + "]");
        }
        if (dim < 1 || dim > 1 << 24) {
            throw new IllegalArgumentException("dim: " + dim + " is not in [1, " + (1 << 24) + "]");
        }
    }

    /** Returns n rounded up to a multiple of {@link #ROW_ALIGNMENT}. */
    public static int paddedLength(int n) {
        return (n + ROW_ALIGNMENT - 1) & -ROW_ALIGNMENT;
    }

    /** Returns the number of rows. */
    public int rows() {
        return rows;
    }

    /** Returns the number of components of a row. */
    public int dim() {
        return dim;
    }

    /** Returns the distance of neighbouring rows within an array. */
    public int stride() {
        return stride;
    }

    /**
     * Returns the length to give to a kernel: the stride where rows are padded with zeros, else dim. A query must hold as
     * many floats, zeros beyond dim.
     */
    public int kernelLength() {
        return zeroPadded ? stride : dim;
    }

    /** Returns the array that holds the row; the storage itself, not a copy. */
    public float[] array(int row) {
        return blocks[(firstRow + Objects.checkIndex(row, rows)) / rowsPerBlock];
    }

    /** Returns where the row starts in {@link #array}. */
    public int offset(int row) {
        return start + (firstRow + Objects.checkIndex(row, rows)) % rowsPerBlock * stride;
    }

    /** Returns how many rows, this one included, follow each other in the same array. */
    public int contiguousRows(int row) {
        Objects.checkIndex(row, rows);
        return Math.min(rowsPerBlock - (firstRow + row) % rowsPerBlock, rows - row);
    }

    /** Returns one component. */
    public float get(int row, int column) {
        return array(row)[offset(row) + Objects.checkIndex(column, dim)];
    }

    /** Copies dim floats from {@code source[off..]} into the row. */
    public void setRow(int row, float[] source, int off) {
        System.arraycopy(source, off, array(row), offset(row), dim);
    }

    /** Copies the row, dim floats, to {@code target[off..]}. */
    public void copyRow(int row, float[] target, int off) {
        System.arraycopy(array(row), offset(row), target, off, dim);
    }

    /** Scales every row to norm 1; a row with a norm below {@link Float#MIN_NORMAL} becomes zero. */
    public void normalizeRows() {
        for (int row = 0; row < rows; row++) {
            float[] a = array(row);
            int off = offset(row);
            double factor = inverseNorm(a, off, dim);
            for (int i = off; i < off + dim; i++) {
                a[i] = (float) (a[i] * factor);
            }
        }
    }

    /** Returns 1 / norm, computed in double precision; 0 for a norm below {@link Float#MIN_NORMAL}; NaN is kept. */
    static double inverseNorm(float[] a, int off, int n) {
        double sum0 = 0;
        double sum1 = 0;
        int i = off;
        for (; i < off + n - 1; i += 2) {
            sum0 += (double) a[i] * a[i];
            sum1 += (double) a[i + 1] * a[i + 1];
        }
        if (i < off + n) {
            sum0 += (double) a[i] * a[i];
        }
        double norm = Math.sqrt(sum0 + sum1);
        return norm < Float.MIN_NORMAL ? 0 : 1 / norm;
    }
}
