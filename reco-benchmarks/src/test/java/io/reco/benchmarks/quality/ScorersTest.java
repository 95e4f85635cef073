package io.reco.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import io.reco.core.data.Gender;
import io.reco.core.data.IdMap;
import io.reco.core.recommend.ResolvedQuery;
import io.reco.core.recommend.TrackScorer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScorersTest {
    private static final IdMap TRACKS = IdMap.of(List.of("a", "b", "c"));
    private static final float NONE = Float.NEGATIVE_INFINITY;

    /** Gives fixed scores, or knows nothing; keeps the histories it was asked with. */
    private record Fixed(boolean knows, float[] values, List<int[]> histories) implements TrackScorer {
        Fixed(boolean knows, float... values) {
            this(knows, values, new ArrayList<>());
        }

        @Override
        public String name() {
            return "fixed";
        }

        @Override
        public IdMap tracks() {
            return TRACKS;
        }

        @Override
        public boolean score(ResolvedQuery query, float[] scores) {
            histories.add(query.historyTracks());
            System.arraycopy(values, 0, scores, 0, scores.length);
            return knows;
        }
    }

    private static ResolvedQuery query(int character, int... history) {
        return new ResolvedQuery(
                character,
                history,
                new long[history.length],
                false,
                Gender.UNKNOWN,
                AgeBand.UNKNOWN,
                IdMap.ABSENT,
                EventLog.NO_TIME);
    }

    @Test
    void blendAddsSharesOfTheBest() {
        Fixed counts = new Fixed(true, 2, 4, NONE);
        Fixed logs = new Fixed(true, -1, NONE, -3);
        float[] scores = new float[3];

        assertThat(new Blend("blend", counts, logs, 0.25).score(query(0), scores))
                .isTrue();
        assertThat((double) scores[0]).isCloseTo(0.25 * 0.5 + 0.75, within(1e-6));
        assertThat((double) scores[1]).isCloseTo(0.25, within(1e-6));
        assertThat((double) scores[2]).isCloseTo(0.75 * Math.exp(-2), within(1e-6));
    }

    @Test
    void blendGoesByOneWhenTheOtherKnowsNothing() {
        Fixed counts = new Fixed(false, 9, 9, 9);
        Fixed logs = new Fixed(true, -1, NONE, -3);
        float[] scores = new float[3];

        assertThat(new Blend("blend", counts, logs, 0.5).score(query(0), scores))
                .isTrue();
        assertThat((double) scores[0]).isCloseTo(0.5, within(1e-6));
        assertThat(scores[1]).isEqualTo(NONE);
        assertThat(new Blend("blend", counts, new Fixed(false, 1, 1, 1), 0.5).score(query(0), scores))
                .isFalse();
    }

    @Test
    void fixedHistoriesReplaceThoseOfTheQuery() {
        DatasetBuilder builder = Dataset.builder("test");
        builder.addListen("u", "a", EventLog.NO_TIME);
        builder.addListen("v", "c", EventLog.NO_TIME);
        builder.addListen("v", "b", EventLog.NO_TIME);
        Dataset data = builder.build();
        Fixed model = new Fixed(true, 1, 2, 3);
        new FixedHistories(model, data.events()).score(query(1, 0, 0, 0), new float[3]);

        IdMap tracks = data.catalog().tracks();
        assertThat(model.histories().get(0)).containsExactly(tracks.indexOf("c"), tracks.indexOf("b"));
    }
}
