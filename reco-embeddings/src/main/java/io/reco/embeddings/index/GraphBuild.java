package io.reco.embeddings.index;

import io.github.jbellis.jvector.disk.ByteBufferReader;
import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.OnHeapGraphIndex;
import io.github.jbellis.jvector.graph.diversity.VamanaDiversityProvider;
import io.reco.core.progress.ProgressListener;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;

/** Building and copying graphs with JVector. */
final class GraphBuild {
    private static final int CHUNK = 256;

    private GraphBuild() {}

    /** A graph of rows [0, rows). */
    static OnHeapGraphIndex build(
            MatrixScores scores, int dim, int rows, GraphOptions options, ProgressListener progress) {
        return run(options, pool -> {
            GraphIndexBuilder builder = new GraphIndexBuilder(
                    scores,
                    dim,
                    options.degree(),
                    options.buildWidth(),
                    options.overflow(),
                    options.alpha(),
                    true,
                    true,
                    pool,
                    pool);
            return link(builder, scores, 0, rows, options, pool, progress);
        });
    }

    /** A copy of a graph, with rows [from, to) linked in. */
    static OnHeapGraphIndex append(
            byte[] graph,
            MatrixScores scores,
            int dim,
            int from,
            int to,
            GraphOptions options,
            ProgressListener progress)
            throws IOException {
        OnHeapGraphIndex copy = read(graph, scores, dim, options);
        return run(options, pool -> {
            GraphIndexBuilder builder = new GraphIndexBuilder(
                    scores, dim, copy, options.buildWidth(), options.overflow(), options.alpha(), true, pool, pool);
            return link(builder, scores, from, to, options, pool, progress);
        });
    }

    static OnHeapGraphIndex read(byte[] graph, MatrixScores scores, int dim, GraphOptions options) throws IOException {
        try {
            return OnHeapGraphIndex.load(
                    new ByteBufferReader(ByteBuffer.wrap(graph)),
                    dim,
                    options.overflow(),
                    new VamanaDiversityProvider(scores, options.alpha()));
        } catch (RuntimeException e) {
            throw new IOException("not a graph that JVector reads: " + e, e);
        }
    }

    /** The bytes that {@link #read} takes. */
    static byte[] write(OnHeapGraphIndex graph) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            graph.save(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private interface Build {
        OnHeapGraphIndex with(ForkJoinPool pool);
    }

    private static OnHeapGraphIndex run(GraphOptions options, Build build) {
        ForkJoinPool pool = new ForkJoinPool(options.threads());
        try {
            return build.with(pool);
        } finally {
            pool.shutdown();
        }
    }

    private static OnHeapGraphIndex link(
            GraphIndexBuilder builder,
            MatrixScores scores,
            int from,
            int to,
            GraphOptions options,
            ForkJoinPool pool,
            ProgressListener progress) {
        progress.start("linking rows into the graph", (long) to - from, "rows");
        try {
            AtomicInteger next = new AtomicInteger(from);
            List<ForkJoinTask<?>> workers = new ArrayList<>();
            for (int i = 0; i < options.threads(); i++) {
                workers.add(pool.submit(() -> {
                    int first;
                    while ((first = next.getAndAdd(CHUNK)) < to && first >= from) {
                        int end = Math.min(to, first + CHUNK);
                        for (int row = first; row < end; row++) {
                            builder.addGraphNode(row, scores.searchProviderFor(row));
                        }
                        progress.advance(end - first);
                    }
                }));
            }
            workers.forEach(ForkJoinTask::join);
            builder.cleanup();
            OnHeapGraphIndex graph = (OnHeapGraphIndex) builder.getGraph();
            // cleanup() leaves this out for a graph of no rows, which then could not be saved.
            graph.setAllMutationsCompleted();
            return graph;
        } finally {
            progress.end();
        }
    }
}
