package io.reco.embeddings.index;

import io.github.jbellis.jvector.graph.OnHeapGraphIndex;
import io.reco.core.bundle.BundleWriter;
import io.reco.core.bundle.ModelBundle;
import io.reco.core.bundle.Provenance;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Kernels;
import io.reco.core.vector.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Graphs in memory as bundles. */
final class GraphBundle {
    static final String KIND = "vector-graph";
    private static final String GRAPH = "graph";

    private GraphBundle() {}

    /**
     * What the manifest says of the vectors and the graph.
     *
     * @param radius see {@link RowScale}
     * @param vectorsHash SHA-256 of the components
     */
    record Configuration(
            Metric metric, int rows, int dim, double radius, String vectorsHash, int width, GraphOptions options) {

        static Configuration of(GraphIndex index) {
            return new Configuration(
                    index.metric(),
                    index.rows(),
                    index.dim(),
                    index.scale.radius,
                    index.vectorsHash,
                    index.width(),
                    index.options());
        }
    }

    static void save(GraphIndex index, Path directory) throws IOException {
        byte[] graph = GraphBuild.write(index.graph);
        try (BundleWriter out = ModelBundle.writer(directory, KIND)) {
            out.configuration(Configuration.of(index))
                    .provenance(provenance(index))
                    .tensor(GRAPH, graph, graph.length)
                    .commit();
        }
    }

    static GraphIndex load(Path directory, FloatMatrix vectors) throws IOException {
        try (ModelBundle bundle = ModelBundle.open(directory, KIND)) {
            Configuration c = bundle.configuration(Configuration.class);
            if (vectors.rows() != c.rows() || vectors.dim() != c.dim()) {
                throw new IOException(directory + ": belongs to " + c.rows() + " rows of dim " + c.dim() + ", not to "
                        + vectors.rows() + " rows of dim " + vectors.dim());
            }
            if (!RowHash.of(vectors, vectors.rows()).equals(c.vectorsHash())) {
                throw new IOException(directory + ": belongs to other vectors of the same size");
            }
            RowScale scale = RowScale.of(vectors, c.metric(), c.radius());
            MatrixScores scores = new MatrixScores(vectors, scale, Kernels.get().kernels());
            OnHeapGraphIndex graph = GraphBuild.read(bundle.bytes(GRAPH), scores, c.dim(), c.options());
            graph.setAllMutationsCompleted();
            if (graph.size(0) != c.rows()) {
                throw new IOException(
                        directory + ": the graph holds " + graph.size(0) + " rows, the manifest says " + c.rows());
            }
            return GraphIndex.of(vectors, graph, scale, c.options(), c.vectorsHash())
                    .withWidth(c.width());
        } catch (IllegalArgumentException e) {
            throw new IOException(directory + ": not a usable index: " + e.getMessage(), e);
        }
    }

    static Provenance provenance(GraphIndex index) {
        return new Provenance(
                index.vectorsHash,
                new TreeMap<>(Map.of("rows", (long) index.rows())),
                0,
                index.options().threads(),
                new TreeMap<>(Map.of("java", Runtime.version().toString())),
                Kernels.get().name(),
                new TreeMap<>());
    }
}
