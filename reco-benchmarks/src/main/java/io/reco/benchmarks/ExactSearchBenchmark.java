package io.reco.benchmarks;

import io.reco.core.vector.ExactSearch;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.KernelChoice;
import io.reco.core.vector.Kernels;
import io.reco.core.vector.Metric;
import io.reco.core.vector.SearchHits;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Exact top-100 search over a million rows of 128 floats: 512 MB, far beyond any cache.
 *
 * <p>{@code oneQuery} has to read 512 MB, so milliseconds = 512 / (GB/s of the memory); {@code readMatrix}, which adds up
 * one integer view of the data with a plain vectorised loop, shows that limit on the same matrix and threads. {@code
 * batch} answers 64 queries: also 512 MB, but 16.4 GFLOP, so arithmetic bounds it.
 *
 * <pre>{@code
 * java -Xmx3g --add-modules jdk.incubator.vector -cp ... org.openjdk.jmh.Main ExactSearchBenchmark -p threads=1,2
 * }</pre>
 *
 * <p>The package comment shows how to get the class path.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class ExactSearchBenchmark {

    private static final int DIM = 128;
    private static final int K = 100;
    private static final int BATCH = 64;

    /** Kernel set. */
    @Param({"scalar", "simd"})
    public String set = "scalar";

    /** Threads, the calling one included. */
    @Param({"1", "2"})
    public int threads;

    /** Rows of the matrix. */
    @Param({"1000000"})
    public int rows;

    private FloatMatrix matrix = FloatMatrix.allocate(0, DIM);
    private FloatMatrix queries = matrix;
    private float[] query = new float[DIM];
    private ExactSearch search = ExactSearch.of(matrix, Metric.DOT);
    private ExecutorService pool = Executors.newCachedThreadPool();

    /** Fills the matrix with uniform numbers. */
    @Setup
    public void prepare() {
        matrix = RandomMatrix.uniform(rows, DIM, 1);
        queries = RandomMatrix.uniform(BATCH, DIM, 2);
        queries.copyRow(0, query, 0);
        search = ExactSearch.of(
                        matrix,
                        Metric.DOT,
                        Kernels.select(KernelChoice.parse(set)).kernels())
                .withThreads(pool, threads);
    }

    /** Ends the helper threads. */
    @TearDown
    public void stop() {
        pool.shutdown();
    }

    /** The 100 best rows for one query. */
    @Benchmark
    public SearchHits oneQuery() {
        return search.search(query, K);
    }

    /** The 100 best rows for each of 64 queries. */
    @Benchmark
    public List<SearchHits> batch() {
        return search.searchAll(queries, K);
    }

    /** Reads the matrix once: the limit that memory sets. */
    @Benchmark
    public int readMatrix() {
        if (threads == 1) {
            return bits(0, rows);
        }
        int part = (rows + threads - 1) / threads;
        return IntStream.range(0, threads)
                .parallel()
                .map(t -> bits(t * part, Math.min(rows, (t + 1) * part)))
                .sum();
    }

    private int bits(int from, int to) {
        float[] a = matrix.array(from);
        int end = matrix.offset(to - 1) + matrix.stride();
        int sum = 0;
        for (int i = matrix.offset(from); i < end; i++) {
            sum += Float.floatToRawIntBits(a[i]);
        }
        return sum;
    }
}
