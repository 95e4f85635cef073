package io.reco.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.random.SplitMix64;
import io.reco.transformer.TransformerOptions.BlockKind;
import io.reco.transformer.TransformerOptions.Objective;
import io.reco.transformer.TransformerWeights.NamedMatrix;
import io.reco.transformer.kernel.Activation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of the whole network against finite differences of its loss, tensor by tensor. */
class TransformerNetGradientTest {
    private static final TransformerOptions OPTIONS = SmallNet.OPTIONS;
    private static final TransformerOptions GATED =
            OPTIONS.withBlock(BlockKind.GATED).withActivation(Activation.SILU);
    private static final TransformerOptions SMOOTH = OPTIONS.withActivation(Activation.GELU);
    private static final LossOptions SAMPLED = LossOptions.SAMPLED_SOFTMAX;
    private static final LossOptions FULL = LossOptions.FULL_SOFTMAX;

    static Stream<Arguments> configurations() {
        TransformerOptions rich =
                GATED.withAttributes(true).withProfile(true).withTimeBias(true).withHeads(5);
        return Stream.of(
                Arguments.of("pre-norm", OPTIONS, SAMPLED),
                Arguments.of("pre-norm, one head, SILU", OPTIONS.withHeads(1).withActivation(Activation.SILU), SAMPLED),
                Arguments.of("post-norm", SMOOTH.withBlock(BlockKind.POST_NORM), SAMPLED),
                Arguments.of("gated", GATED, SAMPLED),
                Arguments.of("gated, logistic factor", GATED.withActivation(Activation.SIGMOID), SAMPLED),
                Arguments.of("masked", SMOOTH.withObjective(Objective.MASKED), SAMPLED),
                Arguments.of("separate outputs", SMOOTH.withTiedOutputs(false), SAMPLED),
                Arguments.of("attributes", SMOOTH.withAttributes(true), SAMPLED),
                Arguments.of(
                        "attributes, separate outputs",
                        SMOOTH.withAttributes(true).withTiedOutputs(false),
                        SAMPLED),
                Arguments.of("profile", SMOOTH.withProfile(true), SAMPLED),
                Arguments.of("time", SMOOTH.withTimeBias(true), SAMPLED),
                Arguments.of("time, both sides", SMOOTH.withTimeBias(true).withObjective(Objective.MASKED), SAMPLED),
                Arguments.of("full softmax", SMOOTH, FULL),
                Arguments.of("full softmax, separate outputs", SMOOTH.withTiedOutputs(false), FULL),
                Arguments.of("full softmax, attributes", SMOOTH.withAttributes(true), FULL),
                Arguments.of("BCE", SMOOTH, LossOptions.BCE),
                Arguments.of("gBCE", SMOOTH.withTiedOutputs(false), LossOptions.GBCE),
                Arguments.of("all at once", rich, FULL),
                Arguments.of("all at once, sampled", rich, SAMPLED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("configurations")
    void gradientsAreThoseOfTheLoss(String name, TransformerOptions options, LossOptions loss) {
        check(new SmallNet(options), SmallNet.batch(3, 5, 1, 8), negatives(loss), loss, 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"BCE", "GBCE"})
    void gradientsOfBinaryLossesOverAllItemsAreThoseOfTheLoss(LossOptions.Kind kind) {
        LossOptions loss = new LossOptions(kind, 3, 0.75);
        for (boolean tied : new boolean[] {true, false}) {
            SmallNet small = new SmallNet(SMOOTH.withTiedOutputs(tied).withAttributes(tied));
            check(small, SmallNet.batch(3, 5, 1, 8), Negatives.ALL, loss, 0);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withDropout")
    void gradientsWithDropoutAreThoseOfTheLossWithTheSameDropout(
            String name, TransformerOptions options, LossOptions loss) {
        check(
                new SmallNet(options.withResidualDropout(0.3f)
                        .withAttentionDropout(0.4f)
                        .withActivationDropout(0.2f)),
                SmallNet.batch(3, 5, 1, 8),
                negatives(loss),
                loss,
                42);
    }

    /** One of each kind of block, and of each loss. */
    static Stream<Arguments> withDropout() {
        List<String> names = List.of("pre-norm", "post-norm", "gated", "gBCE", "all at once");
        return configurations()
                .filter(arguments -> names.contains((String) arguments.get()[0]));
    }

    private static Negatives negatives(LossOptions loss) {
        if (loss.kind() == LossOptions.Kind.FULL_SOFTMAX) {
            return Negatives.ALL;
        }
        int[] items = {4, 0, 10, 4, 7};
        if (loss.kind() != LossOptions.Kind.SAMPLED_SOFTMAX) {
            return Negatives.of(items);
        }
        float[] all = new float[SmallNet.ITEMS];
        for (int i = 0; i < all.length; i++) {
            all[i] = 0.2f * i - 1;
        }
        return new Negatives(items, items.length, new float[] {all[4], all[0], all[10], all[4], all[7]}, all);
    }

    private static void check(
            SmallNet small, PackedBatch batch, Negatives negatives, LossOptions loss, int dropoutSeed) {
        if (small.options.objective() == Objective.MASKED) {
            batch.items[1] = SmallNet.ITEMS;
            batch.items[9] = SmallNet.ITEMS;
        }
        Gradients gradients = small.gradients(negatives);
        double value = small.net.train(batch, negatives, loss, gradients, dropoutSeed);
        assertThat(value).isEqualTo(small.net.loss(batch, negatives, loss, dropoutSeed));
        assertThat(value).isGreaterThan(1);

        TransformerWeights g = small.unpack(gradients);
        assertPadsAreZero(g);
        List<NamedMatrix> of = g.matrices();
        List<NamedMatrix> weights = small.weights.matrices();
        SplitMix64 random = new SplitMix64(5);
        for (int t = 0; t < weights.size(); t++) {
            float[] gradient = of.get(t).toArray();
            double norm = norm(gradient);
            float[] along = new float[gradient.length];
            float[] aside = new float[gradient.length];
            for (int i = 0; i < along.length; i++) {
                along[i] = (float) (norm == 0 ? 0 : gradient[i] / norm);
                aside[i] = (float) (random.nextGaussian() / Math.sqrt(along.length));
            }
            for (float[] direction : List.of(along, aside)) {
                double expected = slope(small, weights.get(t), direction, batch, negatives, loss, dropoutSeed);
                assertThat(dot(gradient, direction))
                        .as(
                                "slope of %s, whose gradient is %s long",
                                weights.get(t).name(), norm)
                        .isCloseTo(expected, Offset.offset(0.01 * norm + 2e-3));
            }
        }
    }

    /** The derivative of the loss when a tensor moves in a direction, by central differences. */
    private static double slope(
            SmallNet small,
            NamedMatrix tensor,
            float[] direction,
            PackedBatch batch,
            Negatives negatives,
            LossOptions loss,
            int dropoutSeed) {
        float step = 4e-3f;
        float[] values = tensor.toArray();
        double[] losses = new double[2];
        for (int side = 0; side < 2; side++) {
            float[] moved = values.clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += (side == 0 ? step : -step) * direction[i];
            }
            tensor.set(moved);
            small.parameters.write(small.weights);
            losses[side] = small.net.loss(batch, negatives, loss, dropoutSeed);
        }
        tensor.set(values);
        small.parameters.write(small.weights);
        return (losses[0] - losses[1]) / (2 * step);
    }

    private static void assertPadsAreZero(TransformerWeights g) {
        TransformerWeights withoutPads = g.copy();
        Arrays.fill(withoutPads.dense(), 0);
        Arrays.fill(withoutPads.items(), 0);
        Arrays.fill(withoutPads.attributes(), 0);
        float[] outputs = withoutPads.outputs();
        if (outputs != null) {
            Arrays.fill(outputs, 0);
        }
        for (int t = 0; t < g.matrices().size(); t++) {
            withoutPads.matrices().get(t).set(g.matrices().get(t).toArray());
        }
        assertThat(g.dense()).containsExactly(withoutPads.dense());
        assertThat(g.items()).containsExactly(withoutPads.items());
        assertThat(g.attributes()).containsExactly(withoutPads.attributes());
        assertThat(g.outputs()).isEqualTo(withoutPads.outputs());
    }

    private static double norm(float[] a) {
        return Math.sqrt(dot(a, a));
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
