package io.reco.core.vector;

import java.util.Arrays;
import java.util.Objects;

/**
 * Rows of bytes: about a quarter of the memory of a {@link FloatMatrix}.
 *
 * <p>A component x of a row is kept as the code round(x / s) in [-127, 127], where s is the largest magnitude of the row over
 * 127; decoded it is s times the code. So it is off by at most s / 2, and an inner product with a query q by at most {@link
 * #residual} times |q|. A row takes its dim rounded up to 64 bytes, and 12 bytes more.
 *
 * <p>Immutable.
 */
public final class QuantizedMatrix {

    /** Sums of products of codes fit an int up to this dim. */
    public static final int LARGEST_DIM = 1 << 17;

    static final int LARGEST_CODE = 127;

    /** Rows with norms from here on are refused: products would leave the range of float. */
    static final double LARGEST_NORM = 0x1p60;

    /** Ints of a row; code i is byte i / width of int i % width. */
    final int width;

    final int rowsPerBlock;
    final float[] scales;
    /** At least the norms of the decoded rows. */
    final float[] norms;
    /** At least the norms of what the rows have lost. */
    final float[] residuals;

    private static final int CODES_PER_UNIT = 64;
    private static final int BLOCK = 1 << 16;

    private final int[][] blocks;
    private final int rows;
    private final int dim;

    private QuantizedMatrix(int rows, int dim) {
        this.rows = rows;
        this.dim = dim;
        this.width = (dim + CODES_PER_UNIT - 1) / CODES_PER_UNIT * (CODES_PER_UNIT / 4);
        this.rowsPerBlock = Math.max(1, BLOCK / width);
        this.blocks = new int[(int) (((long) rows + rowsPerBlock - 1) / rowsPerBlock)][];
        for (int b = 0; b < blocks.length; b++) {
            blocks[b] = new int[Math.min(rowsPerBlock, rows - b * rowsPerBlock) * width];
        }
        this.scales = new float[rows];
        this.norms = new float[rows];
        this.residuals = new float[rows];
    }

    /**
     * Returns the rows of a matrix as bytes.
     *
     * @param matrix finite, norms below 2<sup>60</sup>, dim at most {@value #LARGEST_DIM}; not modified, read once
     * @throws IllegalArgumentException if it cannot be used; the message names the row
     */
    public static QuantizedMatrix of(FloatMatrix matrix) {
        if (matrix.dim() > LARGEST_DIM) {
            throw new IllegalArgumentException("dim: " + matrix.dim() + " is not in [1, " + LARGEST_DIM + "]");
        }
        QuantizedMatrix quantized = new QuantizedMatrix(matrix.rows(), matrix.dim());
        int[] codes = new int[4 * quantized.width];
        for (int row = 0; row < matrix.rows(); row++) {
            quantized.set(row, matrix.array(row), matrix.offset(row), codes);
        }
        return quantized;
    }

    private void set(int row, float[] x, int off, int[] codes) {
        double squares = 0;
        for (int i = 0; i < dim; i++) {
            if (!Float.isFinite(x[off + i])) {
                throw new IllegalArgumentException(
                        "Row " + row + ", component " + i + ": " + x[off + i] + " is not finite");
            }
            squares += (double) x[off + i] * x[off + i];
        }
        if (Math.sqrt(squares) >= LARGEST_NORM) {
            throw new IllegalArgumentException(
                    "Row " + row + ": a norm of " + Math.sqrt(squares) + " is not below " + LARGEST_NORM);
        }
        float scale = (float) quantize(x, off, dim, codes);
        double norm = 0;
        double residual = 0;
        for (int i = 0; i < dim; i++) {
            float decoded = scale * codes[i];
            norm += (double) decoded * decoded;
            double difference = (double) x[off + i] - decoded;
            residual += difference * difference;
        }
        scales[row] = scale;
        norms[row] = Math.nextUp((float) Math.sqrt(norm));
        residuals[row] = Math.nextUp((float) Math.sqrt(residual));
        int[] block = block(row);
        int to = offset(row);
        for (int i = 0; i < width; i++) {
            block[to + i] = (codes[i] & 0xff)
                    | (codes[width + i] & 0xff) << 8
                    | (codes[2 * width + i] & 0xff) << 16
                    | codes[3 * width + i] << 24;
        }
    }

    /**
     * Sets the codes of some floats and returns their scale, a float; all codes are 0 if it would be below {@link
     * Float#MIN_NORMAL}.
     *
     * @param codes modified; those beyond n become 0
     */
    static double quantize(float[] x, int off, int n, int[] codes) {
        float largest = 0;
        for (int i = off; i < off + n; i++) {
            largest = Math.max(largest, Math.abs(x[i]));
        }
        float scale = largest / LARGEST_CODE;
        Arrays.fill(codes, 0);
        if (scale < Float.MIN_NORMAL) {
            return 0;
        }
        for (int i = 0; i < n; i++) {
            int code = (int) Math.rint((double) x[off + i] / scale);
            codes[i] = Math.max(-LARGEST_CODE, Math.min(LARGEST_CODE, code));
        }
        return scale;
    }

    /** Returns the number of rows. */
    public int rows() {
        return rows;
    }

    /** Returns the number of components of a row. */
    public int dim() {
        return dim;
    }

    /** Returns the norm of the difference of a row and what it is decoded to, rounded up. */
    public float residual(int row) {
        return residuals[row];
    }

    /** Returns the bytes of heap that the rows take. */
    public long bytes() {
        return rows * (4L * width + 12) + 16L * blocks.length;
    }

    /** Decodes a row, dim floats, to {@code target[off..]}. */
    public void copyRow(int row, float[] target, int off) {
        Objects.checkFromIndexSize(off, dim, target.length);
        int[] block = block(row);
        int from = offset(row);
        float scale = scales[row];
        int plane = 0;
        for (int first = 0; first < dim; first += width) {
            int count = Math.min(width, dim - first);
            for (int i = 0; i < count; i++) {
                target[off + first + i] = scale * ((block[from + i] << (24 - plane)) >> 24);
            }
            plane += 8;
        }
    }

    /** Decodes rows [from, from + count) to the first rows of a matrix. */
    void decode(int from, int count, FloatMatrix target) {
        for (int r = 0; r < count; r++) {
            copyRow(from + r, target.array(r), target.offset(r));
        }
    }

    int blocks() {
        return blocks.length;
    }

    int[] block(int row) {
        return blocks[Objects.checkIndex(row, rows) / rowsPerBlock];
    }

    int offset(int row) {
        return row % rowsPerBlock * width;
    }
}
