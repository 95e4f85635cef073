package io.reco.core.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.core.data.Gender;
import io.reco.core.data.IdMap;
import io.reco.core.data.Profile;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FallbackLadderTest {
    private static final Gender U = Gender.UNKNOWN;
    private static final AgeBand NO_AGE = AgeBand.UNKNOWN;
    private static final AgeBand YOUNG = AgeBand.FROM_18;
    private static final AgeBand OLD = AgeBand.FROM_56;

    private final DatasetBuilder builder = Dataset.builder("ladder");

    private void character(String id, Gender gender, AgeBand age, String region, String... heard) {
        builder.addCharacter(
                new Profile(id, "", gender, age, region, List.of(), List.of(), List.of(), List.of(), true, false));
        for (String track : heard) {
            builder.addListen(id, track, 1_000);
        }
    }

    /** Women of 18 to 24 hear w, men m, the old o; everybody hears hit, the first man three times over. */
    private Dataset data() {
        character("f1", Gender.F, YOUNG, "kr", "w", "hit");
        character("f2", Gender.F, YOUNG, "kr", "w", "k", "hit");
        character("m1", Gender.M, YOUNG, "kr", "m", "m", "m", "k");
        character("m2", Gender.M, OLD, "us", "m", "o", "hit");
        character("n1", U, OLD, "", "o", "o", "o", "hit");
        character("silent", Gender.X, OLD, "kr");
        builder.events().add(builder.character("silent"), builder.catalog().track("never"), 1_000, EventType.SKIP);
        return builder.build();
    }

    private static List<String> names(FallbackLadder ladder, ResolvedQuery query) {
        return ladder.rungs(query).stream().map(FallbackLadder.Rung::name).toList();
    }

    private static ResolvedQuery query(Gender gender, AgeBand age, int region) {
        return new ResolvedQuery(IdMap.ABSENT, new int[0], new long[0], true, gender, age, region, 0);
    }

    private static List<String> tracks(Dataset data, FallbackLadder.Rung rung) {
        return Arrays.stream(rung.top().tracks())
                .mapToObj(data.catalog().tracks()::id)
                .toList();
    }

    @Test
    void rungsServeWhatIsToldAndSupported() {
        Dataset data = data();
        int kr = data.profiles().regions().indexOf("kr");
        FallbackLadder two = FallbackLadder.fit(data, EventSemantics.DEFAULT, 2);
        assertThat(names(two, query(U, NO_AGE, IdMap.ABSENT))).containsExactly("popularity");
        assertThat(names(two, query(Gender.F, YOUNG, kr)))
                .containsExactly("gender-and-age", "age", "gender", "region", "popularity");
        assertThat(names(two, query(Gender.M, YOUNG, IdMap.ABSENT)))
                .as("one young man is too few")
                .containsExactly("age", "gender", "popularity");
        assertThat(names(two, query(Gender.X, OLD, kr)))
                .as("the silent one does not count")
                .containsExactly("age", "region", "popularity");
        FallbackLadder one = FallbackLadder.fit(data, EventSemantics.DEFAULT, 1);
        assertThat(names(one, query(Gender.X, OLD, IdMap.ABSENT))).containsExactly("age", "popularity");
    }

    @Test
    void tracksAreOrderedByDistinctListenersOfTheGroupThenId() {
        Dataset data = data();
        FallbackLadder ladder = FallbackLadder.fit(data, EventSemantics.DEFAULT, 1);
        List<FallbackLadder.Rung> rungs =
                ladder.rungs(query(Gender.F, YOUNG, data.profiles().regions().indexOf("kr")));
        assertThat(tracks(data, rungs.get(0))).as("women of 18-24").containsExactly("hit", "w", "k");
        assertThat(rungs.get(0).top().counts()).containsExactly(2, 2, 1);
        assertThat(tracks(data, rungs.get(1))).as("18-24").containsExactly("hit", "k", "w", "m");
        assertThat(rungs.get(1).top().counts()).containsExactly(2, 2, 2, 1);
        assertThat(tracks(data, rungs.get(3))).as("kr").containsExactly("hit", "k", "w", "m");
        assertThat(tracks(data, rungs.get(4))).as("all").containsExactly("hit", "k", "m", "o", "w", "never");
        assertThat(rungs.get(4).top().counts()).containsExactly(4, 2, 2, 2, 2, 0);
    }

    @Test
    void aRungThatRunsOutIsFollowedByTheNext() {
        Dataset data = data();
        ScoringRecommender model = ScoringRecommender.of(
                new Silence(data.catalog().tracks()),
                data,
                EventSemantics.DEFAULT,
                FallbackLadder.fit(data, EventSemantics.DEFAULT, 2),
                UnknownIdPolicy.FAIL);
        RecommendationList list = model.recommend(Query.forCharacter("silent", 6));
        assertThat(list.trackIds()).containsExactly("hit", "o", "m", "k", "w", "never");
        assertThat(list.items().stream().map(Recommendation::source))
                .containsExactly(
                        "fallback:age",
                        "fallback:age",
                        "fallback:age",
                        "fallback:region",
                        "fallback:region",
                        "fallback:popularity");
        // lowest = 1 (m): 1 - j / 2^20
        assertThat(list.items().stream().map(Recommendation::score))
                .containsExactly(2.0, 2.0, 1.0, 1 - 0x1p-20, 1 - 0x1p-19, 1 - 3 * 0x1p-20);
        assertThat(list.basis()).isEqualTo(Basis.SIMILAR_PROFILES);
    }

    @Test
    void theRegionServesWhenTheProfileIsNotTold() {
        Dataset data = data();
        FallbackLadder ladder = FallbackLadder.fit(data, EventSemantics.DEFAULT, 3);
        ResolvedQuery query = query(U, NO_AGE, data.profiles().regions().indexOf("kr"));
        assertThat(ladder.rungs(query).get(0).basis()).isEqualTo(Basis.REGIONAL_POPULARITY);
        assertThat(names(ladder, query(U, NO_AGE, data.profiles().regions().indexOf("us"))))
                .containsExactly("popularity");
    }

    @Test
    void agreesWithCountingAnew() {
        Dataset data = SmallWorld.timed(11);
        FallbackLadder ladder = FallbackLadder.fit(data, EventSemantics.DEFAULT, 1);
        for (Gender gender : new Gender[] {Gender.F, Gender.M}) {
            FallbackLadder.Rung rung =
                    ladder.rungs(query(gender, NO_AGE, IdMap.ABSENT)).get(0);
            for (int j = 0; j < rung.top().tracks().length; j++) {
                assertThat(rung.top().counts()[j])
                        .as("%s, place %d", gender, j)
                        .isEqualTo(listeners(data, gender, rung.top().tracks()[j]));
            }
        }
    }

    private static int listeners(Dataset data, Gender gender, int t) {
        int count = 0;
        for (int c = 0; c < data.profiles().size(); c++) {
            boolean heard = false;
            for (int i = data.events().start(c); i < data.events().end(c); i++) {
                heard |= data.events().track(i) == t && EventSemantics.DEFAULT.isPositive(data.events(), i);
            }
            count += heard && data.profiles().gender(c) == gender ? 1 : 0;
        }
        return count;
    }

    @Test
    void supportBelowOneIsRefused() {
        Dataset data = data();
        assertThatThrownBy(() -> FallbackLadder.fit(data, EventSemantics.DEFAULT, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("minCharacters 0");
    }

    /** A model that never knows anything. */
    private record Silence(IdMap tracks) implements TrackScorer {
        @Override
        public String name() {
            return "silence";
        }

        @Override
        public boolean score(ResolvedQuery query, float[] scores) {
            return false;
        }
    }
}
