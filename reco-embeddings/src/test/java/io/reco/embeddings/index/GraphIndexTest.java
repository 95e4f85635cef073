package io.reco.embeddings.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.reco.core.io.FileReplacement;
import io.reco.core.progress.ProgressListener;
import io.reco.core.vector.ExactSearch;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Metric;
import io.reco.core.vector.SearchHits;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

class GraphIndexTest {

    private final Random random = new Random(77);

    @TempDir
    Path directory;

    @Test
    void aWiderSearchFindsMoreAndScoresAreThoseOfExactSearch() {
        FloatMatrix vectors = gaussians(6_000, 24);
        FloatMatrix queries = gaussians(60, 24);
        for (Metric metric : List.of(Metric.DOT, Metric.COSINE)) {
            GraphIndex index = GraphIndex.build(
                    vectors, metric, GraphOptions.DEFAULT.withDegree(8).withBuildWidth(20));
            ExactSearch exact = ExactSearch.of(vectors, metric);
            RecallReport report = RecallReport.measure(exact, index::withWidth, queries, 10, 10, 300);
            assertThat(report.exact().recall()).isEqualTo(1);
            assertThat(report.points().get(0).recall()).as("%s", metric).isBetween(0.2, 0.7);
            assertThat(report.points().get(1).recall()).as("%s", metric).isGreaterThan(0.9);
            SearchHits found = index.withWidth(300).search(row(queries, 0), 10);
            SearchHits all = exact.search(row(queries, 0), 6_000);
            for (int i = 0; i < 10; i++) {
                int row = found.row(i);
                int at = 0;
                while (all.row(at) != row) {
                    at++;
                }
                assertThat(found.score(i)).as("to the bit").isEqualTo(all.score(at));
            }
        }
    }

    @Test
    void oneThreadBuildsTheSameGraphEveryTimeAndThreadsAnswerBatchesAlike() {
        FloatMatrix vectors = gaussians(2_000, 10);
        FloatMatrix queries = gaussians(50, 10);
        GraphIndex index =
                GraphIndex.build(vectors, Metric.COSINE, GraphOptions.DEFAULT).withWidth(15);
        List<SearchHits> hits = index.searchAll(queries, 10);
        assertThat(GraphIndex.build(vectors, Metric.COSINE, GraphOptions.DEFAULT)
                        .withWidth(15)
                        .searchAll(queries, 10))
                .isEqualTo(hits);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            assertThat(index.withThreads(pool, 3).searchAll(queries, 10)).isEqualTo(hits);
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void severalThreadsBuildAUsableGraph() {
        FloatMatrix vectors = gaussians(3_000, 10);
        GraphIndex index = GraphIndex.build(vectors, Metric.COSINE, GraphOptions.DEFAULT.withThreads(3));
        RecallReport report = RecallReport.measure(
                ExactSearch.of(vectors, Metric.COSINE), index::withWidth, gaussians(40, 10), 10, 100);
        assertThat(report.points().get(0).recall()).isGreaterThan(0.97);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void saveAndLoadChangeNothingInMemoryAndMapped(Metric metric) throws IOException {
        FloatMatrix vectors = gaussians(1_500, 19);
        if (metric == Metric.COSINE_OF_UNIT_ROWS) {
            vectors.normalizeRows();
        }
        FloatMatrix queries = gaussians(40, 19);
        GraphIndex index =
                GraphIndex.build(vectors, metric, GraphOptions.DEFAULT).withWidth(12);
        List<SearchHits> hits = index.searchAll(queries, 7);
        index.save(directory.resolve("memory"));
        GraphIndex loaded = GraphIndex.load(directory.resolve("memory"), vectors);
        assertThat(loaded.searchAll(queries, 7)).isEqualTo(hits);
        assertThat(loaded.width()).isEqualTo(12);
        assertThat(loaded.options()).isEqualTo(index.options());
        index.saveMapped(directory.resolve("mapped"));
        index.saveMapped(directory.resolve("mapped")); // over itself
        try (MappedGraphIndex mapped = MappedGraphIndex.open(directory.resolve("mapped"))) {
            assertThat(mapped.searchAll(queries, 7)).isEqualTo(hits);
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void anIndexOfNoRowsIsSavedLoadedAndAppendedTo(Metric metric) throws IOException {
        FloatMatrix none = FloatMatrix.allocate(0, 6);
        GraphIndex empty = GraphIndex.build(none, metric, GraphOptions.DEFAULT);
        empty.save(directory.resolve("memory"));
        GraphIndex loaded = GraphIndex.load(directory.resolve("memory"), none);
        assertThat(loaded.rows()).isZero();
        assertThat(loaded.search(new float[] {1, 2, 3, 4, 5, 6}, 3).size()).isZero();
        assertThat(loaded.append(none, ProgressListener.none()).rows()).isZero();
        empty.saveMapped(directory.resolve("mapped"));
        try (MappedGraphIndex mapped = MappedGraphIndex.open(directory.resolve("mapped"))) {
            assertThat(mapped.rows()).isZero();
            assertThat(mapped.search(new float[] {1, 2, 3, 4, 5, 6}, 3).size()).isZero();
        }

        FloatMatrix some = gaussians(1_200, 6);
        if (metric == Metric.COSINE_OF_UNIT_ROWS) {
            some.normalizeRows();
        }
        FloatMatrix queries = gaussians(20, 6);
        GraphIndex more = loaded.append(some, ProgressListener.none());
        assertThat(more.searchAll(queries, 5))
                .isEqualTo(GraphIndex.build(some, metric, GraphOptions.DEFAULT).searchAll(queries, 5));
        more.save(directory.resolve("memory"));
        assertThat(GraphIndex.load(directory.resolve("memory"), some).searchAll(queries, 5))
                .isEqualTo(more.searchAll(queries, 5));
    }

    @Test
    void appendedRowsAreFoundAndTheOldIndexStaysAsItIs() throws IOException {
        FloatMatrix all = gaussians(2_600, 14);
        for (int r = 2_000; r < 2_600; r++) { // longer than any row so far
            float[] row = row(all, r);
            for (int i = 0; i < 14; i++) {
                row[i] *= 3;
            }
            all.setRow(r, row, 0);
        }
        FloatMatrix first = FloatMatrix.allocate(2_000, 14);
        for (int r = 0; r < 2_000; r++) {
            first.setRow(r, row(all, r), 0);
        }
        FloatMatrix queries = gaussians(40, 14);
        for (Metric metric : List.of(Metric.COSINE, Metric.DOT)) {
            GraphIndex index = GraphIndex.build(first, metric, GraphOptions.DEFAULT);
            List<SearchHits> before = index.searchAll(queries, 10);
            index.save(directory.resolve(metric.name()));
            GraphIndex more =
                    GraphIndex.load(directory.resolve(metric.name()), first).append(all, ProgressListener.none());
            assertThat(more.rows()).isEqualTo(2_600);
            RecallReport report = RecallReport.measure(ExactSearch.of(all, metric), more::withWidth, queries, 10, 100);
            assertThat(report.points().get(0).recall()).as("%s", metric).isGreaterThan(0.95);
            assertThat(index.rows()).isEqualTo(2_000);
            assertThat(index.searchAll(queries, 10)).isEqualTo(before);
            more.saveMapped(directory.resolve("mapped-" + metric));
            try (MappedGraphIndex mapped = MappedGraphIndex.open(directory.resolve("mapped-" + metric))) {
                assertThat(mapped.searchAll(queries, 10)).isEqualTo(more.searchAll(queries, 10));
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> index.append(gaussians(2_600, 14), ProgressListener.none()))
                    .withMessageContaining("the first 2000 rows are not those of the index");
        }
    }

    @Test
    void theGraphIsForWhoMayReadTheBundle() throws IOException {
        Path mapped = directory.resolve("mapped");
        GraphIndex.build(gaussians(300, 6), Metric.DOT, GraphOptions.DEFAULT).saveMapped(mapped);
        List<Path> files = files(mapped);
        assertThat(files).hasSize(2);
        Path graph = files.stream().filter(Files::isRegularFile).findFirst().orElseThrow();
        assertThat(graph.getFileName().toString()).startsWith("graph-").endsWith(".jvector");
        assumeTrue(Files.getFileStore(graph).supportsFileAttributeView(PosixFileAttributeView.class));
        assertThat(Files.getPosixFilePermissions(graph))
                .isEqualTo(Files.getPosixFilePermissions(mapped.resolve("index/weights.safetensors")))
                .isEqualTo(Files.getPosixFilePermissions(Files.createFile(directory.resolve("plain"))));
    }

    @Test
    void whatKilledSavesHaveLeftIsNamed() throws IOException {
        GraphIndex index = GraphIndex.build(gaussians(300, 6), Metric.DOT, GraphOptions.DEFAULT);
        Path left = FileReplacement.temporary(directory.resolve("graph"));
        Path leftBefore = Files.createFile(directory.resolve(".graph-4711.tmp")); // by earlier versions
        Logger logger = (Logger) LoggerFactory.getLogger(MappedFiles.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            index.saveMapped(directory);
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .hasSize(2)
                .anyMatch(text -> text.startsWith(left + " was left by a save that did not end"))
                .anyMatch(text -> text.startsWith(leftBefore + " was left by a save that did not end"));
        assertThat(files(directory)).hasSize(4).contains(left, leftBefore);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Test
    void otherVectorsAreRefused() throws IOException {
        FloatMatrix vectors = gaussians(300, 6);
        GraphIndex.build(vectors, Metric.DOT, GraphOptions.DEFAULT).save(directory.resolve("g"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> GraphIndex.load(directory.resolve("g"), gaussians(300, 6)))
                .withMessageContaining("other vectors");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> GraphIndex.load(directory.resolve("g"), gaussians(301, 6)))
                .withMessageContaining("300 rows");
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        FloatMatrix vectors = gaussians(300, 6);
        GraphIndex index = GraphIndex.build(vectors, Metric.DOT, GraphOptions.DEFAULT);
        index.save(directory.resolve("g"));
        Path weights = directory.resolve("g/weights.safetensors");
        byte[] whole = Files.readAllBytes(weights);
        whole[whole.length - 9] ^= 4;
        Files.write(weights, whole);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> GraphIndex.load(directory.resolve("g"), vectors))
                .withMessageContaining("SHA-256");
        index.saveMapped(directory.resolve("m"));
        Path graph;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve("m"), "graph-*")) {
            graph = files.iterator().next();
        }
        byte[] bytes = Files.readAllBytes(graph);
        Files.write(graph, java.util.Arrays.copyOf(bytes, bytes.length - 5));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> MappedGraphIndex.open(directory.resolve("m")))
                .withMessageContaining("bytes, the manifest says");
        bytes[bytes.length / 2] ^= 1;
        Files.write(graph, bytes);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> MappedGraphIndex.open(directory.resolve("m")))
                .withMessageContaining("SHA-256");
        Files.delete(graph);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> MappedGraphIndex.open(directory.resolve("m")))
                .withMessageContaining("is missing");
    }

    @Test
    void rowsThatCannotBeUsedAreNamed() {
        FloatMatrix vectors = gaussians(20, 3);
        vectors.setRow(7, new float[] {1, Float.NaN, 0}, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphIndex.build(vectors, Metric.COSINE, GraphOptions.DEFAULT))
                .withMessage("Row 7, component 1: NaN is not finite");
        vectors.setRow(7, new float[] {1e30f, 0, 0}, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphIndex.build(vectors, Metric.COSINE, GraphOptions.DEFAULT))
                .withMessageContaining("Row 7: a norm of");
    }

    @Test
    void optionsNameFieldAndValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphOptions.DEFAULT.withDegree(1))
                .withMessageContaining("degree: 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphOptions.DEFAULT.withBuildWidth(31))
                .withMessageContaining("buildWidth: 31 is not in [32");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphOptions.DEFAULT.withAlpha(Float.NaN))
                .withMessageContaining("alpha: NaN");
    }

    private FloatMatrix gaussians(int rows, int dim) {
        FloatMatrix m = FloatMatrix.allocate(rows, dim);
        float[] row = new float[dim];
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < dim; i++) {
                row[i] = (float) random.nextGaussian();
            }
            m.setRow(r, row, 0);
        }
        return m;
    }

    private static float[] row(FloatMatrix m, int r) {
        float[] row = new float[m.dim()];
        m.copyRow(r, row, 0);
        return row;
    }
}
