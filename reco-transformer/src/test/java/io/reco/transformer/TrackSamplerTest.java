package io.reco.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.IdMap;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrackSamplerTest {
    private static final float NONE = Float.NEGATIVE_INFINITY;
    private static final int DRAWS = 40_000;
    private static final ContinuationOptions ALL = ContinuationOptions.DEFAULT.withTopP(1);

    private static TrackSampler sampler(ContinuationOptions options, int tracks) {
        int[] ranks = new int[tracks];
        Arrays.setAll(ranks, t -> t);
        return new TrackSampler(options, ranks);
    }

    /** Shares of draws; three standard errors of a share are below 0.008. */
    private static double[] shares(ContinuationOptions options, float... scores) {
        TrackSampler sampler = sampler(options, scores.length);
        int[] counts = new int[scores.length];
        for (int i = 0; i < DRAWS; i++) {
            counts[sampler.draw(scores)]++;
        }
        return Arrays.stream(counts).mapToDouble(n -> n / (double) DRAWS).toArray();
    }

    private static float[] logs(double... probabilities) {
        float[] scores = new float[probabilities.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) Math.log(probabilities[i]) + 3;
        }
        return scores;
    }

    @Test
    void drawsByProbability() {
        assertThat(shares(ALL, logs(0.1, 0.6, 0, 0.3))).containsExactly(new double[] {0.1, 0.6, 0, 0.3}, within(0.008));
    }

    @Test
    void temperatureSharpensAndFlattens() {
        // Squares of 0.1, 0.6, 0.3, and roots.
        assertThat(shares(ALL.withTemperature(0.5), logs(0.1, 0.6, 0.3)))
                .containsExactly(new double[] {1 / 46.0, 36 / 46.0, 9 / 46.0}, within(0.008));
        double sum = Math.sqrt(0.1) + Math.sqrt(0.6) + Math.sqrt(0.3);
        assertThat(shares(ALL.withTemperature(2), logs(0.1, 0.6, 0.3)))
                .containsExactly(
                        new double[] {Math.sqrt(0.1) / sum, Math.sqrt(0.6) / sum, Math.sqrt(0.3) / sum}, within(0.008));
    }

    @Test
    void topKLeavesTheBest() {
        assertThat(shares(ALL.withTopK(2), logs(0.1, 0.6, 0.3)))
                .containsExactly(new double[] {0, 2 / 3.0, 1 / 3.0}, within(0.008));
        assertThat(shares(ALL.withTopK(100), logs(0.1, 0.6, 0.3)))
                .containsExactly(new double[] {0.1, 0.6, 0.3}, within(0.008));
    }

    @Test
    void topPLeavesTheFewestThatReachIt() {
        assertThat(shares(ALL.withTopP(0.55), logs(0.1, 0.6, 0.3))).containsExactly(0, 1, 0);
        assertThat(shares(ALL.withTopP(0.65), logs(0.1, 0.6, 0.3)))
                .containsExactly(new double[] {0, 2 / 3.0, 1 / 3.0}, within(0.008));
        assertThat(shares(ALL.withTopP(0.95), logs(0.1, 0.6, 0.3)))
                .containsExactly(new double[] {0.1, 0.6, 0.3}, within(0.008));
    }

    @Test
    void topPCountsWithinTopK() {
        // Of the best two 0.6 is two thirds: 0.66 is reached by it alone, 0.67 is not.
        assertThat(shares(ALL.withTopK(2).withTopP(0.66), logs(0.1, 0.6, 0.3))).containsExactly(0, 1, 0);
        assertThat(shares(ALL.withTopK(2).withTopP(0.67), logs(0.1, 0.6, 0.3))[2])
                .isCloseTo(1 / 3.0, within(0.008));
    }

    @Test
    void greedyTakesTheBestAndOfEqualOnesTheFirstById() {
        assertThat(sampler(ContinuationOptions.GREEDY, 4).draw(new float[] {1, 3, 3, 2}))
                .isEqualTo(1);
        TrackSampler backwards = new TrackSampler(ContinuationOptions.GREEDY, new int[] {3, 2, 1, 0});
        assertThat(backwards.draw(new float[] {1, 3, 3, 2})).isEqualTo(2);
    }

    @Test
    void aNucleusOfEqualScoresIsCutById() {
        float[] equal = new float[1_000];
        TrackSampler sampler = sampler(ALL.withTopP(0.5), equal.length);
        boolean[] drawn = new boolean[equal.length];
        for (int i = 0; i < 10_000; i++) {
            drawn[sampler.draw(equal)] = true;
        }
        for (int t = 0; t < equal.length; t++) {
            assertThat(drawn[t]).as("track %d", t).isEqualTo(t < 500);
        }
    }

    @Test
    void whereNothingMayBeDrawnNothingIs() {
        float[] nothing = {NONE, NONE, NONE};
        for (ContinuationOptions options :
                new ContinuationOptions[] {ALL, ALL.withTopK(2), ALL.withTopP(0.5), ContinuationOptions.GREEDY}) {
            assertThat(sampler(options, 3).draw(nothing)).isEqualTo(IdMap.ABSENT);
            assertThat(sampler(options, 3).draw(new float[] {NONE, -1e30f, NONE}))
                    .isEqualTo(1);
            assertThat(sampler(options, 0).draw(new float[0])).isEqualTo(IdMap.ABSENT);
        }
    }

    @Test
    void aSeedRepeatsItselfAndAnotherDoesNot() {
        Random random = new Random(3);
        float[] scores = new float[100];
        for (int t = 0; t < scores.length; t++) {
            scores[t] = (float) random.nextGaussian();
        }
        assertThat(draws(1, scores)).isEqualTo(draws(1, scores)).isNotEqualTo(draws(2, scores));
    }

    private static int[] draws(long seed, float[] scores) {
        TrackSampler sampler = sampler(ContinuationOptions.DEFAULT.withSeed(seed), scores.length);
        int[] draws = new int[50];
        Arrays.setAll(draws, i -> sampler.draw(scores));
        return draws;
    }

    @Test
    void optionsNameWhatIsWrong() {
        assertThatThrownBy(() -> ALL.withLength(0)).hasMessageContaining("length 0");
        assertThatThrownBy(() -> ALL.withTemperature(-1)).hasMessageContaining("temperature -1.0");
        assertThatThrownBy(() -> ALL.withTemperature(Double.NaN)).hasMessageContaining("temperature NaN");
        assertThatThrownBy(() -> ALL.withTopK(-1)).hasMessageContaining("topK -1");
        assertThatThrownBy(() -> ALL.withTopP(0)).hasMessageContaining("topP 0.0");
        assertThatThrownBy(() -> ALL.withTopP(1.1)).hasMessageContaining("topP 1.1");
    }
}
