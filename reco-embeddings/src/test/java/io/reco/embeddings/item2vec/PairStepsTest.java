package io.reco.embeddings.item2vec;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.KernelChoice;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How many inputs of a window are stepped at once. */
class PairStepsTest {
    private static final int ROWS = 20;
    private static final int DIMENSION = 16;
    private static final int[] INPUTS = {1, 2, 3, 4, 5, 6};
    private static final int[] OUTPUTS = {7, 8, 9, 10, 11, 12};

    /** Inputs of this squared norm and short outputs, all in nearly the same direction. */
    private static Tables tables(double squaredNorm) {
        Tables tables = new Tables(
                ROWS,
                0,
                DIMENSION,
                RowPlan.of(
                        new Vocabulary(new int[ROWS], new int[0], new long[ROWS], 0, 1, 1, 1),
                        AttributeVocabulary.none(),
                        Item2VecOptions.TEXT,
                        OldRows.UPDATE),
                1,
                6,
                6);
        Random random = new Random(3);
        for (FloatMatrix matrix : new FloatMatrix[] {tables.inputs, tables.outputs}) {
            double share = matrix == tables.inputs ? 1 : 4e-4;
            float component = (float) Math.sqrt(share * squaredNorm / DIMENSION);
            for (int row = 0; row < ROWS; row++) {
                for (int i = 0; i < DIMENSION; i++) {
                    matrix.array(row)[matrix.offset(row) + i] = component * (1 + 0.01f * (float) random.nextGaussian());
                }
            }
        }
        return tables;
    }

    private static float[] steppedTogether(double squaredNorm, float rate, KernelChoice kernels, int atOnce) {
        Tables tables = tables(squaredNorm);
        SkipGramKernel kernel = SkipGramKernels.select(kernels).kernels();
        SkipGramBatch batch = new SkipGramBatch(6, 6, DIMENSION, tables.padOffset(0));
        batch.setCentre(tables.outputs.offset(OUTPUTS[0]));
        for (int j = 1; j < OUTPUTS.length; j++) {
            batch.addNegative(tables.outputs.offset(OUTPUTS[j]));
        }
        for (int from = 0; from < INPUTS.length; from += atOnce) {
            batch.clearInputs();
            for (int i = from; i < Math.min(INPUTS.length, from + atOnce); i++) {
                batch.addInput(tables.inputs.offset(INPUTS[i]));
            }
            kernel.step(tables.inputs.array(0), tables.outputs.array(0), batch, rate);
        }
        return tables.outputs.array(0);
    }

    private static float[] stepped(double squaredNorm, float rate, KernelChoice kernels) {
        Tables tables = tables(squaredNorm);
        TrainingEngine engine = TrainingEngine.select(kernels);
        tables.takeSquaredNorms(engine.vectors());
        KernelSteps steps =
                new KernelSteps(tables, 0, engine.kernels().kernels(), engine.vectors(), 6, 6, 1, new Object());
        Window window = new Window(6, 6);
        for (int row : INPUTS) {
            window.addInput(row);
        }
        window.outputCount = OUTPUTS.length;
        System.arraycopy(OUTPUTS, 0, window.outputs, 0, OUTPUTS.length);
        steps.pairs(window, rate, false);
        return tables.outputs.array(0);
    }

    /** 4 / (rate * norm) inputs may go together: 0.1 * 6 * 6 = 3.6 all, 0.1 * 3 * 12 = 3.6 three, 0.1 * 30 = 3 one. */
    @ParameterizedTest
    @EnumSource(
            value = KernelChoice.class,
            names = {"SCALAR", "AUTO"})
    void asManyInputsAsCannotOvershootAreSteppedAtOnce(KernelChoice kernels) {
        for (double[] normAndCount : new double[][] {{6, 6}, {12, 3}, {30, 1}, {100, 1}}) {
            double norm = normAndCount[0];
            int atOnce = (int) normAndCount[1];
            float[] found = stepped(norm, 0.1f, kernels);
            assertThat(found).as("squared norm %.0f", norm).isEqualTo(steppedTogether(norm, 0.1f, kernels, atOnce));
            assertThat(found).isNotEqualTo(steppedTogether(norm, 0.1f, kernels, atOnce == 1 ? 2 : atOnce - 1));
        }
    }
}
