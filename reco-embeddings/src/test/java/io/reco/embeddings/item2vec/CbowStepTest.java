package io.reco.embeddings.item2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.KernelChoice;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The step of CBOW against its definition in double precision. */
class CbowStepTest {
    private static final int ROWS = 30;
    private static final int DIMENSION = 19;
    private static final float RATE = 0.2f;

    private final Tables tables = new Tables(
            ROWS,
            0,
            DIMENSION,
            RowPlan.of(vocabulary(), AttributeVocabulary.none(), Item2VecOptions.TEXT, OldRows.UPDATE),
            1,
            12,
            7);

    private static Vocabulary vocabulary() {
        return new Vocabulary(new int[ROWS], new int[0], new long[ROWS], 0, 1, 1, 1);
    }

    private void randomise(long seed) {
        Random random = new Random(seed);
        for (FloatMatrix matrix : new FloatMatrix[] {tables.inputs, tables.outputs}) {
            for (int row = 0; row < ROWS; row++) {
                for (int i = 0; i < DIMENSION; i++) {
                    matrix.array(row)[matrix.offset(row) + i] = (float) (random.nextGaussian() * 0.3);
                }
            }
        }
    }

    private KernelSteps steps(KernelChoice choice) {
        TrainingEngine engine = TrainingEngine.select(choice);
        return new KernelSteps(tables, 0, engine.kernels().kernels(), engine.vectors(), 12, 7, 1, new Object());
    }

    private static double[][] doubles(FloatMatrix matrix) {
        double[][] out = new double[ROWS][DIMENSION];
        for (int row = 0; row < ROWS; row++) {
            for (int i = 0; i < DIMENSION; i++) {
                out[row][i] = matrix.get(row, i);
            }
        }
        return out;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Some means against some output rows, of which the target has label 1; all gradients are taken first. */
    private static void step(double[][] h, double[][] out, int target, int... rows) {
        double[][] g = new double[h.length][rows.length];
        for (int i = 0; i < h.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                g[i][j] = RATE * ((rows[j] == target ? 1 : 0) - 1 / (1 + Math.exp(-dot(h[i], out[rows[j]]))));
            }
        }
        for (int k = 0; k < DIMENSION; k++) {
            double[] before = new double[h.length];
            for (int i = 0; i < h.length; i++) {
                before[i] = h[i][k];
                for (int j = 0; j < rows.length; j++) {
                    h[i][k] += g[i][j] * out[rows[j]][k];
                }
            }
            for (int j = 0; j < rows.length; j++) {
                for (int i = 0; i < h.length; i++) {
                    out[rows[j]][k] += g[i][j] * before[i];
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SCALAR", "AUTO"})
    void oneCentreIsTheDefinition(KernelChoice choice) {
        randomise(1);
        double[][] in = doubles(tables.inputs);
        double[][] out = doubles(tables.outputs);
        // Context row 3 occurs twice; negative 5 is the centre and is left out.
        CentreGroup group = new CentreGroup(new int[] {3, 4, 5, 3}, 1, 4);
        group.add(2, 0, 3);
        int[] negatives = {7, 5, 8, 9};
        System.arraycopy(negatives, 0, group.negatives, 0, 4);
        group.negativeCount = 4;
        KernelSteps steps = steps(choice);
        steps.means(group, RATE, true);

        double[] h = new double[DIMENSION];
        for (int row : new int[] {3, 4, 3}) {
            for (int k = 0; k < DIMENSION; k++) {
                h[k] += in[row][k] / 3;
            }
        }
        double[] change = new double[DIMENSION];
        double loss = 0;
        for (int row : new int[] {5, 7, 8, 9}) {
            double label = row == 5 ? 1 : 0;
            double s = 1 / (1 + Math.exp(-dot(h, out[row])));
            loss -= Math.log(label == 1 ? s : 1 - s);
            for (int k = 0; k < DIMENSION; k++) {
                change[k] += RATE * (label - s) * out[row][k];
                out[row][k] += RATE * (label - s) * h[k];
            }
        }
        for (int row : new int[] {3, 4, 3}) {
            for (int k = 0; k < DIMENSION; k++) {
                in[row][k] += change[k];
            }
        }
        assertClose(tables.inputs, in, 3e-4);
        assertClose(tables.outputs, out, 3e-4);
        assertThat(steps.endBlock()).isCloseTo(loss, within(1e-4));
    }

    @ParameterizedTest
    @CsvSource({"SCALAR,2", "AUTO,2", "SCALAR,7", "AUTO,7", "SCALAR,6"})
    void aGroupWithCommonNegativesIsTheDefinition(KernelChoice choice, int size) {
        randomise(2);
        double[][] in = doubles(tables.inputs);
        double[][] out = doubles(tables.outputs);
        int[] rows = {0, 1, 2, 3, 4, 2, 6, 7, 8};
        CentreGroup group = new CentreGroup(rows, size, 5);
        for (int i = 0; i < size; i++) {
            group.add(i + 1, i, i + 2);
        }
        // Row 2 is the centre at positions 2 and 5.
        int[] negatives = {10, 2, 11, 12, 13};
        System.arraycopy(negatives, 0, group.negatives, 0, 5);
        group.negativeCount = 5;
        steps(choice).means(group, RATE, true);

        for (int from = 0; from < size; from += 2) {
            int to = Math.min(from + 2, size);
            double[][] h = new double[size][DIMENSION];
            for (int i = from; i < to; i++) {
                for (int k = 0; k < DIMENSION; k++) {
                    h[i][k] = (in[rows[i]][k] + in[rows[i + 2]][k]) / 2;
                }
            }
            double[][] before = new double[size][];
            for (int i = from; i < to; i++) {
                before[i] = h[i].clone();
            }
            // Row 2 is a negative for the other of the two only.
            double[][] both = Arrays.copyOfRange(h, from, to);
            double[][] others = IntStream.range(from, to)
                    .filter(i -> rows[i + 1] != 2)
                    .mapToObj(i -> h[i])
                    .toArray(double[][]::new);
            if (both.length == 1) {
                step(both, out, rows[from + 1], rows[from + 1], 10, 2, 11, 12, 13);
            } else {
                step(both, out, -1, others.length == 2 ? new int[] {10, 2, 11, 12, 13} : new int[] {10, 11, 12, 13});
                if (others.length == 1) {
                    step(others, out, -1, 2);
                }
                for (int i = from; i < to; i++) {
                    step(new double[][] {h[i]}, out, rows[i + 1], rows[i + 1]);
                }
            }
            for (int i = from; i < to; i++) {
                for (int k = 0; k < DIMENSION; k++) {
                    double change = h[i][k] - before[i][k];
                    in[rows[i]][k] += change;
                    in[rows[i + 2]][k] += change;
                }
            }
        }
        assertClose(tables.inputs, in, 3e-4);
        assertClose(tables.outputs, out, 3e-4);
        assertThat(distanceFromStart(2)).isGreaterThan(0.2 * RATE);
    }

    /** How far the step has moved the tables: what the tolerance is to be compared with. */
    private double distanceFromStart(long seed) {
        double[][] in = doubles(tables.inputs);
        double[][] out = doubles(tables.outputs);
        randomise(seed);
        return Math.max(largestDifference(tables.inputs, in), largestDifference(tables.outputs, out));
    }

    private static double largestDifference(FloatMatrix matrix, double[][] other) {
        double largest = 0;
        for (int row = 0; row < ROWS; row++) {
            for (int k = 0; k < DIMENSION; k++) {
                largest = Math.max(largest, Math.abs(matrix.get(row, k) - other[row][k]));
            }
        }
        return largest;
    }

    private static void assertClose(FloatMatrix actual, double[][] expected, double tolerance) {
        for (int row = 0; row < ROWS; row++) {
            for (int k = 0; k < DIMENSION; k++) {
                assertThat((double) actual.get(row, k))
                        .as("row %d, component %d", row, k)
                        .isCloseTo(expected[row][k], within(tolerance));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SCALAR", "AUTO"})
    void withOneContextTheStepIsTheGradientOfTheLoss(KernelChoice choice) {
        randomise(3);
        double[][] in = doubles(tables.inputs);
        double[][] out = doubles(tables.outputs);
        CentreGroup group = new CentreGroup(new int[] {3, 5}, 1, 2);
        group.add(1, 0, 1);
        group.negatives[0] = 7;
        group.negatives[1] = 8;
        group.negativeCount = 2;
        steps(choice).means(group, RATE, false);

        double h = 1e-5;
        for (int k = 0; k < DIMENSION; k++) {
            double x = in[3][k];
            in[3][k] = x + h;
            double up = loss(in[3], out);
            in[3][k] = x - h;
            double down = loss(in[3], out);
            in[3][k] = x;
            assertThat((tables.inputs.get(3, k) - x) / -RATE).isCloseTo((up - down) / (2 * h), within(2e-3));
        }
    }

    private static double loss(double[] x, double[][] out) {
        return Math.log1p(Math.exp(-dot(x, out[5])))
                + Math.log1p(Math.exp(dot(x, out[7])))
                + Math.log1p(Math.exp(dot(x, out[8])));
    }
}
