package io.reco.core.vector;

import static java.util.Objects.requireNonNull;

import io.reco.core.parallel.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Exact top-k search that reads bytes first.
 *
 * <p>{@link #of(FloatMatrix, Metric)} keeps the floats and a {@link QuantizedMatrix} of them. A query is scored against the
 * bytes, which is a quarter of the memory to read, and only rows whose score with the bytes may be a hit, by the bound of
 * their rounding, are scored with their floats. Hits and scores are those of {@link ExactSearch}, to the bit.
 *
 * <p>{@link #of(QuantizedMatrix, Metric)} has the bytes only. Hits and scores are then those of {@link ExactSearch} over the
 * decoded rows, to the bit: an inner product differs from that of the row before it was rounded by at most {@link
 * QuantizedMatrix#residual} times the norm of the query, and rows whose true scores are closer than that may change places.
 *
 * <p>The bound: a row is m = c + e, c decoded and e what was lost; a query q = d + f likewise. Then m q = c d + c f + e q, c d
 * comes from an exact sum of integers, and |c f| &lt;= |c| |f|, |e q| &lt;= |e| |q| (Cauchy-Schwarz). The norms of c and e are
 * kept with each row.
 *
 * <p>Batches of more than {@value #FEW} queries are bound by arithmetic, not by memory: they are answered as {@link
 * ExactSearch} does, the bytes decoded tile by tile when there are no floats.
 *
 * <p>Immutable and safe for use by several threads, as long as nobody writes to the floats.
 */
public final class QuantizedSearch implements VectorSearch {

    /** Up to so many queries are scored one by one. */
    static final int FEW = 8;

    private final QuantizedMatrix codes;
    private final Metric metric;
    private final VectorKernels kernels;
    /** Search over the floats; null when there are only bytes. */
    private final @Nullable ExactSearch exact;
    /** Inverse norms, for cosines only. */
    private final float @Nullable [] rowFactors;

    private final int @Nullable [] tieRank;
    private final Executor executor;
    private final int threads;

    private QuantizedSearch(
            QuantizedMatrix codes,
            Metric metric,
            VectorKernels kernels,
            @Nullable ExactSearch exact,
            float @Nullable [] rowFactors,
            int @Nullable [] tieRank,
            Executor executor,
            int threads) {
        this.codes = codes;
        this.metric = metric;
        this.kernels = kernels;
        this.exact = exact;
        this.rowFactors = rowFactors;
        this.tieRank = tieRank;
        this.executor = executor;
        this.threads = threads;
    }

    /**
     * Returns a search with the answers of {@link ExactSearch#of(FloatMatrix, Metric)}, in the calling thread.
     *
     * @param vectors as {@link QuantizedMatrix#of} takes them; not copied, not modified
     * @throws IllegalArgumentException if a row cannot be used; the message names it
     */
    public static QuantizedSearch of(FloatMatrix vectors, Metric metric) {
        return of(vectors, metric, Kernels.get().kernels());
    }

    /** As {@link #of(FloatMatrix, Metric)}, with the given kernels. */
    public static QuantizedSearch of(FloatMatrix vectors, Metric metric, VectorKernels kernels) {
        ExactSearch exact = ExactSearch.of(vectors, metric, kernels);
        return new QuantizedSearch(
                QuantizedMatrix.of(vectors), metric, kernels, exact, exact.rowFactors, null, Runnable::run, 1);
    }

    /** Returns a search over the decoded rows, in the calling thread. */
    public static QuantizedSearch of(QuantizedMatrix codes, Metric metric) {
        return of(codes, metric, Kernels.get().kernels());
    }

    /** As {@link #of(QuantizedMatrix, Metric)}, with the given kernels. */
    public static QuantizedSearch of(QuantizedMatrix codes, Metric metric, VectorKernels kernels) {
        requireNonNull(kernels, "kernels");
        float[] factors = metric == Metric.COSINE ? factors(codes) : null;
        return new QuantizedSearch(codes, metric, kernels, null, factors, null, Runnable::run, 1);
    }

    /**
     * Returns a copy that uses up to {@code threads} threads: the calling one and helpers from the executor. The caller
     * never waits for a helper that has not started.
     *
     * @param newThreads at least 1
     */
    public QuantizedSearch withThreads(Executor newExecutor, int newThreads) {
        if (newThreads < 1) {
            throw new IllegalArgumentException("threads: " + newThreads + " is not in [1, " + Integer.MAX_VALUE + "]");
        }
        requireNonNull(newExecutor, "executor");
        return new QuantizedSearch(
                codes,
                metric,
                kernels,
                exact == null ? null : exact.withThreads(newExecutor, newThreads),
                rowFactors,
                tieRank,
                newExecutor,
                newThreads);
    }

    /**
     * Returns a copy that orders equal scores by {@code newTieRank[row]}, usually the rank of the row's id by code point.
     *
     * @param newTieRank one distinct value for each row; not copied, not modified
     */
    public QuantizedSearch withTieRank(int[] newTieRank) {
        if (newTieRank.length != codes.rows()) {
            throw new IllegalArgumentException(
                    "tieRank: length " + newTieRank.length + " is not the number of rows " + codes.rows());
        }
        return new QuantizedSearch(
                codes,
                metric,
                kernels,
                exact == null ? null : exact.withTieRank(newTieRank),
                rowFactors,
                newTieRank,
                executor,
                threads);
    }

    /** Returns the bytes. */
    public QuantizedMatrix codes() {
        return codes;
    }

    @Override
    public int rows() {
        return codes.rows();
    }

    @Override
    public int dim() {
        return codes.dim();
    }

    @Override
    public Metric metric() {
        return metric;
    }

    @Override
    public SearchHits search(float[] query, int k, RowFilter filter) {
        requireNonNull(filter, "filter");
        if (query.length != dim()) {
            throw new IllegalArgumentException(
                    "query: length " + query.length + " is not the dim " + dim() + " of the matrix");
        }
        return searchAll(FloatMatrix.wrap(query, 0, 1, dim(), dim()), k, (q, row) -> filter.accepts(row))
                .get(0);
    }

    @Override
    public List<SearchHits> searchAll(FloatMatrix queries, int k, BatchRowFilter filter) {
        requireNonNull(filter, "filter");
        if (queries.dim() != dim()) {
            throw new IllegalArgumentException(
                    "queries: dim " + queries.dim() + " is not the dim " + dim() + " of the matrix");
        }
        if (k < 0) {
            throw new IllegalArgumentException("k: " + k + " is not in [0, " + Integer.MAX_VALUE + "]");
        }
        if (exact != null && queries.rows() > FEW) {
            return exact.searchAll(queries, k, filter);
        }
        List<SearchHits> hits = new ArrayList<>(queries.rows());
        for (int first = 0; first < queries.rows(); first += ExactSearch.QUERY_TILE) {
            QueryGroup group = group(queries, first);
            List<QuantizedScan> scans =
                    Parallel.run(executor, threads, codes.blocks(), () -> scan(group, k, filter), (scan, block) -> {
                        int from = block * codes.rowsPerBlock;
                        scan.run(from, Math.min(codes.rowsPerBlock, codes.rows() - from));
                    });
            for (int j = 0; j < group.size; j++) {
                TopK top = newTop(k);
                for (QuantizedScan scan : scans) {
                    top.merge(scan.tops()[j]);
                }
                hits.add(top.drain());
            }
        }
        return List.copyOf(hits);
    }

    private QueryGroup group(FloatMatrix queries, int first) {
        int size = Math.min(ExactSearch.QUERY_TILE, queries.rows() - first);
        int n = exact == null ? FloatMatrix.paddedLength(dim()) : exact.matrix.kernelLength();
        return new QueryGroup(queries, first, size, n, metric != Metric.DOT);
    }

    private QuantizedScan scan(QueryGroup group, int k, BatchRowFilter filter) {
        TopK[] tops = new TopK[group.size];
        Arrays.setAll(tops, j -> newTop(k));
        return group.size <= FEW
                ? new ByteScan(codes, exact == null ? null : exact.matrix, kernels, rowFactors, group, tops, filter)
                : new DecodedScan(codes, kernels, rowFactors, group, tops, filter);
    }

    private TopK newTop(int k) {
        return tieRank == null ? TopK.of(k) : TopK.of(k, tieRank);
    }

    private static float[] factors(QuantizedMatrix codes) {
        float[] factors = new float[codes.rows()];
        float[] row = new float[codes.dim()];
        for (int r = 0; r < factors.length; r++) {
            codes.copyRow(r, row, 0);
            factors[r] = ExactSearch.factor(FloatMatrix.inverseNorm(row, 0, row.length));
        }
        return factors;
    }
}
