package io.reco.rerank.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.baseline.PersonalTop;
import io.reco.core.baseline.Popularity;
import io.reco.core.baseline.PopularityOptions;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.recommend.Basis;
import io.reco.core.recommend.FallbackLadder;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.QueryFailedException;
import io.reco.core.recommend.Recommendation;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.Recommender;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.recommend.SmallWorld;
import io.reco.core.recommend.TrackScorer;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.rerank.Candidates;
import io.reco.rerank.Reranked;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.RuleTotals;
import io.reco.rerank.config.SourceConfig;
import io.reco.rerank.config.Spec;
import io.reco.rerank.config.SurfaceConfig;
import io.reco.rerank.config.SurfaceResources;
import io.reco.rerank.fusion.FusedCandidates;
import io.reco.rerank.fusion.ReciprocalRankFusion;
import io.reco.rerank.fusion.Source;
import io.reco.rerank.rule.Cap;
import io.reco.rerank.rule.RecentlyListened;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SurfaceRecommenderTest {
    private static final Dataset WORLD = SmallWorld.timed(3);
    private static final Recommender TOP = model(PersonalTop.fit(WORLD, PersonalTop.DEFAULT_RECENCY));
    private static final Recommender POPULAR =
            model(Popularity.fit(WORLD, EventSemantics.DEFAULT, PopularityOptions.DEFAULT));
    private static final SurfaceResources RESOURCES = SurfaceRecommenderContractTest.resources(WORLD)
            .withSource("top", TOP)
            .withSource("popular", POPULAR)
            .withSource("editors", query -> SurfaceRecommenderTest::editorial);

    private static final SurfaceConfig TWO = SurfaceConfig.of(
                    "home", 10, SourceConfig.of("top").withWeight(2), SourceConfig.of("popular"))
            .withDepth(12);

    private static Recommender model(TrackScorer scorer) {
        return ScoringRecommender.of(
                scorer,
                WORLD,
                EventSemantics.DEFAULT,
                FallbackLadder.fit(WORLD, EventSemantics.DEFAULT),
                UnknownIdPolicy.FAIL);
    }

    /** The last tracks of the catalogue. */
    private static Candidates editorial(int n) {
        int last = WORLD.catalog().trackCount() - 1;
        int size = Math.min(n, 3);
        return Candidates.of(
                IntStream.range(0, size).map(i -> last - i).toArray(),
                IntStream.range(0, size).mapToDouble(i -> 3 - i).toArray(),
                "editors");
    }

    private static List<Query> queries(int k) {
        List<Query> queries = new ArrayList<>();
        for (int c = 0; c < 60; c++) {
            queries.add(Query.forCharacter(SmallWorld.character(c), k).withUnseenOnly(c % 4 == 0));
        }
        return queries;
    }

    private static SurfaceRecommender recommender(SurfaceConfig config) {
        return SurfaceRecommender.of(Surface.of(config, RESOURCES));
    }

    @Test
    void twoSourcesAreFusedAndRerankedAsByHand() {
        SurfaceConfig config =
                TWO.withRule("recently-listened", Map.of("window", "90d")).withRule("artist-cap", Map.of("max", 3));
        RulePipeline byHand = RulePipeline.of(RecentlyListened.dropWithinDays(90), Cap.perArtist(3));
        int deeper = 0;
        for (Query query : queries(10)) {
            FusedCandidates fused = new FusedCandidates(
                    ReciprocalRankFusion.DEFAULT,
                    List.of(
                            Source.of(2, TOP, query, WORLD.catalog().tracks()),
                            Source.of(1, POPULAR, query, WORLD.catalog().tracks())),
                    WORLD.catalog().tracks());
            Reranked expected =
                    byHand.apply(fused, RESOURCES.contexts().withSurface("home").of(query), 10, 12);
            Reranked list = recommender(config).rerank(query);
            assertThat(list.items().stream().map(Recommendation::trackId))
                    .containsExactlyElementsOf(expected.items().stream()
                            .map(Recommendation::trackId)
                            .toList());
            assertThat(list.context().surface()).isEqualTo("home");
            deeper += list.pulls() > 1 ? 1 : 0;
        }
        assertThat(deeper).as("some lists need deeper candidates").isPositive();
    }

    @Test
    void batchesGiveTheAnswersOfSingleRequestsWhateverTheThreads() {
        SurfaceRecommender recommender = recommender(TWO.withFusion(Spec.fusion("smooth-round-robin", Map.of()))
                .withRule("artist-spacing", Map.of("gap", 2)));
        List<RecommendationList> single =
                queries(10).stream().map(recommender::recommend).toList();
        assertThat(recommender.recommendAll(queries(10), 1)).isEqualTo(single);
        assertThat(recommender.recommendAll(queries(10), 4)).isEqualTo(single);
        assertThat(recommender.name()).isEqualTo("home");
        assertThat(recommender.withName("A").name()).isEqualTo("A");
    }

    @Test
    void aSourceOfLimitedDepthGivesNoMore() {
        SurfaceConfig config = SurfaceConfig.of(
                        "home",
                        20,
                        SourceConfig.of("top").withDepth(4),
                        SourceConfig.of("popular").withDepth(3))
                .withDepth(20);
        for (Query query : queries(20)) {
            Reranked list = recommender(config).rerank(query);
            assertThat(list.size()).isBetween(4, 7);
            assertThat(list.shortfall()).isPresent();
        }
    }

    @Test
    void maxDepthEndsPullingDeeper() {
        AtomicInteger deepest = new AtomicInteger();
        SurfaceResources resources = SurfaceRecommenderContractTest.resources(WORLD)
                .withSource("top", query -> n -> {
                    deepest.accumulateAndGet(n, Math::max);
                    return Candidates.of(
                            TOP.recommend(query.withK(n)), WORLD.catalog().tracks());
                });
        SurfaceConfig config = SurfaceConfig.of("home", 10, SourceConfig.of("top"))
                .withDepth(10)
                .withRule("recently-listened", Map.of("window", "forever"));
        SurfaceRecommender.of(Surface.of(config, resources)).rerank(queries(10).get(1));
        assertThat(deepest.get()).isGreaterThan(25);
        deepest.set(0);
        Reranked list = SurfaceRecommender.of(Surface.of(config.withMaxDepth(14), resources))
                .rerank(queries(10).get(1));
        assertThat(deepest.get()).isEqualTo(14);
        assertThat(list.candidates().size()).isEqualTo(14);
        assertThat(list.size()).isLessThan(10);
    }

    @Test
    void aSourceThatIsNoModelTakesPart() {
        SurfaceConfig config = SurfaceConfig.of("home", 6, SourceConfig.of("editors"), SourceConfig.of("top"))
                .withFusion(Spec.fusion("round-robin", Map.of()));
        RecommendationList list = recommender(config).recommend(Query.forCharacter(SmallWorld.character(1), 6));
        String last = WORLD.catalog().tracks().id(WORLD.catalog().trackCount() - 1);
        assertThat(list.items().get(0).trackId()).isEqualTo(last);
        assertThat(list.items().get(0).source()).isEqualTo("editors");
        assertThat(list.items().get(1).source()).isEqualTo("top");
        assertThat(list.basis()).isEqualTo(Basis.HISTORY);
        RecommendationList alone = recommender(SurfaceConfig.of("home", 6, SourceConfig.of("editors")))
                .recommend(Query.forCharacter(SmallWorld.character(1), 6));
        assertThat(alone.size()).isEqualTo(3);
        assertThat(alone.basis()).isEqualTo(Basis.NONE);
        assertThat(alone.filled()).isZero();
    }

    @Test
    void aSourceThatIsNoModelGivesNothingTheRequestDoesNotWant() {
        String last = WORLD.catalog().tracks().id(WORLD.catalog().trackCount() - 1);
        Query query = Query.forCharacter(SmallWorld.character(1), 2).withExcluded(List.of(last));
        for (SurfaceConfig config : List.of(
                SurfaceConfig.of("home", 2, SourceConfig.of("editors")).withDepth(2),
                SurfaceConfig.of("home", 2, SourceConfig.of("editors"), SourceConfig.of("top")))) {
            Reranked list = recommender(config.withTrace(true)).rerank(query);
            assertThat(list.items()).extracting(Recommendation::trackId).doesNotContain(last);
            assertThat(list.size()).as("the list is filled from below").isEqualTo(2);
            assertThat(list.counts().rules()).contains("barred");
        }
    }

    @Test
    void aSourceOfUnwantedTracksChangesNothing() {
        SurfaceResources resources = RESOURCES.withSource("unwanted", query -> {
            int[] barred = RESOURCES.contexts().of(query).barred().toIntArray();
            return n -> {
                int size = Math.min(n, barred.length);
                return Candidates.of(Arrays.copyOf(barred, size), new double[size], "unwanted");
            };
        });
        SurfaceConfig config = SurfaceConfig.of("home", 10, SourceConfig.of("unwanted"), SourceConfig.of("top"))
                .withFusion(Spec.fusion("round-robin", Map.of()));
        int barred = 0;
        for (Query plain : queries(10)) {
            Query query =
                    plain.withExcluded(List.of(TOP.recommend(plain).trackIds().get(2)));
            Reranked list = SurfaceRecommender.of(Surface.of(config, resources)).rerank(query);
            assertThat(list.items())
                    .extracting(Recommendation::trackId)
                    .containsExactlyElementsOf(TOP.recommend(query).trackIds());
            barred += list.context().barred().size();
        }
        assertThat(barred).as("some want only unheard tracks").isGreaterThan(200);
    }

    @Test
    void aSourceThatGivesMoreThanItIsAskedForIsCutToItsBest() {
        SurfaceResources resources = SurfaceRecommenderContractTest.resources(WORLD)
                .withSource(
                        "all",
                        query -> n -> Candidates.of(new int[] {0, 1, 2, 3, 4}, new double[] {1, 5, 2, 4, 3}, "all"));
        SurfaceConfig config = SurfaceConfig.of("home", 5, SourceConfig.of("all"));
        Query query = Query.forCharacter(SmallWorld.character(1), 5);
        for (SurfaceConfig limited : List.of(
                config.withK(2).withDepth(2).withMaxDepth(2),
                SurfaceConfig.of("home", 5, SourceConfig.of("all").withDepth(2)))) {
            assertThat(SurfaceRecommender.of(Surface.of(limited, resources))
                            .rerank(query)
                            .items())
                    .extracting(Recommendation::trackId)
                    .containsExactly(
                            WORLD.catalog().tracks().id(1),
                            WORLD.catalog().tracks().id(3));
        }
    }

    @Test
    void aTrackCountsAsFilledWhenNoSourceMeantIt() {
        Query unheard = Query.forCharacter(SmallWorld.SILENT, 10);
        assertThat(recommender(TWO).recommend(unheard).filled()).isEqualTo(10 - meantByPopular(unheard));
        RecommendationList one = recommender(SurfaceConfig.of("home", 10, SourceConfig.of("top")))
                .recommend(unheard);
        assertThat(one.filled()).isEqualTo(10);
        assertThat(one.basis()).isEqualTo(TOP.recommend(unheard).basis());
    }

    private static int meantByPopular(Query query) {
        RecommendationList list = POPULAR.recommend(query);
        return list.size() - list.filled();
    }

    @Test
    void theObserverIsToldOfEveryAnswer() {
        RuleTotals totals = new RuleTotals();
        recommender(TWO.withRule("artist-cap", Map.of("max", 2)))
                .withObserver(totals)
                .recommendAll(queries(5), 3);
        assertThat(totals.counts().orElseThrow().requests()).isEqualTo(60);
    }

    @Test
    void theTraceIsKeptWhenTheSurfaceSaysSo() {
        Query query = queries(5).get(0);
        assertThat(recommender(TWO).rerank(query).trace()).isEmpty();
        assertThat(recommender(TWO.withTrace(true)).rerank(query).trace()).isPresent();
    }

    @Test
    void aFailingQueryIsNamed() {
        List<Query> queries = queries(5);
        queries.set(41, Query.forCharacter("nobody", 5));
        assertThatThrownBy(() -> recommender(TWO).recommendAll(queries, 3))
                .isInstanceOf(QueryFailedException.class)
                .hasMessageContaining("nobody")
                .extracting(e -> ((QueryFailedException) e).index())
                .isEqualTo(41);
    }

    @Test
    void aSourceThatIsNotThereIsRefusedAtOnce() {
        assertThatThrownBy(() -> Surface.of(SurfaceConfig.of("home", 5, SourceConfig.of("tap")), RESOURCES))
                .hasMessageStartingWith("unknown source 'tap'; nearest is 'top'");
    }
}
