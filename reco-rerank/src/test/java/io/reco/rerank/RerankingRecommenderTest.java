package io.reco.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.baseline.PersonalTop;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.core.recommend.FallbackLadder;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.QueryFailedException;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.Recommender;
import io.reco.core.recommend.RecommenderContract;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.recommend.SmallWorld;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.rerank.history.Impression;
import io.reco.rerank.history.InMemoryRecommendationHistory;
import io.reco.rerank.rule.AlreadyRecommended;
import io.reco.rerank.rule.Playable;
import io.reco.rerank.rule.RecentlyListened;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A model with rules that change nothing is a recommender like the model. */
class RerankingRecommenderTest extends RecommenderContract {
    private static final long DAY = SmallCatalog.DAY;

    private static Recommender model(Dataset train, UnknownIdPolicy unknownIds) {
        return ScoringRecommender.of(
                PersonalTop.fit(train, PersonalTop.DEFAULT_RECENCY),
                train,
                EventSemantics.DEFAULT,
                FallbackLadder.fit(train, EventSemantics.DEFAULT),
                unknownIds);
    }

    private static RuleContexts contexts(Dataset train) {
        return RuleContexts.of(
                train, Popularity.of(train.events(), train.catalog().trackCount(), EventSemantics.DEFAULT));
    }

    @Override
    protected Recommender fit(Dataset train, UnknownIdPolicy unknownIds) {
        Recommender model = model(train, unknownIds);
        return new RerankingRecommender(
                model.name(), model, RulePipeline.of(Playable.byCatalog()), contexts(train), 20, list -> {});
    }

    @Override
    protected boolean scoresTwinsAlike() {
        return false;
    }

    @Test
    void recentTracksAreReplacedByDeeperOnesAndTheCountsAddUp() {
        Dataset world = SmallWorld.timed(1);
        RuleTotals totals = new RuleTotals();
        Recommender model = model(world, UnknownIdPolicy.FAIL);
        RecentlyListened ever =
                new RecentlyListened(Long.MAX_VALUE, RecentlyListened.Mode.DROP, EventSemantics.DEFAULT);
        RerankingRecommender rules =
                new RerankingRecommender("top, new only", model, RulePipeline.of(ever), contexts(world), 5, totals);
        List<Query> queries = new ArrayList<>();
        for (int c = 0; c < 60; c++) {
            queries.add(Query.forCharacter(SmallWorld.character(c), 10));
        }
        List<RecommendationList> lists = rules.recommendAll(queries, 3);
        int heardByModel = 0;
        for (int c = 0; c < 60; c++) {
            assertThat(lists.get(c).size()).isEqualTo(10);
            for (String track : lists.get(c).trackIds()) {
                assertThat(heard(world, c, track))
                        .as("character %d, %s", c, track)
                        .isFalse();
            }
            for (String track : model.recommend(queries.get(c)).trackIds()) {
                heardByModel += heard(world, c, track) ? 1 : 0;
            }
        }
        assertThat(heardByModel).isPositive();
        RuleCounts counts = totals.counts().orElseThrow();
        assertThat(counts.requests()).isEqualTo(60);
        assertThat(counts.kept()).isEqualTo(600);
        assertThat(counts.dropped("recently-listened")).isPositive();
        assertThat(totals.shortLists()).isZero();
    }

    private static boolean heard(Dataset world, int c, String track) {
        EventLog events = world.events();
        int character = world.profiles().ids().indexOf(SmallWorld.character(c));
        int t = world.catalog().tracks().indexOf(track);
        for (int i = events.start(character); i < events.end(character); i++) {
            if (events.track(i) == t
                    && events.type(i) == EventType.LISTEN
                    && EventSemantics.DEFAULT.isPositive(events, i)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void whatWasRecommendedOnTheSurfaceIsNotRecommendedThereAgain() {
        Dataset world = SmallWorld.timed(1);
        InMemoryRecommendationHistory shown = new InMemoryRecommendationHistory(100 * DAY, 1000);
        Query query = Query.forCharacter(SmallWorld.character(3), 10).withNow(SmallWorld.LAST_MILLIS + DAY);
        RulePipeline pipeline = RulePipeline.of(AlreadyRecommended.within(30 * DAY));
        Recommender home = onSurface("home", world, shown, pipeline);
        List<String> first = home.recommend(query).trackIds();
        List<Impression> impressions = new ArrayList<>();
        for (int slot = 0; slot < first.size(); slot++) {
            impressions.add(
                    Impression.seen(SmallWorld.character(3), "home", first.get(slot), slot, SmallWorld.LAST_MILLIS)
                            .withSeen(slot < 4));
        }
        shown.record(impressions);
        List<String> second = home.recommend(query).trackIds();
        assertThat(second).hasSize(10).doesNotContainAnyElementsOf(first.subList(0, 4));
        assertThat(second).containsAll(first.subList(4, 10));
        assertThat(onSurface("radio", world, shown, pipeline).recommend(query).trackIds())
                .isEqualTo(first);
    }

    @Test
    void aRuleSeesAsFarBackAsItLooksWhateverTheContextsWereMadeWith() {
        Dataset world = SmallWorld.timed(1);
        InMemoryRecommendationHistory shown = new InMemoryRecommendationHistory(1000 * DAY, 1000);
        Query query = Query.forCharacter(SmallWorld.character(3), 5).withNow(SmallWorld.LAST_MILLIS + 200 * DAY);
        Recommender plain = onSurface("home", world, shown, RulePipeline.of());
        String top = plain.recommend(query).trackIds().get(0);
        shown.record(List.of(Impression.seen(SmallWorld.character(3), "home", top, 0, SmallWorld.LAST_MILLIS)));
        for (AlreadyRecommended rule : List.of(
                AlreadyRecommended.within(201 * DAY),
                AlreadyRecommended.within(Long.MAX_VALUE),
                AlreadyRecommended.fading(1, 10_000 * DAY),
                AlreadyRecommended.fading(1, Long.MAX_VALUE))) {
            assertThat(onSurface("home", world, shown, RulePipeline.of(rule))
                            .recommend(query)
                            .trackIds()
                            .get(0))
                    .as("%s", rule)
                    .isNotEqualTo(top);
        }
    }

    private static Recommender onSurface(
            String surface, Dataset world, InMemoryRecommendationHistory shown, RulePipeline pipeline) {
        RuleContexts contexts = new RuleContexts(world, Popularity.none(), shown, 60 * DAY, surface, 1);
        return RerankingRecommender.of(model(world, UnknownIdPolicy.FAIL), pipeline, contexts, 20);
    }

    @Test
    void aFailureInTheSecondStageNamesTheQuery() {
        Dataset world = SmallWorld.timed(1);
        PoolRule failing = new PoolRule() {
            @Override
            public String name() {
                return "failing";
            }

            @Override
            public Stage stage() {
                return Stage.SCORE;
            }

            @Override
            public void apply(Pool pool, RuleContext context) {
                if (context.nowMillis() == 5) {
                    throw new IllegalStateException("no");
                }
            }
        };
        Recommender rules = RerankingRecommender.of(
                model(world, UnknownIdPolicy.FAIL), RulePipeline.of(failing), contexts(world), 20);
        Query fine = Query.forCharacter(SmallWorld.character(0), 3);
        assertThatThrownBy(() -> rules.recommendAll(List.of(fine, fine.withNow(5), fine), 2))
                .isInstanceOf(QueryFailedException.class)
                .hasMessageContaining("query 1");
    }
}
