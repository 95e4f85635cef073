package io.reco.benchmarks;

import io.reco.core.vector.KernelChoice;
import io.reco.core.vector.Kernels;
import io.reco.core.vector.VectorKernels;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Single kernels on data that stays in the caches, scalar against SIMD, in nanoseconds a call.
 *
 * <p>Work of a call: {@code dot} and {@code axpy} 2 n operations; {@code scores} 2 n on each of 128 rows; {@code product}
 * 2 n on each of 128 x 64 pairs (64 queries). Divide by the time for GFLOP/s and compare with the peak of the processor
 * (two fused multiply-adds of a vector each cycle).
 *
 * <pre>{@code
 * java --add-modules jdk.incubator.vector -cp ... org.openjdk.jmh.Main KernelsBenchmark -p n=128
 * }</pre>
 *
 * <p>The package comment shows how to get the class path.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class KernelsBenchmark {

    private static final int ROWS = 128;
    private static final int QUERIES = 64;

    /** Kernel set. */
    @Param({"scalar", "simd"})
    public String set = "scalar";

    /** Vector length; 100 leaves a rest beyond whole vectors. */
    @Param({"100", "128"})
    public int n;

    private VectorKernels kernels = Kernels.select(KernelChoice.SCALAR).kernels();
    private float[] matrix = new float[0];
    private float[] queries = new float[0];
    private float[] out = new float[0];

    /** Fills the operands. */
    @Setup
    public void prepare() {
        kernels = Kernels.select(KernelChoice.parse(set)).kernels();
        Random random = new Random(1);
        matrix = new float[ROWS * n];
        queries = new float[QUERIES * n];
        out = new float[QUERIES * ROWS];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = random.nextFloat() - 0.5f;
        }
        for (int i = 0; i < queries.length; i++) {
            queries[i] = random.nextFloat() - 0.5f;
        }
    }

    /** One inner product. */
    @Benchmark
    public float dot() {
        return kernels.dot(matrix, n, queries, 0, n);
    }

    /** One scaled addition. */
    @Benchmark
    public float[] axpy() {
        kernels.axpy(1e-9f, queries, 0, matrix, n, n);
        return matrix;
    }

    /** 128 rows against one query. */
    @Benchmark
    public float[] scores() {
        kernels.scores(matrix, 0, n, ROWS, queries, 0, n, out, 0);
        return out;
    }

    /** 128 rows against 64 queries. */
    @Benchmark
    public float[] product() {
        kernels.gemmTransposed(queries, 0, n, QUERIES, matrix, 0, n, ROWS, n, out, 0, ROWS);
        return out;
    }
}
