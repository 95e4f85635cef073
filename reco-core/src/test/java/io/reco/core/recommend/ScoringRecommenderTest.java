package io.reco.core.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.reco.core.data.AgeBand;
import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.core.data.Gender;
import io.reco.core.data.IdMap;
import io.reco.core.data.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ScoringRecommenderTest {
    private static final float NONE = Float.NEGATIVE_INFINITY;

    /** Tracks a..f; heard by 3, 2, 1, 0, 0, 0 characters. c1's history: a, a skip of f, a listen of 5 s of b. */
    private static Dataset data() {
        DatasetBuilder builder = Dataset.builder("six tracks");
        for (String t : List.of("f", "e", "d", "c", "b", "a")) {
            builder.catalog().track(t);
        }
        int c1 = builder.character("c1");
        builder.events()
                .add(c1, builder.catalog().track("a"), 1_000, EventType.LISTEN, 90_000, Float.NaN, Origin.UNKNOWN);
        builder.events().add(c1, builder.catalog().track("f"), 2_000, EventType.SKIP, 3_000, Float.NaN, Origin.UNKNOWN);
        builder.events()
                .add(c1, builder.catalog().track("b"), 3_000, EventType.LISTEN, 5_000, Float.NaN, Origin.UNKNOWN);
        builder.addListen("c2", "a", 4_000);
        builder.addListen("c2", "b", 5_000);
        builder.addListen("c3", "a", 6_000);
        builder.addListen("c3", "b", 7_000);
        builder.addListen("c3", "c", 8_000);
        return builder.build();
    }

    /** Gives fixed scores to a..f and keeps the queries it saw. */
    private static final class Fixed implements TrackScorer {
        private final IdMap tracks;
        private final float[] scores;
        private final boolean knows;
        private final List<ResolvedQuery> queries = new ArrayList<>();

        Fixed(Dataset data, boolean knows, float... scoresOfAToF) {
            tracks = data.catalog().tracks();
            this.knows = knows;
            scores = new float[6];
            for (int i = 0; i < 6; i++) {
                scores[tracks.indexOf("" + (char) ('a' + i))] = scoresOfAToF[i];
            }
        }

        @Override
        public String name() {
            return "fixed";
        }

        @Override
        public IdMap tracks() {
            return tracks;
        }

        @Override
        public boolean score(ResolvedQuery query, float[] out) {
            queries.add(query);
            System.arraycopy(scores, 0, out, 0, out.length);
            return knows;
        }
    }

    private static ScoringRecommender recommender(Dataset data, TrackScorer scorer, UnknownIdPolicy policy) {
        return ScoringRecommender.of(
                scorer, data, EventSemantics.DEFAULT, FallbackLadder.fit(data, EventSemantics.DEFAULT), policy);
    }

    private static ScoringRecommender fixed(float... scores) {
        Dataset data = data();
        return recommender(data, new Fixed(data, true, scores), UnknownIdPolicy.FAIL);
    }

    private static List<String> sources(RecommendationList list) {
        return list.items().stream().map(Recommendation::source).toList();
    }

    @Test
    void theModelComesFirstAndTheFallbackFillsInBelowIt() {
        RecommendationList list = fixed(NONE, NONE, 2, -8, NONE, NONE).recommend(Query.forCharacter("c2", 5));
        assertThat(list.trackIds()).containsExactly("c", "d", "a", "b", "e");
        assertThat(sources(list))
                .containsExactly("fixed", "fixed", "fallback:popularity", "fallback:popularity", "fallback:popularity");
        // lowest = -8: -8 - j * 8 / 2^20
        assertThat(list.items().stream().map(Recommendation::score))
                .containsExactly(2.0, -8.0, -8 - 8 * 0x1p-20, -8 - 16 * 0x1p-20, -8 - 24 * 0x1p-20);
        assertThat(list.filled()).isEqualTo(3);
        assertThat(list.basis()).isEqualTo(Basis.HISTORY);
    }

    @Test
    void aFullListOfTheModelIsNotFilled() {
        RecommendationList list = fixed(1, 2, 3, 4, 5, 6).recommend(Query.forCharacter("c2", 2));
        assertThat(list.trackIds()).containsExactly("f", "e");
        assertThat(list.filled()).isZero();
    }

    @Test
    void whenTheModelKnowsNothingTheFallbackKeepsItsOwnScores() {
        Dataset data = data();
        ScoringRecommender model =
                recommender(data, new Fixed(data, false, Float.NaN, 9, 9, 9, 9, 9), UnknownIdPolicy.FAIL);
        RecommendationList list = model.recommend(Query.forCharacter("c2", 4));
        assertThat(list.items())
                .containsExactly(
                        new Recommendation("a", 3, "fallback:popularity"),
                        new Recommendation("b", 2, "fallback:popularity"),
                        new Recommendation("c", 1, "fallback:popularity"),
                        new Recommendation("d", 0, "fallback:popularity"));
        assertThat(list.filled()).isEqualTo(4);
        assertThat(list.basis()).isEqualTo(Basis.POPULARITY);
    }

    @Test
    void whenAllThatTheModelKnowsIsExcludedTheListRestsOnTheFallback() {
        RecommendationList list = fixed(7, NONE, NONE, NONE, NONE, NONE)
                .recommend(Query.forCharacter("c2", 2).withUnseenOnly(true));
        assertThat(list.trackIds()).containsExactly("c", "d");
        assertThat(list.basis()).isEqualTo(Basis.POPULARITY);
    }

    @Test
    void equalScoresAndZerosOfBothSignsAreTiedAndGoById() {
        assertThat(fixed(0f, -0f, 0f, -0f, 1, 0f)
                        .recommend(Query.forCharacter("c2", 6))
                        .items())
                .containsExactly(
                        new Recommendation("e", 1, "fixed"),
                        new Recommendation("a", 0, "fixed"),
                        new Recommendation("b", 0, "fixed"),
                        new Recommendation("c", 0, "fixed"),
                        new Recommendation("d", 0, "fixed"),
                        new Recommendation("f", 0, "fixed"));
    }

    @Test
    void aScoreThatIsNotANumberIsRefusedWithModelAndTrack() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> fixed(1, 1, 1, bad, 1, 1).recommend(Query.forCharacter("c2", 1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("'fixed'")
                    .hasMessageContaining("'d'")
                    .hasMessageContaining(Float.toString(bad));
        }
    }

    @Test
    void fillingKeepsTheOrderAtTheEdgesOfFloat() {
        for (float lowest : new float[] {Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, 1e-30f, 1, -1, 0}) {
            RecommendationList list =
                    fixed(NONE, NONE, lowest, NONE, NONE, NONE).recommend(Query.forCharacter("c2", 6));
            assertThat(list.trackIds()).containsExactly("c", "a", "b", "d", "e", "f");
            for (int i = 1; i < 6; i++) {
                assertThat(list.items().get(i).score())
                        .as("lowest %s, place %d", lowest, i)
                        .isFinite()
                        .isLessThan(list.items().get(i - 1).score());
            }
        }
    }

    @Test
    void scorersSeeThePositiveEventsOfTheFittedHistory() {
        Dataset data = data();
        Fixed scorer = new Fixed(data, true, 1, 1, 1, 1, 1, 1);
        ScoringRecommender model = recommender(data, scorer, UnknownIdPolicy.FAIL);
        RecommendationList unused = model.recommend(Query.forCharacter("c1", 1));
        ResolvedQuery seen = scorer.queries.get(0);
        assertThat(seen.historyTracks()).containsExactly(data.catalog().tracks().indexOf("a"));
        assertThat(seen.historyMillis()).containsExactly(1_000);
        assertThat(seen.historyIsFitted()).isTrue();
        assertThat(seen.characterIdx()).isEqualTo(data.profiles().ids().indexOf("c1"));
        assertThat(seen.nowMillis()).as("last moment of the data").isEqualTo(8_000);
    }

    @Test
    void aHistoryInTheQueryIsSeenInItsOwnOrderAndTimedOnlyIfAllOfItIs() {
        Dataset data = data();
        Fixed scorer = new Fixed(data, true, 1, 1, 1, 1, 1, 1);
        ScoringRecommender model = recommender(data, scorer, UnknownIdPolicy.FAIL);
        Listen skip = new Listen("d", EventLog.NO_TIME, EventType.SKIP, -1);
        RecommendationList timed = model.recommend(Query.forCharacter("c1", 1)
                .withHistory(List.of(Listen.of("c", 10), skip, Listen.of("b", 20), Listen.of("c", 30)))
                .withProfile(Gender.X, AgeBand.FROM_56)
                .withNow(99));
        RecommendationList untimed = model.recommend(Query.forHistory(List.of(Listen.of("c", 10), Listen.of("b")), 1));
        assertThat(timed.size() + untimed.size()).isEqualTo(2);
        IdMap tracks = data.catalog().tracks();
        ResolvedQuery first = scorer.queries.get(0);
        assertThat(first.historyTracks())
                .containsExactly(tracks.indexOf("c"), tracks.indexOf("b"), tracks.indexOf("c"));
        assertThat(first.historyMillis()).containsExactly(10, 20, 30);
        assertThat(first.historyTimed()).isTrue();
        assertThat(first.historyIsFitted()).isFalse();
        assertThat(first.gender()).isEqualTo(Gender.X);
        assertThat(first.ageBand()).isEqualTo(AgeBand.FROM_56);
        assertThat(first.nowMillis()).isEqualTo(99);
        assertThat(scorer.queries.get(1).historyMillis()).containsExactly(EventLog.NO_TIME, EventLog.NO_TIME);
        assertThat(scorer.queries.get(1).historyTimed()).isFalse();
    }

    @Test
    void unknownIdsAreLoggedOnceInTenThousandPerKind() {
        Dataset data = data();
        ScoringRecommender model = recommender(data, new Fixed(data, true, 1, 1, 1, 1, 1, 1), UnknownIdPolicy.WARN);
        Logger logger = (Logger) LoggerFactory.getLogger(UnknownIds.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            for (int i = 0; i < UnknownIds.WARN_EVERY + 5; i++) {
                Query query = Query.forCharacter("who" + i, 1).withExcluded(Set.of("what"));
                assertThat(model.recommend(query).unknownIds()).isEqualTo(2);
            }
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list.stream().map(ILoggingEvent::getFormattedMessage))
                .containsExactlyInAnyOrder(
                        "fixed: unknown character 'who0' left out (1 so far)",
                        "fixed: unknown track 'what' left out (1 so far)",
                        "fixed: unknown character 'who10000' left out (10001 so far)",
                        "fixed: unknown track 'what' left out (10001 so far)");
    }

    @Test
    void modelFallbackAndDataMustHaveTheSameTracks() {
        Dataset data = data();
        Dataset other = SmallWorld.timed(1);
        FallbackLadder ladder = FallbackLadder.fit(data, EventSemantics.DEFAULT);
        Fixed scorer = new Fixed(data, true, 1, 1, 1, 1, 1, 1);
        assertThatThrownBy(() ->
                        ScoringRecommender.of(scorer, other, EventSemantics.DEFAULT, ladder, UnknownIdPolicy.FAIL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("model 'fixed'")
                .hasMessageContaining("(6)")
                .hasMessageContaining("(52)");
        FallbackLadder otherLadder = FallbackLadder.fit(other, EventSemantics.DEFAULT);
        assertThatThrownBy(() ->
                        ScoringRecommender.of(scorer, data, EventSemantics.DEFAULT, otherLadder, UnknownIdPolicy.FAIL))
                .hasMessageContaining("fallback");
    }

    @Test
    void aBatchUsesNoMoreThreadsThanTold() {
        Dataset data = data();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        TrackScorer scorer = new TrackScorer() {
            @Override
            public String name() {
                return "who calls";
            }

            @Override
            public IdMap tracks() {
                return data.catalog().tracks();
            }

            @Override
            public boolean score(ResolvedQuery query, float[] scores) {
                threads.add(Thread.currentThread());
                Arrays.fill(scores, 1);
                return true;
            }
        };
        List<Query> queries = Collections.nCopies(500, Query.forCharacter("c1", 3));
        assertThat(recommender(data, scorer, UnknownIdPolicy.FAIL).recommendAll(queries, 3))
                .hasSize(500);
        assertThat(threads).hasSizeBetween(1, 3);
        assertThat(threads.stream().filter(t -> t != Thread.currentThread()))
                .as("helpers have ended")
                .noneMatch(Thread::isAlive);
    }

    @Test
    void theShortFormWarnsAndFallsBackToItsOwnData() {
        Dataset data = data();
        ScoringRecommender model = ScoringRecommender.of(new Fixed(data, false, 1, 1, 1, 1, 1, 1), data);
        assertThat(model.name()).isEqualTo("fixed");
        assertThat(model.recommend(Query.forCharacter("stranger", 2)).trackIds())
                .containsExactly("a", "b");
    }
}
