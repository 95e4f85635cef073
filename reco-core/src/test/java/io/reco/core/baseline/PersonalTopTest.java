package io.reco.core.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import io.reco.core.recommend.Listen;
import io.reco.core.recommend.Query;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PersonalTopTest {
    private static final long HOUR = 3_600_000L;

    /** c1: x at 0 h, y at 3 h, x at 4 h, z at 6 h; c2: w. */
    private static Dataset data() {
        DatasetBuilder builder = Dataset.builder("personal");
        builder.addListen("c1", "x", 0);
        builder.addListen("c1", "y", 3 * HOUR);
        builder.addListen("c1", "x", 4 * HOUR);
        builder.addListen("c1", "z", 6 * HOUR);
        builder.addListen("c2", "w", 9 * HOUR);
        return builder.build();
    }

    private static Map<String, Double> scores(Decay recency) {
        Dataset data = data();
        return Answers.of(PersonalTop.fit(data, recency), data, Query.forCharacter("c1", 1));
    }

    @Test
    void countsOwnPlaysAndHasNoOpinionOnOtherTracks() {
        assertThat(scores(Decay.NONE)).containsExactly(entry("x", 2.0), entry("y", 1.0), entry("z", 1.0));
    }

    @Test
    void aPlayCountsHalfAfterAHalfLifeInTime() {
        // At 6 h with H = 2 h: x = 2^-3 + 2^-1, y = 2^-1.5, z = 1
        Map<String, Double> scores = scores(Decay.ofMillis(2 * HOUR));
        assertThat(scores.keySet()).containsExactly("z", "x", "y");
        assertThat(scores.get("x")).isEqualTo(0.625);
        assertThat(scores.get("y")).isCloseTo(Math.pow(2, -1.5), within(1e-7));
        assertThat(scores.get("z")).isEqualTo(1);
    }

    @Test
    void aPlayCountsHalfAfterAHalfLifeInEvents() {
        // H = 1 event: x = 2^-3 + 2^-1, y = 2^-2, z = 1
        assertThat(scores(Decay.ofEvents(1))).containsExactly(entry("z", 1.0), entry("x", 0.625), entry("y", 0.25));
    }

    @Test
    void bothHalfLivesMultiply() {
        // x = 2^-(3 + 3) + 2^-(1 + 1), y = 2^-(1.5 + 2), z = 1
        Map<String, Double> scores = scores(new Decay(2 * HOUR, 1));
        assertThat(scores.get("x")).isEqualTo(0.265625);
        assertThat(scores.get("y")).isCloseTo(Math.pow(2, -3.5), within(1e-7));
    }

    @Test
    void aQueryLongAfterTheLastPlayKeepsTheOrder() {
        Dataset data = data();
        PersonalTop model = PersonalTop.fit(data, Decay.ofMillis(HOUR));
        assertThat(Answers.of(model, data, Query.forCharacter("c1", 1).withNow(1_000_000 * HOUR))
                        .keySet())
                .containsExactly("z", "x", "y");
    }

    @Test
    void aGivenHistoryWithoutTimesDoesNotDecayByTime() {
        Dataset data = data();
        PersonalTop model = PersonalTop.fit(data, Decay.ofMillis(HOUR));
        List<Listen> history = List.of(Listen.of("w", 5 * HOUR), Listen.of("w", 6 * HOUR), Listen.of("y"));
        assertThat(Answers.of(model, data, Query.forHistory(history, 1)))
                .containsExactly(entry("w", 2.0), entry("y", 1.0));
    }

    @Test
    void decayByTimeNeedsTimes() {
        DatasetBuilder builder = Dataset.builder("untimed");
        builder.addListen("c1", "x", EventLog.NO_TIME);
        Dataset data = builder.build();
        assertThatThrownBy(() -> PersonalTop.fit(data, Decay.ofMillis(HOUR)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("recency.halfLifeMillis 3600000")
                .hasMessageContaining("halfLifeEvents");
    }

    @Test
    void halfLivesOutOfRangeAreRefusedByName() {
        assertThatThrownBy(() -> Decay.ofMillis(-1)).hasMessageContaining("halfLifeMillis -1");
        assertThatThrownBy(() -> Decay.ofEvents(Double.NaN)).hasMessageContaining("halfLifeEvents NaN");
        assertThatThrownBy(() -> Decay.ofEvents(-0.5)).hasMessageContaining("halfLifeEvents -0.5");
    }
}
