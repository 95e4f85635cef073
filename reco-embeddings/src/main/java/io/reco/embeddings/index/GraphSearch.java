package io.reco.embeddings.index;

import static java.util.Objects.requireNonNull;

import io.reco.core.vector.BatchRowFilter;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Metric;
import io.reco.core.vector.RowFilter;
import io.reco.core.vector.SearchHits;
import io.reco.core.vector.TopK;
import io.reco.core.vector.VectorSearch;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Search in a graph of neighbours, wherever graph and vectors lie.
 *
 * <p>The walk asks the filter about every row it comes through. If it has asked about a {@value #SHARE}th of all rows without
 * finding enough accepted ones, or ends with fewer than k, all accepted rows are scored instead: k hits come back whenever k
 * rows are accepted, and a search never costs much more than twice an exact one.
 */
final class GraphSearch implements VectorSearch {

    /** A step of the walk, with its misses of the caches, costs about as much as this many rows of a plain scan. */
    private static final int SHARE = 64;

    private final int rows;
    private final int dim;
    private final Metric metric;
    private final int width;
    private final int @Nullable [] tieRank;
    private final Executor executor;
    private final int threads;
    private final Supplier<GraphWalk> newWalk;
    private final ConcurrentLinkedQueue<GraphWalk> walks;
    /** Exact search over the same vectors, where it is faster than a walk's own scan. */
    private final @Nullable VectorSearch exact;

    GraphSearch(
            int rows, int dim, Metric metric, int width, Supplier<GraphWalk> newWalk, @Nullable VectorSearch exact) {
        this(rows, dim, metric, width, null, Runnable::run, 1, newWalk, new ConcurrentLinkedQueue<>(), exact);
    }

    private GraphSearch(
            int rows,
            int dim,
            Metric metric,
            int width,
            int @Nullable [] tieRank,
            Executor executor,
            int threads,
            Supplier<GraphWalk> newWalk,
            ConcurrentLinkedQueue<GraphWalk> walks,
            @Nullable VectorSearch exact) {
        this.rows = rows;
        this.dim = dim;
        this.metric = metric;
        this.width = width;
        this.tieRank = tieRank;
        this.executor = executor;
        this.threads = threads;
        this.newWalk = newWalk;
        this.walks = walks;
        this.exact = exact;
    }

    GraphSearch withWidth(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("width: " + value + " is not in [1, " + Integer.MAX_VALUE + "]");
        }
        return new GraphSearch(rows, dim, metric, value, tieRank, executor, threads, newWalk, walks, exact);
    }

    GraphSearch withThreads(Executor newExecutor, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("threads: " + value + " is not in [1, " + Integer.MAX_VALUE + "]");
        }
        requireNonNull(newExecutor, "executor");
        return new GraphSearch(rows, dim, metric, width, tieRank, newExecutor, value, newWalk, walks, exact);
    }

    GraphSearch withTieRank(int[] newTieRank, @Nullable VectorSearch exactWithTieRank) {
        if (newTieRank.length != rows) {
            throw new IllegalArgumentException(
                    "tieRank: length " + newTieRank.length + " is not the number of rows " + rows);
        }
        return new GraphSearch(
                rows, dim, metric, width, newTieRank, executor, threads, newWalk, walks, exactWithTieRank);
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int dim() {
        return dim;
    }

    @Override
    public Metric metric() {
        return metric;
    }

    int width() {
        return width;
    }

    @Override
    public SearchHits search(float[] query, int k, RowFilter filter) {
        requireNonNull(filter, "filter");
        if (query.length != dim) {
            throw new IllegalArgumentException(
                    "query: length " + query.length + " is not the dim " + dim + " of the index");
        }
        return searchAll(FloatMatrix.wrap(query, 0, 1, dim, dim), k, (q, row) -> filter.accepts(row))
                .get(0);
    }

    @Override
    public List<SearchHits> searchAll(FloatMatrix queries, int k, BatchRowFilter filter) {
        requireNonNull(filter, "filter");
        if (queries.dim() != dim) {
            throw new IllegalArgumentException(
                    "queries: dim " + queries.dim() + " is not the dim " + dim + " of the index");
        }
        if (k < 0) {
            throw new IllegalArgumentException("k: " + k + " is not in [0, " + Integer.MAX_VALUE + "]");
        }
        SearchHits[] hits = new SearchHits[queries.rows()];
        AtomicInteger next = new AtomicInteger();
        CountDownLatch unfinished = new CountDownLatch(hits.length);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Runnable work = () -> {
            int q;
            while ((q = next.getAndIncrement()) < hits.length) {
                try {
                    if (failure.get() == null) {
                        hits[q] = one(queries, q, k, filter);
                    }
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                } finally {
                    unfinished.countDown();
                }
            }
        };
        for (int i = 1; i < Math.min(threads, hits.length); i++) {
            try {
                executor.execute(work);
            } catch (RejectedExecutionException e) {
                break; // the caller does the work of helpers that cannot start
            }
        }
        work.run();
        await(unfinished);
        if (failure.get() instanceof Error error) {
            throw error;
        }
        if (failure.get() instanceof RuntimeException exception) {
            throw exception;
        }
        return List.copyOf(Arrays.asList(hits));
    }

    private SearchHits one(FloatMatrix queries, int q, int k, BatchRowFilter filter) {
        GraphQuery query = new GraphQuery(queries, q, FloatMatrix.paddedLength(dim), metric);
        RowFilter own = row -> filter.accepts(q, row);
        TopK top = tieRank == null ? TopK.of(k) : TopK.of(k, tieRank);
        if (k == 0 || rows == 0) {
            return top.drain();
        }
        int wanted = Math.max(width, k);
        GraphWalk pooled = walks.poll();
        GraphWalk walk = pooled != null ? pooled : newWalk.get();
        boolean found = query.norm > 0
                && wanted <= rows / 8
                && walk.offerNearest(query, wanted, own, Math.max(4 * wanted, rows / SHARE), top)
                && top.size() == k;
        SearchHits hits;
        if (found) {
            hits = top.drain();
        } else if (exact != null) {
            float[] raw = new float[dim];
            queries.copyRow(q, raw, 0);
            hits = exact.search(raw, k, own);
        } else {
            top.clear();
            walk.offerAll(query, rows, own, top);
            hits = top.drain();
        }
        walks.add(walk);
        return hits;
    }

    private static void await(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
