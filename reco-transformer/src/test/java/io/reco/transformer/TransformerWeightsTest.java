package io.reco.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.transformer.ParameterLayout.Role;
import io.reco.transformer.ParameterLayout.Tensor;
import io.reco.transformer.TransformerOptions.BlockKind;
import io.reco.transformer.TransformerWeights.NamedMatrix;
import io.reco.transformer.kernel.Activation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransformerWeightsTest {
    private static final TransformerOptions RICH = SmallNet.OPTIONS
            .withActivation(Activation.SILU)
            .withBlock(BlockKind.GATED)
            .withAttributes(true)
            .withProfile(true)
            .withTimeBias(true)
            .withTiedOutputs(false);
    private static final ItemFeatures FEATURES = SmallNet.features();

    @ParameterizedTest
    @EnumSource
    void tensorsLieOneAfterTheOtherMatricesFirst(BlockKind kind) {
        ParameterLayout layout = new ParameterLayout(RICH.withBlock(kind));
        int at = 0;
        Set<String> names = new HashSet<>();
        for (Tensor tensor : layout.tensors()) {
            assertThat(tensor.at()).isEqualTo(at);
            assertThat(tensor.at() % 16).isZero();
            assertThat(tensor.at() < layout.decayed()).isEqualTo(tensor.role() == Role.MATRIX);
            assertThat(names.add(tensor.name())).isTrue();
            assertThat(layout.tensor(tensor.name())).isSameAs(tensor);
            at += tensor.length();
        }
        assertThat(layout.length()).isEqualTo(at);
        assertThat(layout.norm() == null).isEqualTo(kind == BlockKind.POST_NORM);
        assertThat(layout.block(1).qkv().weight())
                .isEqualTo(layout.tensor("blocks.1.attention.qkv.weight").at());
        assertThat(layout.block(0).qkv()).extracting("in", "out").containsExactly(10, 48);
        assertThat(layout.block(0).down()).extracting("in", "out").containsExactly(7, 10);
        assertThatThrownBy(() -> layout.tensor("blocks.2.norm1.gain"))
                .hasMessage("tensor 'blocks.2.norm1.gain' is not part of the model");
    }

    @Test
    void aSeedGivesTheSameBitsAndEachTensorHasItsOwnStream() {
        TransformerWeights weights = TransformerWeights.random(RICH, FEATURES, 5);
        TransformerWeights again = TransformerWeights.random(RICH, FEATURES, 5);
        TransformerWeights other = TransformerWeights.random(RICH, FEATURES, 6);
        TransformerWeights plain =
                TransformerWeights.random(RICH.withProfile(false).withTimeBias(false), FEATURES, 5);
        assertThat(again.dense()).containsExactly(weights.dense());
        assertThat(again.items()).containsExactly(weights.items());
        assertThat(other.items()).isNotEqualTo(weights.items());
        assertThat(matrix(plain, "blocks.1.attention.qkv.weight"))
                .containsExactly(matrix(weights, "blocks.1.attention.qkv.weight"));
        assertThat(weights.items()[0]).isNotEqualTo(weights.outputs() == null ? 0 : weights.outputs()[0]);
    }

    @Test
    void tensorsHaveTheDeviationTheyShould() {
        TransformerWeights weights =
                TransformerWeights.random(TransformerOptions.SASREC.withFeedForward(192), ItemFeatures.ofItems(500), 1);
        assertThat(deviation(matrix(weights, "items"))).isCloseTo(0.02, Offset.offset(5e-4));
        assertThat(deviation(matrix(weights, "positions"))).isCloseTo(0.02, Offset.offset(5e-4));
        assertThat(deviation(matrix(weights, "blocks.0.attention.qkv.weight")))
                .isCloseTo(Math.sqrt(2.0 / 128), Offset.offset(3e-3));
        assertThat(deviation(matrix(weights, "blocks.0.feedForward.up.weight")))
                .isCloseTo(Math.sqrt(2.0 / 256), Offset.offset(3e-3));
        assertThat(matrix(weights, "blocks.0.norm1.gain")).containsOnly(1);
        assertThat(matrix(weights, "blocks.0.attention.qkv.bias")).containsOnly(0);
    }

    @Test
    void padsStayZero() {
        TransformerWeights weights = TransformerWeights.random(RICH, FEATURES, 5);
        for (int i = 0; i < weights.items().length; i++) {
            if (i % 16 >= 10) {
                assertThat(weights.items()[i]).isZero();
            }
        }
        int dense = 0;
        for (float value : weights.dense()) {
            dense += value != 0 ? 1 : 0;
        }
        int expected = 0;
        for (Tensor tensor : weights.layout().tensors()) {
            expected += tensor.role() == Role.BIAS ? 0 : tensor.rows() * tensor.parts() * tensor.columns();
        }
        assertThat(dense).isEqualTo(expected);
    }

    @Test
    void matricesAreViewsWithoutPads() {
        TransformerWeights weights = TransformerWeights.zeros(RICH, FEATURES);
        NamedMatrix qkv = find(weights, "blocks.0.attention.qkv.weight");
        assertThat(List.of(qkv.rows(), qkv.columns())).containsExactly(10, 30);
        float[] all = new float[300];
        for (int i = 0; i < 300; i++) {
            all[i] = i + 1;
        }
        qkv.set(all);
        assertThat(qkv.toArray()).containsExactly(all);
        int at = weights.layout().block(0).qkv().weight();
        // Row 2: q of components 0 to 9, six pads, then k.
        assertThat(weights.dense()[at + 2 * 48]).isEqualTo(61);
        assertThat(weights.dense()[at + 2 * 48 + 9]).isEqualTo(70);
        assertThat(weights.dense()[at + 2 * 48 + 10]).isZero();
        assertThat(weights.dense()[at + 2 * 48 + 16]).isEqualTo(71);
        assertThatThrownBy(() -> qkv.set(new float[3]))
                .hasMessage("tensor 'blocks.0.attention.qkv.weight': 3 floats given, 10 x 30 needed");
    }

    @Test
    void copiesAreDeep() {
        TransformerWeights weights = TransformerWeights.random(RICH, FEATURES, 5);
        TransformerWeights copy = weights.copy();
        for (NamedMatrix matrix : copy.matrices()) {
            matrix.set(new float[matrix.rows() * matrix.columns()]);
        }
        assertThat(weights.items()).isNotEqualTo(copy.items());
        assertThat(weights.dense()).isNotEqualTo(copy.dense());
        assertThat(weights.attributes()).isNotEqualTo(copy.attributes());
        assertThat(weights.outputs()).isNotEqualTo(copy.outputs());
        copy.set(weights);
        assertThat(copy.items()).containsExactly(weights.items());
        assertThat(copy.dense()).containsExactly(weights.dense());
        assertThat(copy.attributes()).containsExactly(weights.attributes());
        assertThat(copy.outputs()).isEqualTo(weights.outputs());
        assertThat(weights.bytes())
                .isEqualTo(4L * (weights.dense().length + 12 * 16 + 11 * 16 + SmallNet.ATTRIBUTES * 16));
    }

    @Test
    void weightsThatAreNotFiniteAreNamed() {
        TransformerWeights weights = TransformerWeights.random(RICH, FEATURES, 5);
        weights.requireFinite();
        weights.items()[3 * 16 + 7] = Float.NaN;
        assertThatThrownBy(weights::requireFinite)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weight NaN of tensor 'items', row 3, column 7 is not a finite number");
    }

    @Test
    void shapesBeyondOneArrayAreRefused() {
        TransformerOptions huge = TransformerOptions.SASREC.withDim(1 << 15).withFeedForward(1 << 15);
        assertThatThrownBy(() -> new ParameterLayout(huge))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'blocks.0.attention.qkv.weight' of 32768 x 98304 does not fit");
    }

    @Test
    void tablesBeyondAnArrayAreRefused() {
        assertThatThrownBy(() -> TransformerWeights.zeros(
                        TransformerOptions.SASREC.withDim(65_536), ItemFeatures.ofItems(40_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("items: 40001 rows of 65536 floats are more than an array can hold");
    }

    private static NamedMatrix find(TransformerWeights weights, String name) {
        return weights.matrices().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static float[] matrix(TransformerWeights weights, String name) {
        return find(weights, name).toArray();
    }

    private static double deviation(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += value * value;
        }
        return Math.sqrt(squares / values.length);
    }
}
