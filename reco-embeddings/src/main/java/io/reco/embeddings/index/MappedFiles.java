package io.reco.embeddings.index;

import io.github.jbellis.jvector.graph.disk.OnDiskGraphIndexWriter;
import io.github.jbellis.jvector.graph.disk.OrdinalMapper;
import io.github.jbellis.jvector.graph.disk.feature.Feature;
import io.github.jbellis.jvector.graph.disk.feature.FeatureId;
import io.github.jbellis.jvector.graph.disk.feature.InlineVectors;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import io.reco.core.bundle.BundleWriter;
import io.reco.core.bundle.ModelBundle;
import io.reco.core.io.FileReplacement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of an index on disk: {@code graph-*.jvector} with each row's vector beside its neighbours, and a bundle {@code
 * index} that names that file, its size and its hash. The bundle is replaced in one step after the graph is complete.
 */
final class MappedFiles {
    static final String KIND = "vector-graph-mapped";
    static final String BUNDLE = "index";
    static final String PER_ROW = "per-row";
    private static final String GRAPH = "graph";
    private static final Logger LOG = LoggerFactory.getLogger(MappedFiles.class);

    private MappedFiles() {}

    /** What the manifest says. */
    record Configuration(GraphBundle.Configuration index, String file, long size, String sha256) {}

    static void save(GraphIndex index, Path directory) throws IOException {
        Files.createDirectories(directory);
        nameLeftovers(directory);
        Path temporary = FileReplacement.temporary(directory.resolve(GRAPH));
        try {
            writeGraph(index, temporary);
            String hash = sha256(temporary);
            String name = GRAPH + "-" + hash.substring(0, 16) + ".jvector";
            long size = Files.size(temporary);
            Files.move(temporary, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            try (BundleWriter out = ModelBundle.writer(directory.resolve(BUNDLE), KIND)) {
                out.configuration(new Configuration(GraphBundle.Configuration.of(index), name, size, hash))
                        .provenance(GraphBundle.provenance(index))
                        .tensor(PER_ROW, index.scale.perRow, index.scale.perRow.length)
                        .commit();
            }
            deleteOthers(directory, name);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void writeGraph(GraphIndex index, Path file) throws IOException {
        int dim = index.dim();
        VectorTypeSupport types = VectorizationProvider.getInstance().getVectorTypeSupport();
        IntFunction<Feature.State> vectorOf = row -> {
            float[] vector = new float[dim];
            index.vectors.copyRow(row, vector, 0);
            VectorFloat<?> copy = types.createFloatVector(vector);
            return new InlineVectors.State(copy);
        };
        Map<FeatureId, IntFunction<Feature.State>> features = new EnumMap<>(FeatureId.class);
        features.put(FeatureId.INLINE_VECTORS, vectorOf);
        try (OnDiskGraphIndexWriter writer =
                (OnDiskGraphIndexWriter) new OnDiskGraphIndexWriter.Builder(index.graph, file)
                        .with(new InlineVectors(dim))
                        .withMapper(new OrdinalMapper.IdentityMapper(index.rows() - 1))
                        .build()) {
            writer.write(features);
        }
    }

    static String sha256(Path file) throws IOException {
        MessageDigest digest = RowHash.sha256();
        byte[] buffer = new byte[1 << 20];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Another process may be saving, so what a killed one has left is told and not deleted; as for bundles. */
    private static void nameLeftovers(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, ".graph{.tmp-*,-*.tmp}")) {
            for (Path file : files) {
                LOG.warn("{} was left by a save that did not end; delete it unless another process is saving", file);
            }
        }
    }

    private static void deleteOthers(Path directory, String kept) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "graph-*.jvector")) {
            for (Path file : files) {
                if (!file.endsWith(kept)) {
                    Files.delete(file);
                }
            }
        }
    }
}
