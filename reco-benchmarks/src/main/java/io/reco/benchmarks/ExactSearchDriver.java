package io.reco.benchmarks;

import io.reco.core.vector.ExactSearch;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Metric;
import io.reco.core.vector.QuantizedSearch;
import io.reco.core.vector.SearchHits;
import io.reco.core.vector.VectorSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Exact search of floats and bytes beside faiss-flat ({@code exact_faiss.py}), in turns over the same vectors: 1 query, 64 and
 * 1,024 at a time, with 1 and 2 threads; medians over the rounds.
 *
 * <pre>{@code
 * ExactSearchDriver [ROWS [ROUNDS [DIRECTORY [PYTHON]]]]      1000000 7, a temporary directory, /usr/bin/python3
 * }</pre>
 *
 * <p>Run it in the root of the project, or give the script by {@code -Dreco.benchmarks.exactFaiss=...}. A {@code PYTHON} of
 * {@code -} leaves the peer out.
 */
public final class ExactSearchDriver {
    private static final int DIM = 128;
    private static final int K = 100;
    private static final int[] BATCHES = {1, 64, 1024};
    private static final long WARM_UP_NANOS = 4_000_000_000L;

    private final FloatMatrix vectors;
    private final FloatMatrix queries;
    private final ExactSearch floats;
    private final QuantizedSearch bytes;

    private ExactSearchDriver(int rows) {
        vectors = RandomMatrix.uniform(rows, DIM, 1);
        queries = RandomMatrix.uniform(BATCHES[BATCHES.length - 1], DIM, 2);
        floats = ExactSearch.of(vectors, Metric.DOT);
        bytes = QuantizedSearch.of(vectors, Metric.DOT);
    }

    /** Seconds of one search, mean of some repeats, and the sum of all scores. */
    record Timing(double wall, double cpu, double scores) {}

    /** Runs. */
    public static void main(String[] args) throws IOException {
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 7;
        Path directory = args.length > 2 ? Path.of(args[2]) : Files.createTempDirectory("reco-exact");
        String python = args.length > 3 ? args[3] : "/usr/bin/python3";
        ExactSearchDriver driver = new ExactSearchDriver(rows);
        out(
                "%d x %d, top %d, JDK %s, floats %d MB, bytes %d MB",
                rows,
                DIM,
                K,
                Runtime.version(),
                4L * rows * DIM >> 20,
                driver.bytes.codes().bytes() >> 20);
        if (python.equals("-")) {
            driver.run(rounds, null);
            return;
        }
        Files.createDirectories(directory);
        NpyFile.write(directory.resolve("vectors.npy"), driver.vectors);
        NpyFile.write(directory.resolve("queries.npy"), driver.queries);
        try (PythonPeer peer = PythonPeer.start(python, script(), directory.toString())) {
            out("peer: %s", peer.greeting());
            driver.run(rounds, peer);
        }
    }

    private static Path script() {
        return Path.of(
                System.getProperty("reco.benchmarks.exactFaiss", "reco-benchmarks/src/main/python/exact_faiss.py"));
    }

    private void run(int rounds, @Nullable PythonPeer peer) throws IOException {
        out(
                "%-8s %7s %6s %10s %10s %8s %9s %10s",
                "search", "threads", "batch", "wall ms", "cpu ms", "GB/s", "GFLOP/s", "wall/faiss");
        ExecutorService pool = Executors.newFixedThreadPool(1);
        try {
            for (int threads = 1; threads <= 2; threads++) {
                for (int batch : BATCHES) {
                    compare(rounds, threads, batch, peer, pool);
                }
            }
        } finally {
            pool.shutdown();
        }
    }

    private void compare(int rounds, int threads, int batch, @Nullable PythonPeer peer, ExecutorService pool)
            throws IOException {
        List<Timing> float32 = new ArrayList<>();
        List<Timing> int8 = new ArrayList<>();
        List<Timing> faiss = new ArrayList<>();
        long start = System.nanoTime();
        while (System.nanoTime() - start < WARM_UP_NANOS) {
            time(floats.withThreads(pool, threads), batch);
            time(bytes.withThreads(pool, threads), batch);
        }
        for (int round = -1; round < rounds; round++) {
            Timing a = time(floats.withThreads(pool, threads), batch);
            Timing b = time(bytes.withThreads(pool, threads), batch);
            Timing c = peer == null ? a : peer.ask(threads + " " + batch + " " + K + " " + repeats(batch));
            if (Math.abs(a.scores - c.scores) > 1e-5 * Math.abs(a.scores) || a.scores != b.scores) {
                throw new IllegalStateException("the answers differ: " + a + " " + b + " " + c);
            }
            if (round >= 0) {
                float32.add(a);
                int8.add(b);
                faiss.add(c);
            }
        }
        double peerWall = peer == null ? Double.NaN : median(faiss.stream().mapToDouble(Timing::wall));
        line("float", threads, batch, float32, 4, peerWall);
        if (batch == 1) { // larger batches are answered with the floats
            line("int8", threads, batch, int8, 1, peerWall);
        }
        if (peer != null) {
            line("faiss", threads, batch, faiss, 4, peerWall);
        }
    }

    private Timing time(VectorSearch search, int batch) {
        FloatMatrix some = queries.slice(0, batch);
        long cpu = ProcessUsage.processorNanos();
        long start = System.nanoTime();
        List<SearchHits> hits = List.of();
        for (int i = 0; i < repeats(batch); i++) {
            hits = search.searchAll(some, K);
        }
        double wall = (System.nanoTime() - start) / 1e9 / repeats(batch);
        double processor = (ProcessUsage.processorNanos() - cpu) / 1e9 / repeats(batch);
        double scores = hits.stream()
                .flatMapToDouble(h -> IntStream.range(0, h.size()).mapToDouble(h::score))
                .sum();
        return new Timing(wall, processor, scores);
    }

    private void line(String name, int threads, int batch, List<Timing> timings, int bytesEach, double peerWall) {
        double wall = median(timings.stream().mapToDouble(Timing::wall));
        double components = (double) vectors.rows() * DIM;
        out(
                "%-8s %7d %6d %10.1f %10.1f %8s %9.1f %10.3f",
                name,
                threads,
                batch,
                wall * 1e3,
                median(timings.stream().mapToDouble(Timing::cpu)) * 1e3,
                batch == 1 ? String.format(Locale.ROOT, "%.1f", components * bytesEach / wall / 1e9) : "",
                2 * components * batch / wall / 1e9,
                wall / peerWall);
    }

    /** The processor time of a process advances in steps of 10 ms. */
    private static int repeats(int batch) {
        return batch == 1 ? 10 : 1;
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted.length % 2 == 1
                ? sorted[sorted.length / 2]
                : (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
    }

    private static void out(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
