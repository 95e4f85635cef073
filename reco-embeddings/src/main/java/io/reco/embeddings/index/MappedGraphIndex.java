package io.reco.embeddings.index;

import io.github.jbellis.jvector.disk.MappedChunkReader;
import io.github.jbellis.jvector.disk.ReaderSupplier;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.disk.OnDiskGraphIndex;
import io.reco.core.bundle.ModelBundle;
import io.reco.core.vector.BatchRowFilter;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Kernels;
import io.reco.core.vector.Metric;
import io.reco.core.vector.RowFilter;
import io.reco.core.vector.SearchHits;
import io.reco.core.vector.VectorKernels;
import io.reco.core.vector.VectorSearch;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * The graph of a {@link GraphIndex} on disk, mapped into memory: graph and vectors may be larger than the heap and larger than
 * memory. The heap holds the upper layers of the graph and, for cosines, one float a row.
 *
 * <p>Hits, scores and filters as for {@link GraphIndex}. Where that one falls back to exact search, this one reads every
 * accepted row from the file. A vector lies beside its neighbours, so a step of the walk touches one or two pages a row.
 *
 * <p>Safe for use by several threads. Close it when no search runs any more; copies with another width share its file.
 */
public final class MappedGraphIndex implements VectorSearch, Closeable {
    private final OnDiskGraphIndex graph;
    private final ReaderSupplier readers;
    private final GraphSearch search;
    private final GraphOptions options;
    private final long fileBytes;

    private MappedGraphIndex(
            OnDiskGraphIndex graph, ReaderSupplier readers, GraphSearch search, GraphOptions options, long fileBytes) {
        this.graph = graph;
        this.readers = readers;
        this.search = search;
        this.options = options;
        this.fileBytes = fileBytes;
    }

    /**
     * Opens what {@link GraphIndex#saveMapped} wrote. Reads the whole file once to check its hash.
     *
     * @throws IOException if a file is missing or damaged; the message names it
     */
    public static MappedGraphIndex open(Path directory) throws IOException {
        JVector.prepare();
        try (ModelBundle bundle = ModelBundle.open(directory.resolve(MappedFiles.BUNDLE), MappedFiles.KIND)) {
            MappedFiles.Configuration c = bundle.configuration(MappedFiles.Configuration.class);
            float[] perRow = bundle.floats(MappedFiles.PER_ROW);
            Path file = directory.resolve(c.file());
            check(file, c);
            return open(file, c, perRow);
        } catch (IllegalArgumentException e) {
            throw new IOException(directory + ": not a usable index: " + e.getMessage(), e);
        }
    }

    private static void check(Path file, MappedFiles.Configuration c) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + ": is missing");
        }
        if (Files.size(file) != c.size()) {
            throw new IOException(file + ": " + Files.size(file) + " bytes, the manifest says " + c.size());
        }
        String hash = MappedFiles.sha256(file);
        if (!hash.equals(c.sha256())) {
            throw new IOException(file + ": SHA-256 " + hash + ", the manifest says " + c.sha256());
        }
    }

    private static MappedGraphIndex open(Path file, MappedFiles.Configuration c, float[] perRow) throws IOException {
        GraphBundle.Configuration index = c.index();
        VectorKernels kernels = Kernels.get().kernels();
        RowScale scale = new RowScale(index.metric(), perRow, index.radius());
        ReaderSupplier readers = new MappedChunkReader.Supplier(file);
        OnDiskGraphIndex graph;
        try {
            graph = OnDiskGraphIndex.load(readers);
            if (graph.size(0) != index.rows() || graph.getDimension() != index.dim()) {
                throw new IOException(file + ": " + graph.size(0) + " rows of dim " + graph.getDimension()
                        + ", the manifest says " + index.rows() + " of dim " + index.dim());
            }
        } catch (IOException | RuntimeException e) {
            readers.close();
            throw e;
        }
        GraphSearch search = new GraphSearch(
                index.rows(),
                index.dim(),
                index.metric(),
                index.width(),
                () -> {
                    GraphSearcher searcher = new GraphSearcher(graph);
                    OnDiskGraphIndex.View view = (OnDiskGraphIndex.View) searcher.getView();
                    return new GraphWalk(searcher, new MappedVectors(view, index.dim()), scale, kernels);
                },
                null);
        return new MappedGraphIndex(graph, readers, search, index.options(), c.size());
    }

    /** Returns a copy that finds this many candidates, or k if that is more, before a walk ends. */
    public MappedGraphIndex withWidth(int width) {
        return with(search.withWidth(width));
    }

    /** Returns a copy that answers the queries of a batch with up to {@code threads} threads, the calling one included. */
    public MappedGraphIndex withThreads(Executor executor, int threads) {
        return with(search.withThreads(executor, threads));
    }

    /** Returns a copy that orders equal scores by {@code tieRank[row]}; not copied, not modified. */
    public MappedGraphIndex withTieRank(int[] tieRank) {
        return with(search.withTieRank(tieRank, null));
    }

    private MappedGraphIndex with(GraphSearch newSearch) {
        return new MappedGraphIndex(graph, readers, newSearch, options, fileBytes);
    }

    /** Returns how the graph was built. */
    public GraphOptions options() {
        return options;
    }

    /** Returns how many candidates a walk finds before it ends. */
    public int width() {
        return search.width();
    }

    /** Returns the size of the file of graph and vectors. */
    public long fileBytes() {
        return fileBytes;
    }

    @Override
    public int rows() {
        return search.rows();
    }

    @Override
    public int dim() {
        return search.dim();
    }

    @Override
    public Metric metric() {
        return search.metric();
    }

    @Override
    public SearchHits search(float[] query, int k, RowFilter filter) {
        return search.search(query, k, filter);
    }

    @Override
    public List<SearchHits> searchAll(FloatMatrix queries, int k, BatchRowFilter filter) {
        return search.searchAll(queries, k, filter);
    }

    /** Unmaps the file. */
    @Override
    public void close() throws IOException {
        graph.close();
        readers.close();
    }
}
