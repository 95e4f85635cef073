package io.reco.transformer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizerTest {
    private static final TransformerOptions OPTIONS =
            SmallNet.OPTIONS.withAttributes(true).withTiedOutputs(false);
    private static final LossOptions LOSS = LossOptions.SAMPLED_SOFTMAX;
    private static final Negatives NEGATIVES = Negatives.of(4, 0, 10, 7);

    @Test
    void rowsWithoutAGradientRest() {
        SmallNet small = new SmallNet(OPTIONS);
        TransformerWeights before = small.weights.copy();
        Optimizer optimizer = new Optimizer(small.kernels, AdamOptions.DEFAULT, small.parameters, small.weights);
        Gradients gradients = small.gradients(NEGATIVES);
        PackedBatch batch = SmallNet.batch(2, 3);
        Arrays.fill(batch.items, 0, 3, 2);
        Arrays.fill(batch.targets, 0, 3, 5);
        Arrays.fill(batch.weights, 0, 3, 1);
        Arrays.fill(batch.ownNegatives, 0, 3, -1);
        small.net.train(batch, NEGATIVES, LOSS, gradients, 0);
        optimizer.step(gradients, 3, 0.01);
        small.parameters.read(small.weights);
        for (int i = 0; i <= SmallNet.ITEMS; i++) {
            boolean same = Arrays.equals(row(small.weights.items(), i), row(before.items(), i));
            assertThat(same).as("input vector %s", i).isEqualTo(i != 2);
        }
        for (int i = 0; i < SmallNet.ITEMS; i++) {
            boolean same = Arrays.equals(
                    row(requireNonNull(small.weights.outputs()), i), row(requireNonNull(before.outputs()), i));
            assertThat(same).as("output vector %s", i).isEqualTo(i != 5 && i != 4 && i != 0 && i != 10 && i != 7);
        }
        // Item 2 has the attributes 2 and 0.
        for (int a = 0; a < SmallNet.ATTRIBUTES; a++) {
            boolean same = Arrays.equals(row(small.weights.attributes(), a), row(before.attributes(), a));
            assertThat(same).as("attribute %s", a).isEqualTo(a != 0 && a != 2);
        }
    }

    @Test
    void onlyMatricesDecay() {
        SmallNet small = new SmallNet(OPTIONS);
        TransformerWeights before = small.weights.copy();
        Optimizer optimizer =
                new Optimizer(small.kernels, AdamOptions.DEFAULT.withDecay(0.5), small.parameters, small.weights);
        optimizer.step(small.gradients(Negatives.ALL), 1, 0.1);
        small.parameters.read(small.weights);
        for (int t = 0; t < before.matrices().size(); t++) {
            TransformerWeights.NamedMatrix matrix = before.matrices().get(t);
            float factor = matrix.role() == ParameterLayout.Role.MATRIX ? 0.95f : 1;
            float[] expected = matrix.toArray();
            for (int i = 0; i < expected.length; i++) {
                expected[i] *= factor;
            }
            assertThat(small.weights.matrices().get(t).toArray())
                    .as(matrix.name())
                    .containsExactly(expected, Offset.offset(1e-7f));
        }
    }

    @Test
    void aLongGradientIsScaledDownToTheClip() {
        SmallNet small = new SmallNet(OPTIONS);
        // Epsilon far above the gradient makes the step linear in it.
        AdamOptions options = new AdamOptions(0, 0, 1e6, 0, 0);
        double[] moved = new double[2];
        double norm = 0;
        for (int run = 0; run < 2; run++) {
            SmallNet fresh = new SmallNet(OPTIONS);
            Optimizer optimizer = new Optimizer(
                    fresh.kernels, options.withClip(run == 0 ? 0 : 0.25), fresh.parameters, fresh.weights);
            Gradients gradients = fresh.gradients(NEGATIVES);
            fresh.net.train(SmallNet.batch(2, 5, 6), NEGATIVES, LOSS, gradients, 0);
            norm = optimizer.step(gradients, 2, 1e6);
            assertThat(norm).isCloseTo(Math.sqrt(gradients.squaredNorm()) / 2, Offset.offset(1e-9));
            fresh.parameters.read(fresh.weights);
            moved[run] = distance(fresh.weights.dense(), small.weights.dense());
        }
        assertThat(norm).isGreaterThan(0.5);
        assertThat(moved[1] / moved[0]).isCloseTo(0.25 / norm, Offset.offset(1e-3));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRunContinuedFromItsStateGivesTheSameBits(boolean full) {
        LossOptions loss = full ? LossOptions.FULL_SOFTMAX : LOSS;
        SmallNet one = new SmallNet(OPTIONS);
        Optimizer optimizer = new Optimizer(one.kernels, AdamOptions.DEFAULT, one.parameters, one.weights);
        run(one, optimizer, loss, 1, 4);

        TransformerWeights m = TransformerWeights.zeros(OPTIONS, one.features);
        TransformerWeights v = TransformerWeights.zeros(OPTIONS, one.features);
        optimizer.read(m, v);
        SmallNet two = new SmallNet(OPTIONS);
        one.parameters.read(two.weights);
        two.parameters.write(two.weights);
        Optimizer resumed = new Optimizer(two.kernels, AdamOptions.DEFAULT, two.parameters, two.weights);
        resumed.write(m, v, optimizer.steps());

        run(one, optimizer, loss, 4, 7);
        run(two, resumed, loss, 4, 7);
        one.parameters.read(one.weights);
        two.parameters.read(two.weights);
        assertThat(two.weights.dense()).containsExactly(one.weights.dense());
        assertThat(two.weights.items()).containsExactly(one.weights.items());
        assertThat(two.weights.outputs()).isEqualTo(one.weights.outputs());
        assertThat(two.weights.attributes()).containsExactly(one.weights.attributes());
        assertThat(resumed.steps()).isEqualTo(6);
        assertThatThrownBy(() -> resumed.write(m, v, -1)).hasMessage("steps -1 is not 0 or above");
    }

    private static void run(SmallNet small, Optimizer optimizer, LossOptions loss, int from, int to) {
        Negatives negatives = loss.kind() == LossOptions.Kind.FULL_SOFTMAX ? Negatives.ALL : NEGATIVES;
        Gradients gradients = small.gradients(negatives);
        for (int step = from; step < to; step++) {
            gradients.clear();
            small.net.train(SmallNet.batch(step, 4, 6), negatives, loss, gradients, 0);
            optimizer.step(gradients, 10, 0.01);
        }
    }

    @Test
    void aGradientThatIsNotFiniteChangesNothing() {
        SmallNet small = new SmallNet(OPTIONS);
        Optimizer optimizer = new Optimizer(small.kernels, AdamOptions.DEFAULT, small.parameters, small.weights);
        Gradients gradients = small.gradients(NEGATIVES);
        gradients.dense().write(3, new float[] {Float.NaN}, 0, 1);
        float[] before = small.weights.dense().clone();
        assertThat(optimizer.step(gradients, 1, 0.1)).isNaN();
        assertThat(optimizer.steps()).isZero();
        small.parameters.read(small.weights);
        assertThat(small.weights.dense()).containsExactly(before);
    }

    private static float[] row(float[] table, int i) {
        return Arrays.copyOfRange(table, i * 16, i * 16 + 16);
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }
}
