package io.reco.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.random.SplitMix64;
import io.reco.transformer.TransformerOptions.BlockKind;
import io.reco.transformer.TransformerOptions.Objective;
import io.reco.transformer.TransformerWeights.NamedMatrix;
import io.reco.transformer.kernel.Activation;
import io.reco.transformer.kernel.Floats;
import io.reco.transformer.kernel.TransformerKernels;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransformerNetTest {
    private static final TransformerOptions RICH = SmallNet.OPTIONS
            .withActivation(Activation.SILU)
            .withAttributes(true)
            .withProfile(true)
            .withTimeBias(true);
    private static final int STRIDE = TransformerKernels.stride(RICH.dim());
    private static final Negatives NEGATIVES = Negatives.of(4, 0, 10, 7);
    private static final LossOptions LOSS = LossOptions.SAMPLED_SOFTMAX;

    @ParameterizedTest
    @EnumSource
    void aTokenDoesNotDependOnLaterOnes(BlockKind kind) {
        SmallNet small = new SmallNet(RICH.withBlock(kind));
        PackedBatch batch = SmallNet.batch(1, 7);
        float[] before = hidden(small, batch);
        batch.items[5] = (batch.items[5] + 1) % SmallNet.ITEMS;
        SmallNet.seconds(batch)[6] += 10_000;
        float[] after = hidden(small, batch);
        assertThat(Arrays.copyOf(after, 5 * STRIDE)).containsExactly(Arrays.copyOf(before, 5 * STRIDE));
        assertThat(row(after, 5)).isNotEqualTo(row(before, 5));
        assertThat(row(after, 6)).isNotEqualTo(row(before, 6));
    }

    @Test
    void withTheMaskedObjectiveATokenDependsOnAllOfItsSequence() {
        SmallNet small = new SmallNet(RICH.withObjective(Objective.MASKED));
        PackedBatch batch = SmallNet.batch(1, 7);
        batch.items[2] = SmallNet.ITEMS;
        float[] before = hidden(small, batch);
        batch.items[6] = (batch.items[6] + 1) % SmallNet.ITEMS;
        float[] after = hidden(small, batch);
        for (int i = 0; i < 7; i++) {
            assertThat(row(after, i)).isNotEqualTo(row(before, i));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSequenceDoesNotDependOnOthersOfItsBatch(BlockKind kind) {
        for (Objective objective : Objective.values()) {
            SmallNet small = new SmallNet(RICH.withBlock(kind).withObjective(objective));
            PackedBatch batch = SmallNet.batch(2, 5, 1, 8);
            float[] packed = hidden(small, batch);
            for (int s = 0; s < 3; s++) {
                float[] alone = hidden(small, SmallNet.only(batch, s));
                float[] part = Arrays.copyOfRange(packed, batch.starts[s] * STRIDE, batch.starts[s + 1] * STRIDE);
                assertThat(alone).containsExactly(part, Offset.offset(1e-6f));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = LossOptions.Kind.class,
            names = {"BCE", "GBCE"})
    void binaryLossesOverAllItemsAreTheExpectationOfThoseWithDrawnOnes(LossOptions.Kind kind) {
        LossOptions loss = new LossOptions(kind, 3, 0.75);
        SmallNet small = new SmallNet(RICH);
        PackedBatch batch = SmallNet.batch(2, 6);
        Arrays.fill(batch.weights, 0);
        batch.weights[4] = 1;
        batch.ownNegatives[4] = -1;
        batch.targets[4] = 7;
        double sum = 0;
        for (int item = 0; item < SmallNet.ITEMS; item++) {
            // By linearity, the same item three times stands for three independent draws.
            sum += item == 7 ? 0 : small.net.loss(batch, Negatives.of(item, item, item), loss, 0);
        }
        assertThat(small.net.loss(batch, Negatives.ALL, loss, 0))
                .isCloseTo(sum / (SmallNet.ITEMS - 1), Offset.offset(1e-5));
    }

    @ParameterizedTest
    @EnumSource
    void gradientsOfMicroBatchesAddUpToThoseOfTheBatch(BlockKind kind) {
        for (LossOptions loss : List.of(LOSS, LossOptions.FULL_SOFTMAX, LossOptions.GBCE)) {
            SmallNet small = new SmallNet(RICH.withBlock(kind));
            Negatives negatives = loss == LossOptions.FULL_SOFTMAX ? Negatives.ALL : NEGATIVES;
            PackedBatch batch = SmallNet.batch(2, 5, 1, 8);
            Gradients whole = small.gradients(negatives);
            double sum = small.net.train(batch, negatives, loss, whole, 0);
            Gradients parts = small.gradients(negatives);
            Gradients last = small.gradients(negatives);
            double partSum = 0;
            for (int s = 0; s < 3; s++) {
                partSum += small.net.train(SmallNet.only(batch, s), negatives, loss, s == 2 ? last : parts, 0);
            }
            parts.merge(last);
            assertThat(partSum).isCloseTo(sum, Offset.offset(1e-5));
            assertClose(small.unpack(parts), small.unpack(whole), 1e-5f);
            assertThat(parts.squaredNorm()).isCloseTo(whole.squaredNorm(), Offset.offset(1e-4 * whole.squaredNorm()));

            parts.clear();
            assertThat(parts.squaredNorm()).isZero();
            small.net.train(batch, negatives, loss, parts, 0);
            assertClose(small.unpack(parts), small.unpack(whole), 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void lastTokensAreThoseOfTheWholeForward(BlockKind kind) {
        for (TransformerOptions options :
                List.of(RICH.withBlock(kind), RICH.withBlock(kind).withBlocks(1))) {
            SmallNet small = new SmallNet(options);
            PackedBatch batch = SmallNet.batch(4, 5, 1, 8);
            float[] all = hidden(small, batch);
            float[] last = SmallNet.toArray(small.net.forwardLast(batch), 3 * STRIDE);
            for (int s = 0; s < 3; s++) {
                assertThat(row(last, s)).containsExactly(row(all, batch.starts[s + 1] - 1), Offset.offset(1e-6f));
            }
        }
    }

    @Test
    void tokensWithoutTargetOrWeightCountForNothing() {
        SmallNet small = new SmallNet(RICH);
        PackedBatch batch = SmallNet.batch(2, 5, 1, 8);
        Arrays.fill(batch.targets, -1);
        batch.targets[3] = 2;
        batch.weights[3] = 1;
        batch.targets[9] = 5;
        batch.weights[9] = 0;
        Gradients gradients = small.gradients(NEGATIVES);
        double loss = small.net.train(batch, NEGATIVES, LOSS, gradients, 0);
        batch.weights[3] = 2;
        assertThat(small.net.loss(batch, NEGATIVES, LOSS, 0)).isCloseTo(2 * loss, Offset.offset(1e-6));

        // What lies in other sequences, or after the token, has no gradient.
        TransformerWeights g = small.unpack(gradients);
        float[] positions = matrix(g, "positions").toArray();
        assertThat(Arrays.copyOf(positions, 40)).matches(values -> norm(values) > 0);
        assertThat(norm(Arrays.copyOfRange(positions, 40, 80))).isZero();

        batch.targets[3] = -1;
        Gradients none = small.gradients(NEGATIVES);
        assertThat(small.net.train(batch, NEGATIVES, LOSS, none, 0)).isZero();
        assertThat(none.squaredNorm()).isZero();
    }

    @Test
    void sampledLossesTouchOnlyRowsOfTheBatch() {
        SmallNet small = new SmallNet(RICH.withAttributes(false));
        PackedBatch batch = SmallNet.batch(2, 2);
        batch.items[0] = 1;
        batch.items[1] = 3;
        batch.targets[0] = 3;
        batch.targets[1] = 8;
        Arrays.fill(batch.weights, 1);
        batch.ownNegatives[0] = -1;
        batch.ownNegatives[1] = 9;
        Gradients gradients = small.gradients(NEGATIVES);
        small.net.train(batch, NEGATIVES, LOSS, gradients, 0);
        int[] rows = Arrays.copyOf(gradients.items().rows(), gradients.items().count());
        assertThat(rows).containsExactlyInAnyOrder(0, 1, 3, 4, 7, 8, 9, 10);
        assertThat(gradients.items().dense()).isFalse();
    }

    @Test
    void dropoutDependsOnItsSeedAlone() {
        SmallNet small = new SmallNet(RICH.withDropout(0.5f));
        PackedBatch batch = SmallNet.batch(2, 5, 1, 8);
        float[] first = SmallNet.toArray(small.net.forward(batch, 1), 14 * STRIDE);
        float[] second = SmallNet.toArray(small.net.forward(batch, 2), 14 * STRIDE);
        float[] again = SmallNet.toArray(small.net.forward(batch, 1), 14 * STRIDE);
        assertThat(again).containsExactly(first).isNotEqualTo(second);
        assertThat(hidden(small, batch)).isNotEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource
    void eachRateOfDropoutActsInItsOwnPlace(BlockKind kind) {
        TransformerOptions none = RICH.withBlock(kind).withDropout(0);
        PackedBatch batch = SmallNet.batch(2, 5, 1, 8);
        SmallNet whole = new SmallNet(none);
        float[] expected = hidden(whole, batch);
        assertThat(dropped(none.withResidualDropout(0.5f), batch)).isNotEqualTo(expected);
        // The hidden layer has no effect if the matrix after it is zero, and attention has none if its output matrix
        // is.
        assertThat(dropped(none.withActivationDropout(0.5f), batch)).isNotEqualTo(expected);
        assertThat(dropped(none.withActivationDropout(0.5f), batch, "down.weight"))
                .containsExactly(dropped(none, batch, "down.weight"));
        assertThat(dropped(none.withAttentionDropout(0.5f), batch)).isNotEqualTo(expected);
        assertThat(dropped(none.withAttentionDropout(0.5f), batch, "attention.out.weight"))
                .containsExactly(dropped(none, batch, "attention.out.weight"));
    }

    /** Hidden states with dropout, where the matrices of all blocks of this name are zero. */
    private static float[] dropped(TransformerOptions options, PackedBatch batch, String... zeros) {
        SmallNet small = new SmallNet(options);
        for (NamedMatrix matrix : small.weights.matrices()) {
            for (String name : zeros) {
                if (matrix.name().endsWith(name)) {
                    matrix.set(new float[matrix.rows() * matrix.columns()]);
                }
            }
        }
        TransformerNet net = new TransformerNet(
                options, small.features, Parameters.upload(small.kernels, small.weights), small.kernels, 4, 20);
        return SmallNet.toArray(net.forward(batch, 1), 14 * STRIDE);
    }

    @Test
    void theSameSeedGivesTheSameBitsAfterTraining() {
        float[][] runs = new float[2][];
        for (int run = 0; run < 2; run++) {
            SmallNet small = new SmallNet(RICH.withDropout(0.2f));
            Optimizer optimizer = new Optimizer(
                    small.kernels, AdamOptions.DEFAULT.withClip(1).withDecay(0.1), small.parameters, small.weights);
            Gradients gradients = small.gradients(NEGATIVES);
            for (int step = 1; step < 6; step++) {
                gradients.clear();
                small.net.train(SmallNet.batch(step, 4, 6), NEGATIVES, LOSS, gradients, step);
                optimizer.step(gradients, 10, 0.01);
            }
            small.parameters.read(small.weights);
            runs[run] = small.weights.items();
        }
        assertThat(runs[1]).containsExactly(runs[0]);
    }

    /** Next = a permutation of the item, but for 10 % uniform noise; the best possible loss is the entropy of that. */
    @Test
    void learnsARuleOfTheNextItem() {
        int items = 20;
        TransformerOptions options =
                SmallNet.OPTIONS.withDim(16).withFeedForward(16).withDropout(0);
        ItemFeatures features = ItemFeatures.ofItems(items);
        TransformerKernels kernels = new SmallNet(options).kernels;
        TransformerWeights weights = TransformerWeights.random(options, features, 3);
        Parameters parameters = Parameters.upload(kernels, weights);
        TransformerNet net = new TransformerNet(options, features, parameters, kernels, 16, 128);
        Optimizer optimizer = new Optimizer(kernels, AdamOptions.DEFAULT, parameters, weights);
        Gradients gradients = new Gradients(kernels, options, features, true);
        SplitMix64 random = new SplitMix64(1);
        int[] next = new int[items];
        Arrays.setAll(next, i -> (i + 7) % items);
        random.shuffle(next);
        PackedBatch batch = new PackedBatch(16, 128, false);
        double first = 0;
        double loss = 0;
        for (int step = 0; step < 300; step++) {
            fillRule(batch, next, random);
            gradients.clear();
            double sum = net.train(batch, Negatives.ALL, LossOptions.FULL_SOFTMAX, gradients, 0);
            optimizer.step(gradients, 128, 0.01);
            first = step == 0 ? sum / 128 : first;
            loss += step >= 280 ? sum / 128 / 20 : 0;
        }
        double right = 0.9 + 0.1 / items;
        double entropy = -right * Math.log(right) - 0.1 * (1 - 1.0 / items) * Math.log(0.1 / items);
        assertThat(first).isCloseTo(Math.log(items), Offset.offset(0.1));
        assertThat(loss).isBetween(entropy - 0.15, entropy + 0.15);
    }

    private static void fillRule(PackedBatch batch, int[] next, SplitMix64 random) {
        batch.sequences = 16;
        Arrays.fill(batch.weights, 1);
        Arrays.fill(batch.ownNegatives, -1);
        for (int s = 0; s < 16; s++) {
            int item = random.nextInt(next.length);
            batch.starts[s + 1] = batch.starts[s] + 8;
            for (int p = 0; p < 8; p++) {
                int i = batch.starts[s] + p;
                batch.items[i] = item;
                batch.positions[i] = p;
                item = random.chance(0.1) ? random.nextInt(next.length) : next[item];
                batch.targets[i] = item;
            }
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        SmallNet small = new SmallNet(RICH);
        PackedBatch batch = SmallNet.batch(2, 5, 1, 8);
        Gradients sampled = small.gradients(NEGATIVES);
        assertThatThrownBy(() -> small.net.train(batch, Negatives.ALL, LossOptions.FULL_SOFTMAX, sampled, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("loss FULL_SOFTMAX over all items: the gradients were made for sampled losses");
        assertThatThrownBy(() -> small.net.train(batch, Negatives.ALL, LOSS, sampled, 0))
                .hasMessage("loss SAMPLED_SOFTMAX needs sampled negatives");
        assertThatThrownBy(() -> small.net.train(batch, NEGATIVES, LossOptions.FULL_SOFTMAX, sampled, 0))
                .hasMessage("loss FULL_SOFTMAX takes all items as negatives");
        batch.items[3] = SmallNet.ITEMS + 1;
        assertThatThrownBy(() -> small.net.forward(batch, 0)).hasMessage("item 12 at 3 of the batch is not in [0, 11]");
        batch.items[3] = 0;
        batch.positions[4] = 8;
        assertThatThrownBy(() -> small.net.forward(batch, 0))
                .hasMessage("position 8 at 4 of the batch is not in [0, 7]");
        batch.positions[4] = 4;
        batch.targets[0] = SmallNet.ITEMS;
        assertThatThrownBy(() -> small.net.forward(batch, 0))
                .hasMessage("target 11 at 0 of the batch is not in [0, 10]");
        batch.targets[0] = 0;
        batch.genders[1] = 4;
        assertThatThrownBy(() -> small.net.forward(batch, 0)).hasMessage("gender 4 at 1 of the batch is not in [0, 3]");
        PackedBatch large = new PackedBatch(5, 21, true);
        large.sequences = 5;
        large.starts[5] = 21;
        assertThatThrownBy(() -> small.net.forward(large, 0))
                .hasMessage("batch of 5 sequences with 21 tokens: the net was made for 4 with 20");
        PackedBatch untimed = new PackedBatch(1, 1, false);
        untimed.sequences = 1;
        untimed.starts[1] = 1;
        assertThatThrownBy(() -> small.net.forward(untimed, 0))
                .hasMessage("batch without times: the model has a term by time");
    }

    @Test
    void anEmptySequenceHasNoLastToken() {
        SmallNet small = new SmallNet(RICH);
        PackedBatch batch = SmallNet.batch(2, 3, 0, 4);
        assertThatThrownBy(() -> small.net.forwardLast(batch)).hasMessage("sequence 1 of the batch has no token");
    }

    @Test
    void anEmptyBatchGivesNothing() {
        SmallNet small = new SmallNet(RICH);
        PackedBatch batch = new PackedBatch(1, 1, true);
        Gradients gradients = small.gradients(NEGATIVES);
        assertThat(small.net.train(batch, NEGATIVES, LOSS, gradients, 1)).isZero();
        assertThat(gradients.squaredNorm()).isZero();
    }

    private static float[] hidden(SmallNet small, PackedBatch batch) {
        Floats hidden = small.net.forward(batch, 0);
        return SmallNet.toArray(hidden, batch.tokens() * STRIDE);
    }

    private static float[] row(float[] rows, int i) {
        return Arrays.copyOfRange(rows, i * STRIDE, (i + 1) * STRIDE);
    }

    private static double norm(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }

    private static NamedMatrix matrix(TransformerWeights weights, String name) {
        return weights.matrices().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertClose(TransformerWeights actual, TransformerWeights expected, float tolerance) {
        for (int t = 0; t < expected.matrices().size(); t++) {
            NamedMatrix matrix = expected.matrices().get(t);
            assertThat(actual.matrices().get(t).toArray())
                    .as(matrix.name())
                    .containsExactly(matrix.toArray(), Offset.offset(tolerance));
        }
    }
}
