package io.reco.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LearningRateTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-12);

    @Test
    void risesThenFallsAlongACosineToTheFloor() {
        LearningRate rate = new LearningRate(0.8, 4, 12, 0.2);
        double[] expected = {0.2, 0.4, 0.6, 0.8, 0.8};
        for (int step = 0; step < expected.length; step++) {
            assertThat(rate.at(step)).isCloseTo(expected[step], EXACT);
        }
        assertThat(rate.at(8)).isCloseTo(0.5, EXACT);
        assertThat(rate.at(6)).isCloseTo(0.2 + 0.3 * (1 + Math.sqrt(0.5)), EXACT);
        assertThat(rate.at(11)).isBetween(0.2, 0.25);
        assertThat(rate.at(12)).isEqualTo(0.2);
        assertThat(rate.at(1_000)).isEqualTo(0.2);
    }

    @Test
    void staysWithoutATotal() {
        assertThat(LearningRate.constant(0.01).at(0)).isEqualTo(0.01);
        assertThat(LearningRate.constant(0.01).at(1_000_000)).isEqualTo(0.01);
        assertThat(LearningRate.cosine(0.01, 0, 10).at(10)).isZero();
    }

    @Test
    void betaOfGbceIsThatOfThePaper() {
        // alpha = 10 / 100; t = 0: beta = 1, t = 1: beta = alpha, t = 0.75: 0.1 (0.75 (1 - 10) + 10) = 0.325.
        LossOptions loss = LossOptions.GBCE.withNegatives(10);
        assertThat(loss.withCalibration(0).positiveWeight(10, 101)).isEqualTo(1f / 11);
        assertThat(loss.withCalibration(1).positiveWeight(10, 101)).isCloseTo(0.1f / 11, Offset.offset(1e-8f));
        assertThat(loss.withCalibration(0.75).positiveWeight(10, 101)).isCloseTo(0.325f / 11, Offset.offset(1e-8f));
        assertThat(loss.withKind(LossOptions.Kind.BCE).positiveWeight(10, 101)).isEqualTo(1f / 11);
        assertThat(loss.negativeWeight(10)).isEqualTo(1f / 11);
        assertThat(loss.offset(10, 101)).isCloseTo((float) Math.log(0.0325), Offset.offset(1e-6f));
        assertThat(loss.withKind(LossOptions.Kind.BCE).offset(10, 101))
                .isCloseTo((float) Math.log(0.1), Offset.offset(1e-6f));
        assertThat(LossOptions.BCE.offset(1, 101)).isZero();
        assertThat(LossOptions.SAMPLED_SOFTMAX.offset(10, 101)).isZero();
        assertThat(LossOptions.SAMPLED_SOFTMAX.positiveWeight(10, 101)).isEqualTo(1);
        assertThat(LossOptions.SAMPLED_SOFTMAX.negativeWeight(10)).isEqualTo(1);
        // As many negatives as items or more: as if all were.
        assertThat(loss.withCalibration(1).positiveWeight(300, 101)).isCloseTo(1f / 301, Offset.offset(1e-8f));
        assertThat(loss.positiveWeight(1, 1)).isEqualTo(0.5f);
    }
}
