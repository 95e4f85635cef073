package io.reco.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.transformer.TransformerOptions.BlockKind;
import io.reco.transformer.TransformerOptions.Objective;
import io.reco.transformer.kernel.Activation;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TransformerOptionsTest {
    private static final TransformerOptions BASE = TransformerOptions.SASREC;

    @Test
    void copiesChangeOneFieldEach() {
        TransformerOptions all = BASE.withDim(48)
                .withBlocks(3)
                .withHeads(4)
                .withFeedForward(96)
                .withMaxLength(50)
                .withBlock(BlockKind.GATED)
                .withActivation(Activation.SIGMOID)
                .withObjective(Objective.MASKED)
                .withTiedOutputs(false)
                .withTimeBias(true)
                .withAttributes(true)
                .withProfile(true)
                .withResidualDropout(0.25f)
                .withAttentionDropout(0.5f)
                .withActivationDropout(0.75f);
        assertThat(all)
                .isEqualTo(new TransformerOptions(
                        48,
                        3,
                        4,
                        96,
                        50,
                        BlockKind.GATED,
                        Activation.SIGMOID,
                        Objective.MASKED,
                        false,
                        true,
                        true,
                        true,
                        0.25f,
                        0.5f,
                        0.75f));
        assertThat(all.withDropout(0.125f))
                .isEqualTo(all.withResidualDropout(0.125f)
                        .withAttentionDropout(0.125f)
                        .withActivationDropout(0.125f));
        assertThat(TransformerOptions.GATED.activation()).isEqualTo(Activation.SILU);
        assertThat(TransformerOptions.BERT4REC.objective()).isEqualTo(Objective.MASKED);
    }

    @Test
    void refusalsNameFieldAndValue() {
        refuses(() -> BASE.withDim(0), "dim 0 is not in [1, 65536]");
        refuses(() -> BASE.withBlocks(-1), "blocks -1 is not in [1, 65536]");
        refuses(() -> BASE.withHeads(0), "heads 0 is not in [1, 65536]");
        refuses(() -> BASE.withHeads(3), "dim 64 is not a multiple of heads 3");
        refuses(() -> BASE.withFeedForward(65_537), "feedForward 65537 is not in [1, 65536]");
        refuses(() -> BASE.withMaxLength(0), "maxLength 0 is not in [1, 65536]");
        refuses(() -> BASE.withDropout(1), "residualDropout 1.0 is not in [0, 1)");
        refuses(() -> BASE.withDropout(Float.NaN), "residualDropout NaN is not in [0, 1)");
        refuses(
                () -> BASE.withMaxLength(1).withObjective(Objective.MASKED),
                "maxLength 1 leaves no room beside the mask of MASKED; 2 or above");
        refuses(() -> BASE.withAttentionDropout(-0.1f), "attentionDropout -0.1 is not in [0, 1)");
        refuses(() -> BASE.withActivationDropout(1), "activationDropout 1.0 is not in [0, 1)");
        refuses(
                () -> BASE.withActivation(Activation.SIGMOID),
                "activation SIGMOID is for GATED blocks, not for PRE_NORM");
    }

    @Test
    void lossesAdamAndRatesRefuseToo() {
        refuses(() -> LossOptions.GBCE.withNegatives(0), "negatives 0 is not 1 or above");
        refuses(() -> LossOptions.GBCE.withCalibration(1.5), "calibration 1.5 is not in [0, 1]");
        refuses(() -> AdamOptions.DEFAULT.withBeta1(1), "beta1 1.0 is not in [0, 1)");
        refuses(() -> AdamOptions.DEFAULT.withBeta2(0.99999999999), "beta2 0.99999999999 is not in [0, 1)");
        refuses(() -> AdamOptions.DEFAULT.withEpsilon(1e-60), "epsilon 1.0E-60 is not a finite number above 0");
        refuses(() -> AdamOptions.DEFAULT.withDecay(-1), "decay -1.0 is not 0 or a finite number above");
        refuses(() -> AdamOptions.DEFAULT.withClip(Double.NaN), "clip NaN is not 0 or a finite number above");
        refuses(() -> LearningRate.constant(0), "peak 0.0 is not a finite number above 0");
        refuses(() -> LearningRate.cosine(1, -1, 9), "warmUp -1 is not 0 or above");
        refuses(() -> LearningRate.cosine(1, 9, 9), "total 9 is neither 0 nor above warmUp 9");
        refuses(() -> new LearningRate(1, 0, 9, 2), "floor 2.0 is not in [0, peak 1.0]");
        refuses(() -> new Negatives(new int[2], 3, new float[3], new float[9]), "count 3 is not in [1, 2]");
        refuses(
                () -> new Negatives(new int[2], 2, new float[1], new float[9]),
                "corrections: 1 of them for 2 negatives");
    }

    private static void refuses(Supplier<?> supplier, String message) {
        assertThatThrownBy(supplier::get)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
