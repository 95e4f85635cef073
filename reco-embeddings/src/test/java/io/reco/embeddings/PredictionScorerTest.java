package io.reco.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.baseline.Decay;
import io.reco.core.data.AgeBand;
import io.reco.core.data.EventLog;
import io.reco.core.data.Gender;
import io.reco.core.data.IdMap;
import io.reco.core.recommend.ResolvedQuery;
import io.reco.core.vector.FloatMatrix;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionScorerTest {
    private static final IdMap TRACKS = IdMap.of(List.of("a", "b", "c", "none"));
    private static final HistoryOptions PLAIN =
            HistoryOptions.DEFAULT.withDecay(Decay.NONE).withPopularityWeight(0);
    private static final float[][] IN = {{1, 0}, {0, 2}, {3, 1}};
    private static final float[][] OUT = {{0.5f, 1}, {2, -1}, {-1, 4}};

    /** Rows stand in another order than the tracks: row 0 is c, 1 is a, 2 is b. */
    private static PredictionScorer scorer(HistoryOptions options) {
        TrackVectors inputs = new TrackVectors(
                TRACKS,
                new int[] {2, 0, 1},
                new int[] {7, 1, 3},
                FloatMatrix.copyOf(new float[][] {IN[2], IN[0], IN[1]}, 2));
        FloatMatrix outputs = FloatMatrix.copyOf(new float[][] {OUT[2], OUT[0], OUT[1]}, 2);
        return PredictionScorer.of("p", inputs, outputs, options);
    }

    private static ResolvedQuery query(int... tracks) {
        long[] millis = new long[tracks.length];
        Arrays.fill(millis, EventLog.NO_TIME);
        return new ResolvedQuery(
                IdMap.ABSENT, tracks, millis, false, Gender.UNKNOWN, AgeBand.UNKNOWN, IdMap.ABSENT, EventLog.NO_TIME);
    }

    private static double symmetric(int i, int j) {
        return 0.5 * (IN[i][0] * OUT[j][0] + IN[i][1] * OUT[j][1] + OUT[i][0] * IN[j][0] + OUT[i][1] * IN[j][1]);
    }

    @Test
    void oneTrackOfHistoryPredictsInBothDirections() {
        float[] scores = new float[4];

        assertThat(scorer(PLAIN).score(query(0), scores)).isTrue();
        for (int j = 0; j < 3; j++) {
            assertThat((double) scores[j]).isCloseTo(symmetric(0, j), within(1e-6));
        }
        assertThat(scores[3]).isEqualTo(Float.NEGATIVE_INFINITY);
    }

    @Test
    void eventsWeighByDecayAndRepeatsCount() {
        HistoryOptions halving = PLAIN.withDecay(Decay.ofEvents(1));
        float[] scores = new float[4];

        // Weights from the oldest: 1/8 of a, 1/4 of a, 1/2 of a track without a vector, 1 of b.
        assertThat(scorer(halving).score(query(0, 0, 3, 1), scores)).isTrue();
        for (int j = 0; j < 3; j++) {
            double expected = (0.375 * symmetric(0, j) + symmetric(1, j)) / 1.375;
            assertThat((double) scores[j]).isCloseTo(expected, within(1e-6));
        }
    }

    @Test
    void looksAtTheLastEventsWithAVector() {
        float[] scores = new float[4];
        scorer(PLAIN.withMaxEvents(1)).score(query(0, 1, 3), scores);

        assertThat((double) scores[2]).isCloseTo(symmetric(1, 2), within(1e-6));
    }

    @Test
    void popularityAddsItsLogarithm() {
        float[] scores = new float[4];
        scorer(PLAIN.withPopularityWeight(0.5)).score(query(0), scores);

        assertThat((double) scores[0]).isCloseTo(symmetric(0, 0) + 0.5 * Math.log(2), within(1e-6));
        assertThat((double) scores[1]).isCloseTo(symmetric(0, 1) + 0.5 * Math.log(4), within(1e-6));
        assertThat((double) scores[2]).isCloseTo(symmetric(0, 2) + 0.5 * Math.log(8), within(1e-6));
    }

    @Test
    void knowsNothingOfAHistoryWithoutVectors() {
        assertThat(scorer(PLAIN).score(query(), new float[4])).isFalse();
        assertThat(scorer(PLAIN).score(query(3), new float[4])).isFalse();
    }

    @Test
    void refusesShapesThatDoNotFitAndSeveralInterests() {
        TrackVectors inputs = new TrackVectors(TRACKS, new int[] {0}, new int[] {1}, FloatMatrix.allocate(1, 2));
        assertThatThrownBy(() -> PredictionScorer.of("p", inputs, FloatMatrix.allocate(1, 3), PLAIN))
                .hasMessageContaining("outputs have 1 rows of dimension 3, expected 1 of 2");
        assertThatThrownBy(() -> PredictionScorer.of("p", inputs, FloatMatrix.allocate(0, 2), PLAIN))
                .hasMessageContaining("outputs have 0 rows");
        assertThatThrownBy(
                        () -> PredictionScorer.of("p", inputs, FloatMatrix.allocate(1, 2), PLAIN.withInterests(2, 0.5)))
                .hasMessageContaining("interests 2 is not 1");
    }
}
