package io.reco.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
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

class VectorScorerTest {
    /** east and west of length 2, north, north-east; nowhere has no vector. */
    private static final TrackVectors VECTORS =
            Vectors.of(new String[] {"east", "nowhere", "north", "west", "ne"}, new int[] {0, 2, 3, 4}, new float[][] {
                {2, 0}, {0, 1}, {-2, 0}, {3, 3}
            });

    private static final HistoryOptions PLAIN =
            HistoryOptions.DEFAULT.withDecay(Decay.NONE).withPopularityWeight(0);

    private static ResolvedQuery query(long[] millis, int... tracks) {
        return new ResolvedQuery(
                IdMap.ABSENT, tracks, millis, false, Gender.UNKNOWN, AgeBand.UNKNOWN, IdMap.ABSENT, EventLog.NO_TIME);
    }

    private static float[] scores(HistoryOptions options, int... tracks) {
        long[] millis = new long[tracks.length];
        Arrays.fill(millis, EventLog.NO_TIME);
        return scores(options, millis, tracks);
    }

    private static float[] scores(HistoryOptions options, long[] millis, int... tracks) {
        float[] scores = new float[5];
        Arrays.fill(scores, Float.NaN);
        assertThat(VectorScorer.of("v", VECTORS, options).score(query(millis, tracks), scores))
                .isTrue();
        return scores;
    }

    @Test
    void theScoreIsTheCosineWithTheMeanOfUnitVectors() {
        float[] scores = scores(PLAIN, 0, 2);

        float diagonal = (float) Math.sqrt(0.5);
        assertThat(scores[0]).isCloseTo(diagonal, within(1e-6f));
        assertThat(scores[2]).isCloseTo(diagonal, within(1e-6f));
        assertThat(scores[3]).isCloseTo(-diagonal, within(1e-6f));
        assertThat(scores[4]).isCloseTo(1, within(1e-6f));
        assertThat(scores[1]).as("no vector, no opinion").isEqualTo(Float.NEGATIVE_INFINITY);
    }

    @Test
    void eventsLoseWeightWithAge() {
        // north 1, east one event earlier 1/2: direction (1, 2) / sqrt 5
        float[] byEvents = scores(PLAIN.withDecay(Decay.ofEvents(1)), 0, 2);
        assertThat(byEvents[0]).isCloseTo((float) (1 / Math.sqrt(5)), within(1e-6f));
        assertThat(byEvents[2]).isCloseTo((float) (2 / Math.sqrt(5)), within(1e-6f));

        float[] byTime = scores(PLAIN.withDecay(Decay.ofMillis(1000)), new long[] {5000, 7000}, 0, 2);
        assertThat(byTime[0]).as("a quarter").isCloseTo((float) (1 / Math.sqrt(17)), within(1e-6f));
    }

    @Test
    void ageCountsFromTheLastEventWithAVector() {
        // Two tracks long ago, then 1200 events without a vector: weights from the last event on would all be 0.
        int[] tracks = new int[1202];
        Arrays.fill(tracks, 1);
        tracks[0] = 0;
        tracks[1] = 2;
        long[] millis = new long[tracks.length];
        for (int i = 0; i < tracks.length; i++) {
            millis[i] = i * 1000L;
        }
        assertThat(scores(PLAIN.withDecay(Decay.ofEvents(1)), millis, tracks))
                .isEqualTo(scores(PLAIN.withDecay(Decay.ofEvents(1)), 0, 2));
        assertThat(scores(PLAIN.withDecay(Decay.ofMillis(1000)), millis, tracks))
                .isEqualTo(scores(PLAIN.withDecay(Decay.ofEvents(1)), 0, 2));
    }

    @Test
    void onlyTheLastEventsWithAVectorAreLookedAt() {
        assertThat(scores(PLAIN.withMaxEvents(1), 0, 2, 1)[2]).isCloseTo(1, within(1e-6f));
    }

    @Test
    void aTasteInTwoDirectionsDoesNotEndInTheMiddle() {
        float[] mean = scores(PLAIN, 0, 0, 2, 2);
        assertThat(mean[4]).as("the middle wins").isGreaterThan(mean[0]).isGreaterThan(mean[2]);

        float[] divided = scores(PLAIN.withInterests(2, 0.5), 0, 0, 2, 2);
        assertThat(divided[0]).isCloseTo(1, within(1e-6f)).isGreaterThan(divided[4]);
        assertThat(divided[2]).isCloseTo(1, within(1e-6f));
    }

    @Test
    void aHistoryWithoutAnyVectorIsOneItKnowsNothingAbout() {
        VectorScorer scorer = VectorScorer.of("v", VECTORS, PLAIN);
        assertThat(scorer.score(query(new long[] {EventLog.NO_TIME}, 1), new float[5]))
                .isFalse();
        assertThat(scorer.score(query(new long[0]), new float[5])).isFalse();
        assertThat(scorer.score(query(new long[] {EventLog.NO_TIME, EventLog.NO_TIME}, 0, 3), new float[5]))
                .as("east and west cancel out")
                .isFalse();
    }

    @Test
    void popularTracksGetABonus() {
        TrackVectors vectors = new TrackVectors(
                IdMap.of(List.of("seed", "known", "unknown")),
                new int[] {0, 1, 2},
                new int[] {3, 99, 9},
                FloatMatrix.copyOf(new float[][] {{1, 0}, {1, 1}, {1, 1}}, 2));
        float[] scores = new float[3];
        ResolvedQuery query = query(new long[] {EventLog.NO_TIME}, 0);
        assertThat(VectorScorer.of("v", vectors, PLAIN.withPopularityWeight(0.5))
                        .score(query, scores))
                .isTrue();

        float cosine = (float) Math.sqrt(0.5);
        assertThat(scores[1]).isCloseTo(cosine + 0.5f, within(1e-6f));
        assertThat(scores[2]).as("log 10 is half of log 100").isCloseTo(cosine + 0.25f, within(1e-6f));
    }

    @Test
    void optionsOutOfRangeAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAIN.withMaxEvents(0))
                .withMessage("maxEvents 0 is not 1 or above");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAIN.withInterests(33, 0))
                .withMessage("interests 33 is not in [1, 32]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAIN.withInterests(3, 1.5))
                .withMessage("similarity 1.5 is not in [-1, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAIN.withPopularityWeight(Double.NaN))
                .withMessage("popularityWeight NaN is not a finite number of 0 or above");
    }
}
