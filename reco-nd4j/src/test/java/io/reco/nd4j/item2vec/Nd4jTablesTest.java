package io.reco.nd4j.item2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.item2vec.spi.TrainingBackend.Setup;
import io.reco.embeddings.item2vec.spi.WindowBatch;
import io.reco.nd4j.BackendCondition;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The step against its definition in double precision, through the host's memory and through array operations only. */
@EnabledIf(BackendCondition.USABLE)
class Nd4jTablesTest {
    private static final int ROWS = 60;

    private static Transfers transfers(boolean host) {
        return host ? new HostTransfers() : new ApiTransfers();
    }

    @ParameterizedTest
    @CsvSource({
        "7, 10, 6, false",
        "16, 3, 2, false",
        "33, 40, 6, false",
        "100, 10, 6, false",
        "7, 10, 6, true",
        "100, 12, 21, true"
    })
    void aBatchIsTheSumOfTheStepsOfItsWindows(int dimension, int maxInputs, int maxOutputs, boolean mean) {
        for (boolean host : new boolean[] {true, false}) {
            for (int windows : new int[] {1, 5, 64}) {
                long seed = dimension * 1000L + windows;
                check(dimension, new Setup(maxInputs, maxOutputs, 64), windows, w -> mean, host, seed);
            }
        }
    }

    @Test
    void kindsMayBeMixedInABatch() {
        // The kinds follow each other: give them rows of their own, so that the order is not seen.
        Setup setup = new Setup(6, 4, 32);
        Problem problem = new Problem(20, 5);
        WindowBatch batch = new WindowBatch(setup);
        Random random = new Random(6);
        for (int w = 0; w < 32; w++) {
            boolean mean = w % 3 == 0;
            int from = mean ? 0 : ROWS / 2;
            int[] inputs =
                    random.ints(1 + random.nextInt(6), from, from + ROWS / 2).toArray();
            int[] outputs = random.ints(4, from, from + ROWS / 2).toArray();
            batch.add(inputs, inputs.length, outputs, 4, 0.1f, mean, true);
        }
        problem.check(batch, setup, true);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRowThatOccursManyTimesLosesNoUpdate(boolean host) {
        // Without its lock, scatter_add of ND4J on two threads loses updates in one of ten such batches.
        Setup setup = new Setup(8, 6, 256);
        for (int repeat = 0; repeat < 12; repeat++) {
            Problem problem = new Problem(64, repeat);
            WindowBatch batch = new WindowBatch(setup);
            for (int w = 0; w < 256; w++) {
                batch.add(new int[] {3, 3, 4, 3, w % 7}, 5, new int[] {5, 5, 6, 5, w % 8}, 5, 1e-3f, false, false);
            }
            problem.check(batch, setup, host);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTableKeepsItsRowsAndAnEmptyBatchChangesNothing(boolean host) {
        // More rows than are copied at once, and a dimension that is padded.
        Random random = new Random(8);
        FloatMatrix in = randomRows(9001, 5, random);
        FloatMatrix out = randomRows(9001, 5, random);
        FloatMatrix inCopy = FloatMatrix.allocate(9001, 5);
        FloatMatrix outCopy = FloatMatrix.allocate(9001, 5);
        Setup setup = new Setup(4, 3, 8);
        try (Nd4jTables tables = new Nd4jTables(in, out, setup, transfers(host))) {
            assertThat(tables.train(new WindowBatch(setup))).isZero();
            tables.copyTo(inCopy, outCopy);
        }
        assertThat(inCopy.array(0)).isEqualTo(in.array(0));
        assertThat(outCopy.array(0)).isEqualTo(out.array(0));
    }

    @Test
    void rowsOutsideTheBatchStayAsTheyAreToTheBit() {
        Setup setup = new Setup(4, 3, 8);
        Problem problem = new Problem(13, 9);
        WindowBatch batch = new WindowBatch(setup);
        batch.add(new int[] {1, 2}, 2, new int[] {4, 5, 6}, 3, 0.1f, false, false);
        FloatMatrix[] after = problem.train(batch, setup, true);
        for (int r = 0; r < ROWS; r++) {
            assertThat(same(problem.in, after[0], r)).as("input row %d", r).isEqualTo(r != 1 && r != 2);
            assertThat(same(problem.out, after[1], r)).as("output row %d", r).isEqualTo(r < 4 || r > 6);
        }
    }

    @Test
    void theSameBatchesGiveTheSameBits() {
        Setup setup = new Setup(10, 6, 64);
        FloatMatrix[] first = new Problem(50, 10).train(randomBatch(setup, 64, w -> false, 11), setup, true);
        FloatMatrix[] second = new Problem(50, 10).train(randomBatch(setup, 64, w -> false, 11), setup, true);
        assertThat(second[0].array(0)).isEqualTo(first[0].array(0));
        assertThat(second[1].array(0)).isEqualTo(first[1].array(0));
    }

    @Test
    void aSmallerBatchAfterALargerOneSeesNothingOfIt() {
        Setup setup = new Setup(10, 6, 64);
        Problem problem = new Problem(20, 12);
        FloatMatrix in = FloatMatrix.allocate(ROWS, 20);
        FloatMatrix out = FloatMatrix.allocate(ROWS, 20);
        double[][] expected = {problem.doubles(problem.in), problem.doubles(problem.out)};
        double expectedLoss = 0;
        double loss = 0;
        try (Nd4jTables tables = new Nd4jTables(problem.in, problem.out, setup, new HostTransfers())) {
            for (int windows : new int[] {64, 3, 30, 3}) {
                WindowBatch batch = randomBatch(setup, windows, w -> false, windows);
                expectedLoss += problem.oracle(batch, expected[0], expected[1]);
                loss += tables.train(batch);
            }
            tables.copyTo(in, out);
        }
        assertThat(loss).isCloseTo(expectedLoss, within(1e-4 * expectedLoss));
        problem.assertClose(in, expected[0], "input", true);
        problem.assertClose(out, expected[1], "output", true);
    }

    private interface Kind {
        boolean mean(int window);
    }

    private static void check(int dimension, Setup setup, int windows, Kind kind, boolean host, long seed) {
        new Problem(dimension, seed).check(randomBatch(setup, windows, kind, seed + 1), setup, host);
    }

    private static WindowBatch randomBatch(Setup setup, int windows, Kind kind, long seed) {
        Random random = new Random(seed);
        WindowBatch batch = new WindowBatch(setup);
        for (int w = 0; w < windows; w++) {
            int inputs = 1 + random.nextInt(setup.maxInputs());
            int outputs = 1 + random.nextInt(setup.maxOutputs());
            batch.add(
                    random.ints(inputs, 0, ROWS).toArray(),
                    inputs,
                    random.ints(outputs, 0, ROWS).toArray(),
                    outputs,
                    0.01f + 0.01f * (w % 5),
                    kind.mean(w),
                    w % 3 == 0);
        }
        return batch;
    }

    private static FloatMatrix randomRows(int rows, int dimension, Random random) {
        FloatMatrix matrix = FloatMatrix.allocate(rows, dimension);
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < dimension; i++) {
                matrix.array(r)[matrix.offset(r) + i] = (float) (random.nextGaussian() / Math.sqrt(dimension));
            }
        }
        return matrix;
    }

    private static boolean same(FloatMatrix a, FloatMatrix b, int row) {
        for (int i = 0; i < a.dim(); i++) {
            if (Float.floatToIntBits(a.get(row, i)) != Float.floatToIntBits(b.get(row, i))) {
                return false;
            }
        }
        return true;
    }

    /** Tables of random rows, and what is expected of a step on them. */
    private static final class Problem {
        final int dimension;
        final long seed;
        final FloatMatrix in;
        final FloatMatrix out;

        Problem(int dimension, long seed) {
            this.dimension = dimension;
            this.seed = seed;
            Random random = new Random(seed);
            in = randomRows(ROWS, dimension, random);
            out = randomRows(ROWS, dimension, random);
        }

        FloatMatrix[] train(WindowBatch batch, Setup setup, boolean host) {
            FloatMatrix[] after = {FloatMatrix.allocate(ROWS, dimension), FloatMatrix.allocate(ROWS, dimension)};
            try (Nd4jTables tables = new Nd4jTables(in, out, setup, transfers(host))) {
                tables.train(batch);
                tables.copyTo(after[0], after[1]);
            }
            return after;
        }

        void check(WindowBatch batch, Setup setup, boolean host) {
            double[] expectedIn = doubles(in);
            double[] expectedOut = doubles(out);
            double expectedLoss = oracle(batch, expectedIn, expectedOut);
            FloatMatrix inAfter = FloatMatrix.allocate(ROWS, dimension);
            FloatMatrix outAfter = FloatMatrix.allocate(ROWS, dimension);
            double loss;
            try (Nd4jTables tables = new Nd4jTables(in, out, setup, transfers(host))) {
                loss = tables.train(batch);
                tables.copyTo(inAfter, outAfter);
            }
            assertThat(loss).as("loss, seed %d", seed).isCloseTo(expectedLoss, within(1e-4 * (1 + expectedLoss)));
            assertClose(inAfter, expectedIn, "input", host);
            assertClose(outAfter, expectedOut, "output", host);
        }

        void assertClose(FloatMatrix actual, double[] expected, String table, boolean host) {
            for (int r = 0; r < ROWS; r++) {
                for (int i = 0; i < dimension; i++) {
                    double e = expected[r * dimension + i];
                    assertThat((double) actual.get(r, i))
                            .as(
                                    "%s row %d, component %d, dimension %d, host %s, seed %d",
                                    table, r, i, dimension, host, seed)
                            .isCloseTo(e, within(1e-5 * Math.max(1, Math.abs(e))));
                }
            }
        }

        double[] doubles(FloatMatrix matrix) {
            double[] d = new double[ROWS * dimension];
            for (int i = 0; i < d.length; i++) {
                d[i] = matrix.get(i / dimension, i % dimension);
            }
            return d;
        }

        /** The documented step of all windows from the same rows, straight from its definition; returns the loss. */
        double oracle(WindowBatch batch, double[] in, double[] out) {
            double[] inBefore = in.clone();
            double[] outBefore = out.clone();
            double loss = 0;
            for (int w = 0; w < batch.windows(); w++) {
                int a = batch.inputEnd(w) - batch.inputStart(w);
                for (int i = 0; i < (batch.meanInputs(w) ? 1 : a); i++) {
                    double[] x = new double[dimension];
                    for (int m = 0; m < a; m++) {
                        int row = batch.inputRows()[batch.inputStart(w) + m];
                        double share = batch.meanInputs(w) ? 1.0 / a : m == i ? 1 : 0;
                        for (int k = 0; k < dimension; k++) {
                            x[k] += share * inBefore[row * dimension + k];
                        }
                    }
                    double[] dx = new double[dimension];
                    for (int o = batch.outputStart(w); o < batch.outputEnd(w); o++) {
                        int row = batch.outputRows()[o];
                        double logit = 0;
                        for (int k = 0; k < dimension; k++) {
                            logit += x[k] * outBefore[row * dimension + k];
                        }
                        int label = o == batch.outputStart(w) ? 1 : 0;
                        loss += batch.measured(w) ? Math.log1p(Math.exp(label == 1 ? -logit : logit)) : 0;
                        double g = batch.rate(w) * (label - 1 / (1 + Math.exp(-logit)));
                        for (int k = 0; k < dimension; k++) {
                            dx[k] += g * outBefore[row * dimension + k];
                            out[row * dimension + k] += g * x[k];
                        }
                    }
                    for (int m = 0; m < a; m++) {
                        if (batch.meanInputs(w) || m == i) {
                            int row = batch.inputRows()[batch.inputStart(w) + m];
                            for (int k = 0; k < dimension; k++) {
                                in[row * dimension + k] += dx[k];
                            }
                        }
                    }
                }
            }
            return loss;
        }
    }
}
