package io.reco.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.AgeBand;
import io.reco.core.data.EventLog;
import io.reco.core.data.Gender;
import io.reco.core.data.IdMap;
import io.reco.core.recommend.ResolvedQuery;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RepeatMixTest {
    private static final float NONE = Float.NEGATIVE_INFINITY;
    private static final long HOUR = 3_600_000;

    private static ResolvedQuery untimed(int... tracks) {
        long[] millis = new long[tracks.length];
        Arrays.fill(millis, EventLog.NO_TIME);
        return query(tracks, millis, EventLog.NO_TIME);
    }

    private static ResolvedQuery query(int[] tracks, long[] millis, long now) {
        return new ResolvedQuery(
                IdMap.ABSENT, tracks, millis, false, Gender.UNKNOWN, AgeBand.UNKNOWN, IdMap.ABSENT, now);
    }

    @Test
    void withoutTimesAgesArePlacesFromTheEnd() {
        BaseLevel level = BaseLevel.of(untimed(7, 3, 7, 5), 0.5);
        assertThat(level.tracks()).containsExactly(3, 5, 7);
        double three = 1 / Math.sqrt(3);
        double five = 1;
        double seven = 1 / Math.sqrt(4) + 1 / Math.sqrt(2);
        double sum = three + five + seven;
        assertThat(level.shares()).containsExactly(new double[] {three / sum, five / sum, seven / sum}, within(1e-15));
    }

    @Test
    void withTimesAgesAreTimesBeforeTheRequest() {
        long now = 100 * HOUR;
        BaseLevel level = BaseLevel.of(query(new int[] {1, 2}, new long[] {now - 16 * HOUR, now - HOUR}, now), 0.5);
        // 16^-0.5 to 1
        assertThat(level.shares()).containsExactly(new double[] {0.2, 0.8}, within(1e-12));
        assertThat(BaseLevel.of(query(new int[] {1, 2}, new long[] {now - 16 * HOUR, now - HOUR}, now), 1)
                        .shares())
                .containsExactly(new double[] {1 / 17.0, 16 / 17.0}, within(1e-12));
    }

    @Test
    void aListenIsAtLeastAMinuteOldAndARequestIsNotBeforeTheHistory() {
        long end = 100 * HOUR;
        int[] tracks = {1, 2};
        double[] atEnd = BaseLevel.of(query(tracks, new long[] {end - 4 * 60_000, end}, end), 0.5)
                .shares();
        assertThat(atEnd).containsExactly(new double[] {1 / 3.0, 2 / 3.0}, within(1e-12));
        assertThat(BaseLevel.of(query(tracks, new long[] {end - 4 * 60_000, end}, 5), 0.5)
                        .shares())
                .isEqualTo(atEnd);
    }

    @Test
    void aDecayThatLeavesNothingMakesSharesEqual() {
        long now = EventLog.MAX_TIME_MILLIS;
        assertThat(BaseLevel.of(query(new int[] {4, 9, 4}, new long[3], now), 1e6)
                        .shares())
                .containsExactly(0.5, 0.5);
        assertThat(BaseLevel.of(untimed(), 0.5).tracks()).isEmpty();
    }

    @Test
    void mixesProbabilities() {
        float[] scores = {1, 2, 3, NONE, NONE};
        double sum = Math.exp(1) + Math.exp(2) + Math.exp(3);
        new RepeatMix(RepeatOptions.of(0.25)).apply(untimed(0, 3), scores);
        double old = 1 / Math.sqrt(2);
        double shareOf0 = old / (1 + old);
        assertThat(scores[0]).isCloseTo((float) Math.log(0.75 * Math.exp(1) / sum + 0.25 * shareOf0), within(1e-6f));
        assertThat(scores[1]).isCloseTo((float) Math.log(0.75 * Math.exp(2) / sum), within(1e-6f));
        assertThat(scores[2]).isCloseTo((float) Math.log(0.75 * Math.exp(3) / sum), within(1e-6f));
        // Heard, though the model has no opinion.
        assertThat(scores[3]).isCloseTo((float) Math.log(0.25 * (1 - shareOf0)), within(1e-6f));
        assertThat(scores[4]).isEqualTo(NONE);
        double total = 0;
        for (float score : scores) {
            total += Math.exp(score);
        }
        assertThat(total).isCloseTo(1, within(1e-6));
    }

    @Test
    void weightZeroAndAnEmptyHistoryChangeNothing() {
        float[] scores = {0.1f, -7.3f, NONE, 88.25f};
        float[] before = scores.clone();
        new RepeatMix(RepeatOptions.OFF).apply(untimed(0, 1), scores);
        new RepeatMix(RepeatOptions.of(0.5)).apply(untimed(), scores);
        assertThat(scores).isEqualTo(before);
    }

    @Test
    void extremeScoresStayNumbers() {
        float[] scores = {-1e30f, 1e30f, 0};
        new RepeatMix(RepeatOptions.of(0.5)).apply(untimed(0), scores);
        assertThat(scores[0]).isCloseTo((float) Math.log(0.5), within(1e-6f));
        assertThat(scores[1]).isFinite();
        float[] nothing = {NONE, NONE};
        new RepeatMix(RepeatOptions.of(0.5)).apply(untimed(1), nothing);
        assertThat(nothing[0]).isEqualTo(NONE);
        assertThat(nothing[1]).isCloseTo((float) Math.log(0.5), within(1e-6f));
    }

    @Test
    void optionsNameWhatIsWrong() {
        assertThatThrownBy(() -> RepeatOptions.of(1)).hasMessageContaining("weight 1.0");
        assertThatThrownBy(() -> RepeatOptions.of(Double.NaN)).hasMessageContaining("weight NaN");
        assertThatThrownBy(() -> RepeatOptions.OFF.withDecay(0)).hasMessageContaining("decay 0.0");
        assertThat(RepeatOptions.OFF.withWeight(0.5).withDecay(2)).isEqualTo(new RepeatOptions(0.5, 2));
    }
}
