package io.reco.core.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The state of one thread of an exact search: the best rows so far for each query of a group.
 *
 * <p>The score of a row is what {@link VectorKernels#scores} gives. A single query is scored by that kernel. For several
 * queries the matrix product is faster, but it adds in another order. So it only rules rows out: the two sums of n products
 * of a row m and a query q differ by at most 2 n u |m| |q| (u = 2<sup>-24</sup>; Higham, Accuracy and Stability of Numerical
 * Algorithms, section 3.1, and Cauchy-Schwarz), so a row whose product is further than that below the k-th best score so far
 * cannot be a hit. The few others are scored by {@code scores}. Hits and scores are therefore the same bits for a query
 * alone and in any batch.
 */
final class GroupScan {

    /** Above this the bound of the rounding says too little. */
    private static final int LONGEST_PRODUCT = 1 << 20;
    /** Below this no sum of products overflows on its way. */
    private static final double OVERFLOW = 0x1p126;
    /** A component whose square is lost to underflow is smaller than this. */
    private static final double LOST = 0x1p-74;

    /** The best rows so far, one collector a query. */
    final TopK[] tops;

    private final FloatMatrix matrix;
    private final VectorKernels kernels;
    private final float @Nullable [] rowFactors;
    private final QueryGroup group;
    private final BatchRowFilter filter;
    private final int tileRows;
    private final boolean byProduct;
    private final int columns;
    /** Row by row for products, query by query otherwise. */
    private final float[] tile;
    /** Scores below which a product rules a row out, one a column; infinity for columns without a query. */
    private final float[] thresholds;

    /** Largest difference of the two sums, relative to the norms, with something to spare. */
    private final double rounding;

    private final float[] one = new float[1];
    /** What is added to the row of the matrix for filters and collectors. */
    private int shift;

    /**
     * Takes over the collectors.
     *
     * @param rowFactors what the product of each row is multiplied by: inverse norms for cosines; NaN for a row whose cosine
     *     is to be taken in double precision
     */
    GroupScan(
            FloatMatrix matrix,
            VectorKernels kernels,
            float @Nullable [] rowFactors,
            QueryGroup group,
            TopK[] tops,
            BatchRowFilter filter) {
        this.matrix = matrix;
        this.kernels = kernels;
        this.rowFactors = rowFactors;
        this.group = group;
        this.tops = tops;
        this.filter = filter;
        this.tileRows = Math.min(ExactSearch.ROW_TILE, matrix.rows());
        this.byProduct = group.size > 1 && group.n <= LONGEST_PRODUCT;
        this.columns = byProduct ? group.panels() * QueryGroup.PANEL : group.size;
        this.rounding = 2.5 * (group.n + 4) * 0x1p-24;
        this.tile = new float[tileRows * columns];
        this.thresholds = new float[columns];
        Arrays.fill(thresholds, Float.POSITIVE_INFINITY);
    }

    /** Offers the rows [from, to) of the matrix as the rows from {@code name} on. */
    void run(int from, int to, int name) {
        this.shift = name - from;
        run(from, to);
        this.shift = 0;
    }

    /** Offers the rows [from, to) to the collectors. */
    void run(int from, int to) {
        int count;
        for (int row = from; row < to; row += count) {
            count = Math.min(Math.min(tileRows, to - row), matrix.contiguousRows(row));
            if (byProduct) {
                products(row, count);
            } else {
                scores(row, count);
            }
        }
    }

    private void scores(int row, int count) {
        for (int j = 0; j < group.size; j++) {
            int off = j * tileRows;
            kernels.scores(
                    matrix.array(row),
                    matrix.offset(row),
                    matrix.stride(),
                    count,
                    group.data,
                    j * group.n,
                    group.n,
                    tile,
                    off);
            if (rowFactors != null) {
                for (int i = 0; i < count; i++) {
                    tile[off + i] *= rowFactors[row + i];
                }
            }
            int end = off + count;
            int i = kernels.firstNotBelow(tile, off, end, tops[j].threshold());
            while (i < end) {
                offer(j, row + i - off, tile[i]);
                i = kernels.firstNotBelow(tile, i + 1, end, tops[j].threshold());
            }
        }
    }

    private void products(int row, int count) {
        for (int p = 0; p < group.panels(); p++) {
            kernels.gemm(
                    matrix.array(row),
                    matrix.offset(row),
                    matrix.stride(),
                    count,
                    group.packed,
                    p * group.n * QueryGroup.PANEL,
                    QueryGroup.PANEL,
                    group.columns(p),
                    group.n,
                    tile,
                    p * QueryGroup.PANEL,
                    columns);
        }
        double rowNorm = rowFactors == null ? normBound(row, count) : 1;
        for (int j = 0; j < group.size; j++) {
            lower(j, rowNorm);
        }
        for (int r = 0; r < count; r++) {
            int off = r * columns;
            if (rowFactors != null) {
                kernels.scale(rowFactors[row + r], tile, off, columns);
            }
            int j = kernels.firstNotBelow(tile, off, thresholds, 0, columns);
            while (j < group.size) {
                offer(j, row + r, score(j, row + r));
                lower(j, rowNorm);
                j = kernels.firstNotBelow(tile, off, thresholds, j + 1, columns);
            }
        }
    }

    private void lower(int j, double rowNorm) {
        double size = rowNorm * group.norms[j];
        thresholds[j] = size < OVERFLOW
                ? Math.nextDown((float) (tops[j].threshold() - rounding * size - Float.MIN_NORMAL))
                : Float.NEGATIVE_INFINITY;
    }

    private float score(int j, int row) {
        kernels.scores(
                matrix.array(row), matrix.offset(row), matrix.stride(), 1, group.data, j * group.n, group.n, one, 0);
        return rowFactors == null ? one[0] : one[0] * rowFactors[row];
    }

    private void offer(int j, int row, float product) {
        float score = product;
        if (rowFactors != null && Float.isNaN(score)) {
            score = kernels.cosine(group.data, j * group.n, matrix.array(row), matrix.offset(row), matrix.dim());
        }
        if (score < tops[j].threshold()) {
            return;
        }
        if (filter.accepts(group.first + j, row + shift)) {
            tops[j].push(row + shift, score);
        }
    }

    /** At least the norm of the longest of some rows: the norm of all of them together, cheap to take. */
    private double normBound(int row, int count) {
        float[] m = matrix.array(row);
        int off = matrix.offset(row);
        double squares = 0;
        if (matrix.stride() == group.n) {
            squares = kernels.squaredNorm(m, off, count * group.n);
        } else {
            for (int r = 0; r < count; r++) {
                squares += kernels.squaredNorm(m, off + r * matrix.stride(), group.n);
            }
        }
        return Math.sqrt(squares) + Math.sqrt((double) count * group.n) * LOST;
    }
}
