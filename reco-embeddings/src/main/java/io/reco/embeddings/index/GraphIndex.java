package io.reco.embeddings.index;

import static java.util.Objects.requireNonNull;

import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.OnHeapGraphIndex;
import io.reco.core.progress.ProgressListener;
import io.reco.core.vector.BatchRowFilter;
import io.reco.core.vector.ExactSearch;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Kernels;
import io.reco.core.vector.Metric;
import io.reco.core.vector.RowFilter;
import io.reco.core.vector.SearchHits;
import io.reco.core.vector.VectorKernels;
import io.reco.core.vector.VectorSearch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Approximate search in memory: a graph that links each row to near ones, walked from an entry towards the query.
 *
 * <p>The graph is JVector's: layers as in HNSW (Malkov and Yashunin, 2018), edges pruned by the rule of Vamana (DiskANN,
 * 2019). Similarities come from the kernels of this library. Scores of hits are those of {@link ExactSearch}, to the bit; only which rows are found is approximate. A larger
 * {@linkplain #withWidth width} finds more and takes longer, roughly in proportion.
 *
 * <p>Filters are asked on the way, so k hits come back whenever k rows are accepted. If the walk has been through one in 64
 * rows without finding enough accepted ones, or ends with fewer than k, the search is done by {@link ExactSearch} instead; so
 * are searches whose width is above an eighth of the rows, and a query of zeros.
 *
 * <p>Of equal rows a walk reaches about as many as {@linkplain GraphOptions#degree degree}: their edges lead to one another, and
 * no width finds the copies beyond. With groups of 100 to 400 equal rows the recall of the best 50 was 0.82 to 0.89. Where many
 * rows are equal (metadata vectors of tracks that share artist, album, genres and tags), use {@link ExactSearch}.
 *
 * <p>Immutable, safe for use by several threads, as long as nobody writes to the vectors. {@link #append} returns a new index.
 */
public final class GraphIndex implements VectorSearch {

    /** Width of an index for which none was chosen. */
    public static final int DEFAULT_WIDTH = 100;

    final FloatMatrix vectors;
    final OnHeapGraphIndex graph;
    final RowScale scale;
    final GraphOptions options;
    final String vectorsHash;

    private final VectorKernels kernels;
    private final GraphSearch search;

    private GraphIndex(
            FloatMatrix vectors,
            OnHeapGraphIndex graph,
            RowScale scale,
            GraphOptions options,
            String vectorsHash,
            VectorKernels kernels,
            @Nullable GraphSearch search) {
        this.vectors = vectors;
        this.graph = graph;
        this.scale = scale;
        this.options = options;
        this.vectorsHash = vectorsHash;
        this.kernels = kernels;
        this.search = search != null
                ? search
                : new GraphSearch(
                        vectors.rows(),
                        vectors.dim(),
                        scale.metric,
                        DEFAULT_WIDTH,
                        () -> new GraphWalk(new GraphSearcher(graph), new MatrixVectors(vectors), scale, kernels),
                        ExactSearch.of(vectors, scale.metric, kernels));
    }

    /**
     * Builds an index. Takes about rows * log(rows) * buildWidth inner products.
     *
     * @param vectors finite, norms below 2<sup>60</sup>; not copied, not modified
     * @throws IllegalArgumentException if a row cannot be used; the message names it
     * @throws IllegalStateException if the graph will not fit the heap; the message says what would help
     */
    public static GraphIndex build(
            FloatMatrix vectors, Metric metric, GraphOptions options, ProgressListener progress) {
        requireNonNull(progress, "progress");
        JVector.prepare();
        VectorKernels kernels = Kernels.get().kernels();
        requireFits(vectors.rows(), options);
        RowScale scale = RowScale.of(vectors, metric);
        MatrixScores scores = new MatrixScores(vectors, scale, kernels);
        OnHeapGraphIndex graph = GraphBuild.build(scores, vectors.dim(), vectors.rows(), options, progress);
        String hash = RowHash.of(vectors, vectors.rows());
        return new GraphIndex(vectors, graph, scale, options, hash, kernels, null);
    }

    /** As {@link #build(FloatMatrix, Metric, GraphOptions, ProgressListener)}, unheard. */
    public static GraphIndex build(FloatMatrix vectors, Metric metric, GraphOptions options) {
        return build(vectors, metric, options, ProgressListener.none());
    }

    /** Returns about how many bytes of heap the graph takes, the vectors not counted. */
    public static long memoryEstimate(int rows, GraphOptions options) {
        // A row: neighbours and their similarities with room to grow, some objects; upper layers add a thirtieth.
        return (long) (rows * (8.0 * options.degree() * options.overflow() + 160) * 31 / 30);
    }

    /**
     * Returns an index of more rows; this one stays as it is. Costs a copy of the graph and the linking of the new rows.
     *
     * @param more the vectors of this index, then the new ones; not copied, not modified
     * @throws IllegalArgumentException if the first rows are not those of this index
     */
    public GraphIndex append(FloatMatrix more, ProgressListener progress) throws IOException {
        if (more.dim() != vectors.dim() || more.rows() < vectors.rows()) {
            throw new IllegalArgumentException("vectors: " + more.rows() + " rows of dim " + more.dim()
                    + " do not begin with the " + vectors.rows() + " rows of dim " + vectors.dim() + " of the index");
        }
        if (!RowHash.of(more, vectors.rows()).equals(vectorsHash)) {
            throw new IllegalArgumentException(
                    "vectors: the first " + vectors.rows() + " rows are not those of the index");
        }
        if (vectors.rows() == 0) { // no radius for inner products yet
            return build(more, scale.metric, options, progress).withWidth(width());
        }
        requireFits(more.rows(), options);
        RowScale.of(more, scale.metric); // refuses rows that cannot be used
        RowScale newScale = RowScale.of(more, scale.metric, scale.radius);
        OnHeapGraphIndex newGraph = GraphBuild.append(
                GraphBuild.write(graph),
                new MatrixScores(more, newScale, kernels),
                more.dim(),
                vectors.rows(),
                more.rows(),
                options,
                progress);
        return new GraphIndex(more, newGraph, newScale, options, RowHash.of(more, more.rows()), kernels, null)
                .withWidth(width());
    }

    /** Returns a copy that finds this many candidates, or k if that is more, before a walk ends. */
    public GraphIndex withWidth(int width) {
        return with(search.withWidth(width));
    }

    /**
     * Returns a copy that answers the queries of a batch with up to {@code threads} threads: the calling one and helpers from
     * the executor. One query is always answered by one thread.
     */
    public GraphIndex withThreads(Executor executor, int threads) {
        return with(search.withThreads(executor, threads));
    }

    /** Returns a copy that orders equal scores by {@code tieRank[row]}; not copied, not modified. */
    public GraphIndex withTieRank(int[] tieRank) {
        return with(search.withTieRank(
                tieRank, ExactSearch.of(vectors, scale.metric, kernels).withTieRank(tieRank)));
    }

    /**
     * Writes a bundle that holds the graph and the hash of the vectors, not the vectors.
     *
     * @param directory made or replaced as a whole
     */
    public void save(Path directory) throws IOException {
        GraphBundle.save(this, directory);
    }

    /**
     * Reads an index that {@link #save} wrote.
     *
     * @param vectors the rows it was built over
     * @throws IOException if the files are damaged or belong to other vectors; the message says which
     */
    public static GraphIndex load(Path directory, FloatMatrix vectors) throws IOException {
        JVector.prepare();
        return GraphBundle.load(directory, vectors);
    }

    /**
     * Writes graph and vectors for {@link MappedGraphIndex#open}, which needs neither in memory.
     *
     * @param directory made if there is none; another index of this kind in it is replaced
     */
    public void saveMapped(Path directory) throws IOException {
        MappedFiles.save(this, directory);
    }

    static GraphIndex of(
            FloatMatrix vectors, OnHeapGraphIndex graph, RowScale scale, GraphOptions options, String vectorsHash) {
        return new GraphIndex(
                vectors, graph, scale, options, vectorsHash, Kernels.get().kernels(), null);
    }

    /** Returns how the graph was built. */
    public GraphOptions options() {
        return options;
    }

    /** Returns how many candidates a walk finds before it ends. */
    public int width() {
        return search.width();
    }

    /** Returns the bytes of heap of the graph, the vectors not counted. */
    public long graphBytes() {
        return graph.ramBytesUsed();
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

    private GraphIndex with(GraphSearch newSearch) {
        return new GraphIndex(vectors, graph, scale, options, vectorsHash, kernels, newSearch);
    }

    private static void requireFits(int rows, GraphOptions options) {
        long needed = memoryEstimate(rows, options);
        Runtime runtime = Runtime.getRuntime();
        long available = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        if (needed > available) {
            System.gc();
            available = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        }
        if (needed > available) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "a graph of %,d rows takes about %,d MB of heap, %,d MB are free; start the JVM with a larger -Xmx, or"
                            + " lower degree (%d)",
                    rows,
                    needed >> 20,
                    available >> 20,
                    options.degree()));
        }
    }
}
