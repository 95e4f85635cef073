package io.reco.core.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.reco.core.baseline.PopularityOptions.Counted;
import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.core.data.Origin;
import io.reco.core.recommend.Query;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PopularityTest {
    private static final long DAY = 86_400_000L;
    private static final Query ANYBODY = Query.forCharacter("c1", 10);

    /** x: c1 on days 0 and 8, c2 on day 8; y: c1 on day 4, c2 on day 6; z: c2 on day 0; skips and a short listen of w. */
    private static Dataset data() {
        DatasetBuilder builder = Dataset.builder("popularity");
        builder.addListen("c1", "x", 0);
        builder.addListen("c1", "x", 8 * DAY);
        builder.addListen("c2", "x", 8 * DAY);
        builder.addListen("c1", "y", 4 * DAY);
        builder.addListen("c2", "y", 6 * DAY);
        builder.addListen("c2", "z", 0);
        int c = builder.character("c2");
        int w = builder.catalog().track("w");
        builder.events().add(c, w, 7 * DAY, EventType.SKIP);
        builder.events().add(c, w, 7 * DAY, EventType.LISTEN, 29_999, Float.NaN, Origin.UNKNOWN);
        return builder.build();
    }

    private static Map<String, Double> scores(PopularityOptions options) {
        Dataset data = data();
        return Answers.of(Popularity.fit(data, EventSemantics.DEFAULT, options), data, ANYBODY);
    }

    @Test
    void countsPositiveEvents() {
        assertThat(scores(PopularityOptions.DEFAULT))
                .containsExactly(entry("x", 3.0), entry("y", 2.0), entry("z", 1.0));
    }

    @Test
    void countsDistinctCharacters() {
        assertThat(scores(PopularityOptions.DEFAULT.withCounted(Counted.CHARACTERS)))
                .containsExactly(entry("x", 2.0), entry("y", 2.0), entry("z", 1.0));
    }

    @Test
    void aWindowEndsAtTheLastMomentOfTheDataAndIncludesItsEdge() {
        assertThat(scores(PopularityOptions.DEFAULT.withWindowMillis(4 * DAY)))
                .containsExactly(entry("x", 2.0), entry("y", 2.0));
        assertThat(scores(PopularityOptions.DEFAULT.withWindowMillis(4 * DAY - 1)))
                .containsExactly(entry("x", 2.0), entry("y", 1.0));
    }

    @Test
    void anEventCountsHalfAfterAHalfLife() {
        // x: 2^-(8/2) + 1 + 1; y: 2^-(4/2) + 2^-(2/2); z: 2^-4
        assertThat(scores(PopularityOptions.DEFAULT.withHalfLifeMillis(2 * DAY)))
                .containsExactly(entry("x", 2.0625), entry("y", 0.75), entry("z", 0.0625));
    }

    @Test
    void aCharacterCountsByItsMostRecentEvent() {
        // x: 1 + 1, the listen of day 0 does not count; y and z as above
        assertThat(scores(new PopularityOptions(Counted.CHARACTERS, 0, 2 * DAY)))
                .containsExactly(entry("x", 2.0), entry("y", 0.75), entry("z", 0.0625));
    }

    @Test
    void whatFadedToNothingIsLeftToTheFallback() {
        // z is 8 days old: 2^-(8 * 24) is below the smallest float.
        assertThat(scores(PopularityOptions.DEFAULT.withHalfLifeMillis(DAY / 24)))
                .containsOnlyKeys("x", "y");
    }

    @Test
    void theMomentOfTheQueryPlaysNoPart() {
        Dataset data = data();
        Popularity model =
                Popularity.fit(data, EventSemantics.DEFAULT, new PopularityOptions(Counted.EVENTS, 5 * DAY, DAY));
        assertThat(Answers.of(model, data, ANYBODY.withNow(100 * DAY)))
                .isEqualTo(Answers.of(model, data, ANYBODY.withNow(DAY)))
                .isNotEmpty();
    }

    @Test
    void theNameTellsWindowAndDecay() {
        Dataset data = data();
        assertThat(Popularity.fit(data, EventSemantics.DEFAULT, PopularityOptions.DEFAULT)
                        .name())
                .isEqualTo("popularity");
        assertThat(Popularity.fit(data, EventSemantics.DEFAULT, new PopularityOptions(Counted.EVENTS, DAY, DAY))
                        .name())
                .isEqualTo("popularity-windowed-decayed");
    }

    @Test
    void withoutTimesThereIsNoWindowAndNoDecay() {
        DatasetBuilder builder = Dataset.builder("untimed");
        builder.addListen("c1", "x", EventLog.NO_TIME);
        Dataset data = builder.build();
        assertThat(Answers.of(Popularity.fit(data, EventSemantics.DEFAULT, PopularityOptions.DEFAULT), data, ANYBODY))
                .containsExactly(entry("x", 1.0));
        assertThatThrownBy(() ->
                        Popularity.fit(data, EventSemantics.DEFAULT, PopularityOptions.DEFAULT.withWindowMillis(DAY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("windowMillis 86400000");
        assertThatThrownBy(() ->
                        Popularity.fit(data, EventSemantics.DEFAULT, PopularityOptions.DEFAULT.withHalfLifeMillis(DAY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("halfLifeMillis 86400000");
    }

    @Test
    void optionsOutOfRangeAreRefusedByName() {
        assertThatThrownBy(() -> PopularityOptions.DEFAULT.withWindowMillis(-1))
                .hasMessageContaining("windowMillis -1");
        assertThatThrownBy(() -> PopularityOptions.DEFAULT.withHalfLifeMillis(-2))
                .hasMessageContaining("halfLifeMillis -2");
    }
}
