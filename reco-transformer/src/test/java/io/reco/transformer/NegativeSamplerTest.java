package io.reco.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.random.SplitMix64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NegativeSamplerTest {
    /** Item 2 never occurs. */
    private static final int[] COUNTS = {16, 1, 0, 4, 9};

    /** Other than the counts: what is a target is not all that was heard. */
    private static final double[] TARGETS = {10, 2, 0, 6, 12};

    private static final int SUM = 30;
    private static final int DRAWS = 200_000;

    private static TrainingOptions options(NegativeSource source) {
        return TrainingOptions.DEFAULT.withNegativeSource(source).withLogQ(true).withInBatchShare(0.25);
    }

    /** Targets in their proportions, as batches have them on average; more of the array is left over. */
    private static int[] targets() {
        int[] targets = new int[SUM + 5];
        int n = 0;
        for (int item = 0; item < TARGETS.length; item++) {
            for (int i = 0; i < TARGETS[item]; i++) {
                targets[n++] = item;
            }
        }
        java.util.Arrays.fill(targets, n, targets.length, 2);
        return targets;
    }

    private static double expected(NegativeSource source, int item) {
        return switch (source) {
            case UNIFORM -> 0.2;
            case POPULARITY -> Math.sqrt(COUNTS[item]) / (4 + 1 + 0 + 2 + 3);
            case IN_BATCH -> TARGETS[item] / SUM;
            case MIXED -> 0.25 * TARGETS[item] / SUM + 0.75 * 0.2;
            case ALL -> throw new AssertionError("draws none");
        };
    }

    @ParameterizedTest
    @EnumSource(
            value = NegativeSource.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ALL"})
    void drawsFollowTheProbabilitiesThatAreTold(NegativeSource source) {
        NegativeSampler sampler = new NegativeSampler(COUNTS, TARGETS, options(source));
        int[] drawn = new int[DRAWS];
        sampler.draw(SplitMix64.of(1, 2), targets(), SUM, drawn);
        double[] shares = new double[COUNTS.length];
        for (int item : drawn) {
            shares[item] += 1.0 / DRAWS;
        }
        for (int item = 0; item < COUNTS.length; item++) {
            double p = expected(source, item);
            // Five standard deviations.
            assertThat(shares[item]).isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / DRAWS) + 1e-12));
            assertThat(Math.exp(sampler.logProbability(item))).isCloseTo(p, within(1e-6));
        }
    }

    @Test
    void correctionsAreTheLogOfTheExpectedNumber() {
        NegativeSampler sampler = new NegativeSampler(COUNTS, TARGETS, options(NegativeSource.POPULARITY));
        int[] negatives = {0, 3, 0, 4};
        float[] corrections = new float[4];
        sampler.corrections(negatives, corrections);
        assertThat(corrections[0]).isCloseTo((float) Math.log(4 * 0.4), within(1e-6f));
        assertThat(corrections[1]).isCloseTo((float) Math.log(4 * 0.2), within(1e-6f));
        assertThat(corrections[2]).isEqualTo(corrections[0]);
        assertThat(corrections[3]).isCloseTo((float) Math.log(4 * 0.3), within(1e-6f));
    }

    /** What logQ is for: the sampled sum of exp(z) is without bias that over all items. */
    @ParameterizedTest
    @EnumSource(
            value = NegativeSource.class,
            names = {"UNIFORM", "MIXED"})
    void correctedSumsAreUnbiased(NegativeSource source) {
        NegativeSampler sampler = new NegativeSampler(COUNTS, TARGETS, options(source));
        double[] logits = {0.3, -1, 2, 0.1, 1.2};
        double exact = 0;
        for (double z : logits) {
            exact += Math.exp(z);
        }
        int[] drawn = new int[DRAWS];
        float[] corrections = new float[DRAWS];
        sampler.draw(SplitMix64.of(7, 2), targets(), SUM, drawn);
        sampler.corrections(drawn, corrections);
        double estimate = 0;
        for (int i = 0; i < DRAWS; i++) {
            estimate += Math.exp(logits[drawn[i]] - corrections[i]);
        }
        assertThat(estimate).isCloseTo(exact, within(0.02 * exact));
    }
}
