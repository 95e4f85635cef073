package io.reco.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class TrainingMemoryTest {
    private static final TransformerOptions SHAPE = TransformerOptions.SASREC.withAttributes(true);
    private static final ItemFeatures FEATURES = Models.features(5000, true);

    private static TrainingMemory of(TransformerOptions shape, TrainingOptions options, boolean checkpoint) {
        return TrainingMemory.of(shape, options, FEATURES, 3000, checkpoint, 77);
    }

    @Test
    void tablesAreWeightsTheirCopiesAndMoments() {
        for (TransformerOptions shape : new TransformerOptions[] {SHAPE, SHAPE.withTiedOutputs(false)}) {
            long weights = TransformerWeights.zeros(shape, FEATURES).bytes();
            assertThat(of(shape, TrainingOptions.DEFAULT, false).tables()).isEqualTo(5 * weights);
            assertThat(of(shape, TrainingOptions.DEFAULT, true).tables()).isEqualTo(7 * weights);
        }
    }

    @Test
    void everyWorkerHasGradientsAndBuffers() {
        TrainingOptions full = TrainingOptions.DEFAULT.withLoss(LossOptions.FULL_SOFTMAX);
        long one = of(SHAPE, full, false).workers();
        assertThat(of(SHAPE, full.withThreads(4), false).workers()).isEqualTo(4 * one);
        assertThat(one).isGreaterThan(TransformerWeights.zeros(SHAPE, FEATURES).bytes());
        assertThat(of(SHAPE.withBlocks(6), full, false).workers()).isGreaterThan(one);
        // A sampled loss touches few rows.
        assertThat(of(SHAPE, TrainingOptions.DEFAULT.withLoss(LossOptions.BCE), false)
                        .workers())
                .isLessThan(one);
    }

    @Test
    void whatDoesNotFitIsRefusedWithAdvice() {
        TrainingMemory memory = new TrainingMemory(1L << 30, 3L << 30, 5);
        memory.require(4L << 30, SHAPE, TrainingOptions.DEFAULT, 5000);
        assertThatIllegalStateException()
                .isThrownBy(() -> memory.require((4L << 30) - 1, SHAPE, TrainingOptions.DEFAULT.withThreads(8), 5000))
                .withMessage(
                        "training a Transformer of dim 64 over 5,000 tracks takes about 4,096 MB of heap (weights, moments and"
                                + " copies 1,024 MB, 8 workers 3,072 MB), 4,096 MB are free; start the JVM with a larger -Xmx, or lower dim"
                                + " (64), or threads (8)");
    }
}
