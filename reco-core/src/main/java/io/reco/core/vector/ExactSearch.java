package io.reco.core.vector;

import static java.util.Objects.requireNonNull;

import io.reco.core.parallel.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Exact top-k search: every row is scored, the k best that the filter accepts are returned.
 *
 * <p>Exactly k hits come back whenever k rows are accepted, otherwise all accepted ones. Order: score descending, then
 * row index ascending, or tie rank ascending (see {@link #withTieRank}). A row whose score is NaN makes the search fail
 * if the filter accepts it; one with score negative infinity is never a hit.
 *
 * <p>With one set of kernels the hits and their bits are the same for any number of threads and for a query alone or in a
 * batch. Another set of kernels differs by float rounding.
 *
 * <p>One query reads the matrix once: 4 bytes for each component, so memory bandwidth is its limit. A batch is cut into
 * groups of {@value #QUERY_TILE} queries, and the matrix is read once for each group, so arithmetic is its limit. Working
 * memory: one score tile and the kept rows, per thread.
 *
 * <p>Immutable and safe for use by several threads, as long as nobody writes to the matrix.
 */
public final class ExactSearch implements VectorSearch {

    /** Queries that share one reading of the matrix: they, a tile of rows and its scores fit the second-level cache. */
    static final int QUERY_TILE = 256;
    /** Rows scored at a time. */
    static final int ROW_TILE = 96;
    /** Rows that one thread takes at a time. */
    static final int ROWS_PER_UNIT = 64 * ROW_TILE;

    // Between these, no product with a query of norm 1 overflows or loses bits that count to underflow.
    private static final double SMALLEST_FACTOR = 0x1p-120;
    private static final double LARGEST_FACTOR = 0x1p80;

    final FloatMatrix matrix;
    final float @Nullable [] rowFactors;

    private final Metric metric;
    private final VectorKernels kernels;
    private final int @Nullable [] tieRank;
    private final Executor executor;
    private final int threads;

    private ExactSearch(
            FloatMatrix matrix,
            Metric metric,
            VectorKernels kernels,
            float @Nullable [] rowFactors,
            int @Nullable [] tieRank,
            Executor executor,
            int threads) {
        this.matrix = matrix;
        this.metric = metric;
        this.kernels = kernels;
        this.rowFactors = rowFactors;
        this.tieRank = tieRank;
        this.executor = executor;
        this.threads = threads;
    }

    /**
     * Returns a search in the calling thread with the kernels of the process.
     *
     * @param matrix not copied, not modified; {@link Metric#COSINE} reads it once here
     */
    public static ExactSearch of(FloatMatrix matrix, Metric metric) {
        return of(matrix, metric, Kernels.get().kernels());
    }

    /** As {@link #of(FloatMatrix, Metric)}, with the given kernels. */
    public static ExactSearch of(FloatMatrix matrix, Metric metric, VectorKernels kernels) {
        requireNonNull(kernels, "kernels");
        float[] rowFactors = metric == Metric.COSINE ? inverseNorms(matrix) : null;
        return new ExactSearch(matrix, metric, kernels, rowFactors, null, Runnable::run, 1);
    }

    /**
     * Returns a copy that uses up to {@code threads} threads: the calling one and helpers from the executor. The caller
     * never waits for a helper that has not started.
     *
     * @param newThreads at least 1
     */
    public ExactSearch withThreads(Executor newExecutor, int newThreads) {
        if (newThreads < 1) {
            throw new IllegalArgumentException("threads: " + newThreads + " is not in [1, " + Integer.MAX_VALUE + "]");
        }
        requireNonNull(newExecutor, "executor");
        return new ExactSearch(matrix, metric, kernels, rowFactors, tieRank, newExecutor, newThreads);
    }

    /**
     * Returns a copy that orders equal scores by {@code newTieRank[row]}, usually the rank of the row's id by code point.
     *
     * @param newTieRank one distinct value for each row; not copied, not modified
     */
    public ExactSearch withTieRank(int[] newTieRank) {
        if (newTieRank.length != matrix.rows()) {
            throw new IllegalArgumentException(
                    "tieRank: length " + newTieRank.length + " is not the number of rows " + matrix.rows());
        }
        return new ExactSearch(matrix, metric, kernels, rowFactors, newTieRank, executor, threads);
    }

    @Override
    public int rows() {
        return matrix.rows();
    }

    @Override
    public int dim() {
        return matrix.dim();
    }

    @Override
    public Metric metric() {
        return metric;
    }

    @Override
    public SearchHits search(float[] query, int k, RowFilter filter) {
        requireNonNull(filter, "filter");
        return searchAll(
                        FloatMatrix.wrap(query, 0, 1, checkLength(query), query.length),
                        k,
                        (q, row) -> filter.accepts(row))
                .get(0);
    }

    @Override
    public List<SearchHits> searchAll(FloatMatrix queries, int k, BatchRowFilter filter) {
        requireNonNull(filter, "filter");
        if (queries.dim() != matrix.dim()) {
            throw new IllegalArgumentException(
                    "queries: dim " + queries.dim() + " is not the dim " + matrix.dim() + " of the matrix");
        }
        if (k < 0) {
            throw new IllegalArgumentException("k: " + k + " is not in [0, " + Integer.MAX_VALUE + "]");
        }
        int groups = (queries.rows() + QUERY_TILE - 1) / QUERY_TILE;
        return groups >= 2 * threads ? groupsInParallel(queries, k, filter, groups) : groupsInTurn(queries, k, filter);
    }

    private List<SearchHits> groupsInParallel(FloatMatrix queries, int k, BatchRowFilter filter, int groups) {
        SearchHits[] hits = new SearchHits[queries.rows()];
        Parallel.run(executor, threads, groups, () -> this, (search, g) -> {
            QueryGroup group = search.group(queries, g * QUERY_TILE);
            GroupScan scan = search.scan(group, k, filter);
            scan.run(0, matrix.rows());
            for (int j = 0; j < group.size; j++) {
                hits[group.first + j] = scan.tops[j].drain();
            }
        });
        return List.of(hits);
    }

    private List<SearchHits> groupsInTurn(FloatMatrix queries, int k, BatchRowFilter filter) {
        List<SearchHits> hits = new ArrayList<>(queries.rows());
        int units = (int) ((matrix.rows() + (long) ROWS_PER_UNIT - 1) / ROWS_PER_UNIT);
        for (int first = 0; first < queries.rows(); first += QUERY_TILE) {
            QueryGroup group = group(queries, first);
            List<GroupScan> scans =
                    Parallel.run(executor, threads, units, () -> scan(group, k, filter), (scan, unit) -> {
                        int from = unit * ROWS_PER_UNIT;
                        scan.run(from, (int) Math.min(matrix.rows(), from + (long) ROWS_PER_UNIT));
                    });
            for (int j = 0; j < group.size; j++) {
                TopK top = newTop(k);
                for (GroupScan scan : scans) {
                    top.merge(scan.tops[j]);
                }
                hits.add(top.drain());
            }
        }
        return List.copyOf(hits);
    }

    private QueryGroup group(FloatMatrix queries, int first) {
        int size = Math.min(QUERY_TILE, queries.rows() - first);
        return new QueryGroup(queries, first, size, matrix.kernelLength(), metric != Metric.DOT);
    }

    private GroupScan scan(QueryGroup group, int k, BatchRowFilter filter) {
        TopK[] tops = new TopK[group.size];
        Arrays.setAll(tops, j -> newTop(k));
        return new GroupScan(matrix, kernels, rowFactors, group, tops, filter);
    }

    private TopK newTop(int k) {
        return tieRank == null ? TopK.of(k) : TopK.of(k, tieRank);
    }

    private int checkLength(float[] query) {
        if (query.length != matrix.dim()) {
            throw new IllegalArgumentException(
                    "query: length " + query.length + " is not the dim " + matrix.dim() + " of the matrix");
        }
        return query.length;
    }

    /** Inverse norms; NaN, which makes the score NaN, for a row whose cosines are not safe in float. */
    static float[] inverseNorms(FloatMatrix matrix) {
        float[] factors = new float[matrix.rows()];
        for (int row = 0; row < factors.length; row++) {
            factors[row] = factor(matrix.inverseNorm(row));
        }
        return factors;
    }

    /** What the product of a row and a unit query is multiplied by; NaN if the cosine is not safe in float. */
    static float factor(double inverseNorm) {
        boolean usual = inverseNorm == 0 || (inverseNorm > SMALLEST_FACTOR && inverseNorm < LARGEST_FACTOR);
        return usual ? (float) inverseNorm : Float.NaN;
    }
}
