package io.reco.benchmarks;

import io.reco.core.vector.ExactSearch;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Metric;
import io.reco.embeddings.index.GraphIndex;
import io.reco.embeddings.index.GraphOptions;
import io.reco.embeddings.index.MappedGraphIndex;
import io.reco.embeddings.index.RecallReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Recall against latency of the graph index on clustered vectors, in memory and from a mapped file; writes the vectors for the
 * peer ({@code ann_faiss.py}).
 *
 * <pre>{@code
 * AnnDriver [ROWS [THREADS [DIRECTORY]]]      1000000 1, a temporary directory
 * }</pre>
 */
public final class AnnDriver {
    private static final int DIM = 128;
    private static final int QUERIES = 1_000;
    private static final int[] WIDTHS = {10, 20, 40, 60, 80, 120, 200, 400};

    private AnnDriver() {}

    /** Runs. */
    public static void main(String[] args) throws IOException {
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int threads = args.length > 1 ? Integer.parseInt(args[1]) : 1;
        Path directory = args.length > 2 ? Path.of(args[2]) : Files.createTempDirectory("reco-ann");
        Files.createDirectories(directory);
        FloatMatrix vectors = clustered(rows, Math.max(1, rows / 100), 1);
        FloatMatrix queries = clustered(QUERIES, Math.max(1, rows / 100), 2);
        NpyFile.write(directory.resolve("vectors.npy"), vectors);
        NpyFile.write(directory.resolve("queries.npy"), queries);

        long cpu = ProcessUsage.processorNanos();
        long start = System.nanoTime();
        GraphIndex index =
                GraphIndex.build(vectors, Metric.COSINE_OF_UNIT_ROWS, GraphOptions.DEFAULT.withThreads(threads));
        out(
                "build: %.1f s wall, %.1f s processor, graph %d MB, vectors %d MB, options %s",
                (System.nanoTime() - start) / 1e9,
                (ProcessUsage.processorNanos() - cpu) / 1e9,
                index.graphBytes() >> 20,
                4L * rows * DIM >> 20,
                index.options());
        ExactSearch exact = ExactSearch.of(vectors, Metric.COSINE_OF_UNIT_ROWS);
        out("in memory%n%s", RecallReport.measure(exact, index::withWidth, queries, 10, WIDTHS));
        index.saveMapped(directory.resolve("mapped"));
        try (MappedGraphIndex mapped = MappedGraphIndex.open(directory.resolve("mapped"))) {
            out(
                    "mapped, file %d MB%n%s",
                    mapped.fileBytes() >> 20, RecallReport.measure(exact, mapped::withWidth, queries, 10, WIDTHS));
        }
    }

    /** Unit vectors around random centres (drawn from seed 0 in any case), the sizes of clusters by a power law. */
    static FloatMatrix clustered(int rows, int clusters, long seed) {
        FloatMatrix centres = FloatMatrix.allocate(clusters, DIM);
        SplittableRandom random = new SplittableRandom(0);
        float[] row = new float[DIM];
        for (int c = 0; c < clusters; c++) {
            gaussians(random, row);
            centres.setRow(c, row, 0);
        }
        centres.normalizeRows();
        random = new SplittableRandom(seed);
        FloatMatrix matrix = FloatMatrix.allocate(rows, DIM);
        for (int r = 0; r < rows; r++) {
            double u = random.nextDouble();
            int c = (int) (clusters * u * u);
            gaussians(random, row);
            for (int i = 0; i < DIM; i++) {
                row[i] = centres.get(c, i) + row[i] * 0.06f;
            }
            matrix.setRow(r, row, 0);
        }
        matrix.normalizeRows();
        return matrix;
    }

    private static void gaussians(SplittableRandom random, float[] row) {
        for (int i = 0; i < row.length; i += 2) {
            double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
            double angle = 2 * Math.PI * random.nextDouble();
            row[i] = (float) (radius * Math.cos(angle));
            row[i + 1] = (float) (radius * Math.sin(angle));
        }
    }

    private static void out(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
