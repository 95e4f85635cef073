package io.reco.embeddings.item2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.vector.FloatMatrix;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link SkipGramKernel} does: the gradient of the loss, in the documented order. */
abstract class SkipGramKernelContract {
    private static final int ROWS = 40;

    abstract SkipGramKernel kernel();

    /** Tables with random rows, and a batch on them. */
    private static final class Problem {
        final FloatMatrix in;
        final FloatMatrix out;
        final SkipGramBatch batch;

        Problem(int dimension, int inputs, int outputs, double scale, Random random) {
            this(dimension, FloatMatrix.paddedLength(dimension), inputs, outputs, scale, random);
        }

        Problem(int dimension, int length, int inputs, int outputs, double scale, Random random) {
            in = randomRows(ROWS, dimension, scale, random);
            out = randomRows(ROWS + 1, dimension, scale, random);
            out.setRow(ROWS, new float[dimension], 0);
            batch = new SkipGramBatch(inputs, outputs, length, out.offset(ROWS));
        }

        Problem inputs(int... rows) {
            batch.clearInputs();
            for (int row : rows) {
                batch.addInput(in.offset(row));
            }
            return this;
        }

        Problem outputs(int... rows) {
            batch.setCentre(out.offset(rows[0]));
            for (int j = 1; j < rows.length; j++) {
                batch.addNegative(out.offset(rows[j]));
            }
            return this;
        }

        void step(SkipGramKernel kernel, float rate) {
            kernel.step(in.array(0), out.array(0), batch, rate);
        }

        private static FloatMatrix randomRows(int rows, int dimension, double scale, Random random) {
            FloatMatrix matrix = FloatMatrix.allocate(rows, dimension);
            for (int r = 0; r < rows; r++) {
                for (int i = 0; i < dimension; i++) {
                    matrix.array(r)[matrix.offset(r) + i] = (float) (random.nextGaussian() * scale);
                }
            }
            return matrix;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 19, 64, 100, 128})
    void theRestOfARowTakesNoPart(int dimension) {
        int length = kernel().rowLength(dimension);
        assertThat(length).isBetween(dimension, FloatMatrix.paddedLength(dimension));
        Problem whole = new Problem(dimension, 5, 6, 0.5, new Random(4))
                .inputs(1, 2, 3, 4, 5)
                .outputs(1, 2, 3, 4, 5, 6);
        Problem some = new Problem(dimension, length, 5, 6, 0.5, new Random(4))
                .inputs(1, 2, 3, 4, 5)
                .outputs(1, 2, 3, 4, 5, 6);
        whole.step(kernel(), 0.1f);
        some.step(kernel(), 0.1f);
        assertThat(some.in.array(0)).containsExactly(whole.in.array(0), within(1e-6f));
        assertThat(some.out.array(0)).containsExactly(whole.out.array(0), within(1e-6f));
    }

    /** The loss in double precision with the exact sigmoid, as a function of the tables. */
    private static double loss(double[] in, double[] out, int[] inputs, int[] outputs, int stride) {
        double sum = 0;
        for (int x : inputs) {
            for (int j = 0; j < outputs.length; j++) {
                double z = 0;
                for (int k = 0; k < stride; k++) {
                    z += in[x + k] * out[outputs[j] + k];
                }
                sum += Math.log1p(Math.exp(j == 0 ? -z : z));
            }
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,2", "1,6", "2,1", "2,6", "2,3"})
    void theStepOfOneTileIsTheGradientOfTheLoss(int inputs, int outputs) {
        int dimension = 7;
        long seed = 31L * inputs + outputs;
        Problem problem = new Problem(dimension, inputs, outputs, 0.4, new Random(seed));
        problem.inputs(rows(3, inputs)).outputs(rows(10, outputs));
        double[] in = doubles(problem.in.array(0));
        double[] out = doubles(problem.out.array(0));
        int[] x = problem.batch.inputOffsets.clone();
        int[] w = Arrays.copyOf(problem.batch.outputOffsets, outputs);
        float rate = 0.5f;
        problem.step(kernel(), rate);

        double h = 1e-5;
        for (double[] table : new double[][] {in, out}) {
            float[] after = table == in ? problem.in.array(0) : problem.out.array(0);
            for (int at = 0; at < table.length; at++) {
                double before = table[at];
                table[at] = before + h;
                double up = loss(in, out, x, w, problem.batch.length);
                table[at] = before - h;
                double down = loss(in, out, x, w, problem.batch.length);
                table[at] = before;
                double gradient = (up - down) / (2 * h);
                // The approximate sigmoid is off by up to 7e-4, times components of size 1 and up to 6 rows.
                assertThat((after[at] - before) / -rate)
                        .as("component %d of %s, seed %d", at, table == in ? "in" : "out", seed)
                        .isCloseTo(gradient, within(2e-3));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 13, 16, 33, 100, 207})
    void agreesWithADoublePrecisionStepAtAnyDimension(int dimension) {
        for (int inputs = 1; inputs <= 5; inputs++) {
            for (int outputs : new int[] {1, 5, 6, 7, 13}) {
                long seed = dimension * 100L + inputs * 17L + outputs;
                Random random = new Random(seed);
                Problem problem = new Problem(dimension, inputs, outputs, 1 / Math.sqrt(dimension), random);
                // Rows may repeat, on either side.
                problem.inputs(random.ints(inputs, 0, 4).toArray())
                        .outputs(random.ints(outputs, 0, 8).toArray());
                checkAgainstOracle(problem, 0.3f, "seed " + seed);
            }
        }
    }

    @Test
    void aRowThatOccursTwiceLosesNoUpdate() {
        Problem problem = new Problem(20, 2, 3, 0.5, new Random(5));
        problem.inputs(4, 4).outputs(6, 9, 9);
        checkAgainstOracle(problem, 0.2f, "equal inputs, equal negatives");
    }

    @Test
    void rowsOutsideTheBatchAndPaddingStayAsTheyAre() {
        Problem problem = new Problem(13, 3, 4, 0.5, new Random(6));
        problem.inputs(1, 2, 3).outputs(4, 5, 6, 7);
        float[] in = problem.in.array(0).clone();
        float[] out = problem.out.array(0).clone();
        problem.step(kernel(), 0.1f);

        for (int r = 0; r < ROWS; r++) {
            assertSameBits(problem.in, in, r, r < 1 || r > 3);
            assertSameBits(problem.out, out, r, r < 4 || r > 7);
        }
        assertSameBits(problem.out, out, ROWS, true);
    }

    @Test
    void largeLogitsGiveZeroOrFullGradientsAndNoNaN() {
        Problem problem = new Problem(16, 1, 2, 1, new Random(7));
        for (int k = 0; k < 16; k++) {
            problem.in.array(0)[problem.in.offset(0) + k] = 1e4f;
            problem.out.array(0)[problem.out.offset(0) + k] = 1e4f;
            problem.out.array(0)[problem.out.offset(1) + k] = 1e4f;
        }
        problem.inputs(0).outputs(0, 1).step(kernel(), 0.5f);

        assertThat(problem.batch.logits[0]).isEqualTo(1.6e9f);
        assertThat(problem.batch.gradients[0]).as("positive pair, certain").isCloseTo(0, within(1e-6f));
        assertThat(problem.batch.gradients[1]).as("negative pair, certain").isCloseTo(-0.5f, within(1e-6f));
    }

    @Test
    void theLossOfABatchIsTheLossOfItsPairs() {
        Problem problem = new Problem(9, 3, 8, 0.6, new Random(8));
        problem.inputs(1, 2, 3).outputs(4, 5, 6, 7, 8, 9, 10, 11);
        double expected = loss(
                doubles(problem.in.array(0)),
                doubles(problem.out.array(0)),
                problem.batch.inputOffsets,
                Arrays.copyOf(problem.batch.outputOffsets, 8),
                problem.batch.length);
        problem.step(kernel(), 0.1f);

        assertThat(problem.batch.loss()).isCloseTo(expected, within(1e-4));
    }

    @Test
    void theSameStepGivesTheSameBits() {
        Problem first = new Problem(50, 5, 6, 0.5, new Random(9));
        Problem second = new Problem(50, 5, 6, 0.5, new Random(9));
        for (int i = 0; i < 200; i++) {
            first.inputs(rows(i % 30, 5)).outputs(rows(i % 25, 6)).step(kernel(), 0.05f);
        }
        // 20,000 times more steps elsewhere, so that the method is compiled in between.
        Problem other = new Problem(50, 5, 6, 0.5, new Random(10));
        for (int i = 0; i < 20_000; i++) {
            other.inputs(rows(i % 30, 5)).outputs(rows(i % 25, 6)).step(kernel(), 1e-6f);
        }
        for (int i = 0; i < 200; i++) {
            second.inputs(rows(i % 30, 5)).outputs(rows(i % 25, 6)).step(kernel(), 0.05f);
        }

        assertThat(second.in.array(0)).isEqualTo(first.in.array(0));
        assertThat(second.out.array(0)).isEqualTo(first.out.array(0));
    }

    private void checkAgainstOracle(Problem problem, float rate, String description) {
        double[] in = doubles(problem.in.array(0));
        double[] out = doubles(problem.out.array(0));
        oracle(in, out, problem.batch, rate);
        problem.step(kernel(), rate);
        assertClose(problem.in.array(0), in, "in, " + description);
        assertClose(problem.out.array(0), out, "out, " + description);
    }

    private static void assertClose(float[] actual, double[] expected, String description) {
        for (int i = 0; i < actual.length; i++) {
            // Both use the approximate sigmoid, so that only float rounding is left.
            assertThat((double) actual[i])
                    .as("position %d of %s", i, description)
                    .isCloseTo(expected[i], within(2e-5 * Math.max(1, Math.abs(expected[i]))));
        }
    }

    /** The documented step, straight from its definition, in double precision. */
    private static void oracle(double[] in, double[] out, SkipGramBatch batch, double rate) {
        double[][] g = new double[batch.inputs][batch.outputs];
        for (int i = 0; i < batch.inputs; i++) {
            for (int j = 0; j < batch.outputs; j++) {
                double z = 0;
                for (int k = 0; k < batch.length; k++) {
                    z += in[batch.inputOffsets[i] + k] * out[batch.outputOffsets[j] + k];
                }
                g[i][j] = rate * ((j == 0 ? 1 : 0) - pade(z));
            }
        }
        for (int i = 0; i < batch.inputs; i += 2) {
            boolean pair = i + 1 < batch.inputs && batch.inputOffsets[i] != batch.inputOffsets[i + 1];
            for (int j = 0; j < batch.outputs; j += 6) {
                for (int m = i; m < Math.min(batch.inputs, i + 2); m += pair ? 2 : 1) {
                    oracleTile(in, out, batch, g, m, pair ? m + 2 : m + 1, j);
                }
            }
        }
    }

    private static void oracleTile(
            double[] in, double[] out, SkipGramBatch batch, double[][] g, int fromInput, int toInput, int fromOutput) {
        for (int k = 0; k < batch.length; k++) {
            double[] before = new double[toInput - fromInput];
            for (int i = fromInput; i < toInput; i++) {
                before[i - fromInput] = in[batch.inputOffsets[i] + k];
            }
            for (int j = fromOutput; j < Math.min(batch.outputs, fromOutput + 6); j++) {
                double w = out[batch.outputOffsets[j] + k];
                for (int i = fromInput; i < toInput; i++) {
                    in[batch.inputOffsets[i] + k] += g[i][j] * w;
                    out[batch.outputOffsets[j] + k] += g[i][j] * before[i - fromInput];
                }
            }
        }
    }

    private static double pade(double z) {
        double y = Math.max(-3.6464, Math.min(3.6464, z / 2));
        double tanh = y * (945 + 105 * y * y + Math.pow(y, 4)) / (945 + 420 * y * y + 15 * Math.pow(y, 4));
        assertThat(0.5 + 0.5 * tanh).as("sigmoid of %s", z).isCloseTo(1 / (1 + Math.exp(-z)), within(7e-4));
        return 0.5 + 0.5 * tanh;
    }

    private static void assertSameBits(FloatMatrix matrix, float[] before, int row, boolean expected) {
        int from = matrix.offset(row);
        int end = from + matrix.stride();
        assertThat(Arrays.equals(matrix.array(row), from, end, before, from, end))
                .as("row %d unchanged", row)
                .isEqualTo(expected);
        for (int i = from + matrix.dim(); i < end; i++) {
            assertThat(matrix.array(row)[i]).as("padding of row %d", row).isZero();
        }
    }

    private static int[] rows(int first, int count) {
        int[] rows = new int[count];
        Arrays.setAll(rows, i -> first + i);
        return rows;
    }

    private static double[] doubles(float[] a) {
        double[] d = new double[a.length];
        Arrays.setAll(d, i -> a[i]);
        return d;
    }
}
