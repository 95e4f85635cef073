package io.reco.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.baseline.ItemKnn;
import io.reco.core.baseline.ItemKnnOptions;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.core.data.IdMap;
import io.reco.core.recommend.Basis;
import io.reco.core.recommend.FallbackLadder;
import io.reco.core.recommend.Listen;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.Recommendation;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.Recommender;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.world.ListeningWorld;
import io.reco.core.world.WorldOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class RemovalContributorsTest {
    private static final int DEPTH = 60;

    private static final Dataset DATA =
            ListeningWorld.of(WorldOptions.ofSize(40, 200).withSeed(3)).dataset();

    private static final Recommender MODEL = ScoringRecommender.of(
            ItemKnn.fit(DATA, EventSemantics.DEFAULT, ItemKnnOptions.DEFAULT, 1),
            DATA,
            EventSemantics.DEFAULT,
            FallbackLadder.fit(DATA, EventSemantics.DEFAULT),
            UnknownIdPolicy.FAIL);

    private static RuleContext context(int c) {
        return RuleContexts.of(DATA, Popularity.of(DATA.events(), DATA.catalog().trackCount(), EventSemantics.DEFAULT))
                .of(Query.forCharacter(DATA.profiles().ids().id(c), 10));
    }

    /** Rank of a track when events of another are left out or not, that other one left out of the list both times. */
    private static int rank(int c, RuleContext context, String removed, boolean without, String track) {
        IdMap tracks = DATA.catalog().tracks();
        List<Listen> listens = new ArrayList<>();
        for (int j = 0; j < context.history().size(); j++) {
            String id = tracks.id(context.history().track(j));
            if (!without || !id.equals(removed)) {
                listens.add(new Listen(
                        id,
                        context.history().timeMillis(j),
                        context.history().type(j),
                        context.history().millisPlayed(j)));
            }
        }
        int rank = MODEL.recommend(Query.forCharacter(DATA.profiles().ids().id(c), tracks.size() - 1)
                        .withHistory(listens)
                        .withNow(context.nowMillis())
                        .withExcluded(List.of(removed)))
                .trackIds()
                .indexOf(track);
        return rank < 0 ? tracks.size() : rank;
    }

    @Test
    void whatIsNamedLowersTheRankAndWhatIsNotDoesNot() {
        IdMap tracks = DATA.catalog().tracks();
        int named = 0;
        int unnamed = 0;
        for (int c = 0; c < 4; c++) {
            RuleContext context = context(c);
            IntUnaryOperator contributorOf = new RemovalContributors(
                            MODEL, DEPTH, Integer.MAX_VALUE, IntUnaryOperator.identity())
                    .of(context, EventSemantics.DEFAULT);
            List<String> list = MODEL.recommend(
                            Query.forCharacter(DATA.profiles().ids().id(c), 40))
                    .trackIds();
            for (int p = 0; p < list.size(); p += 13) {
                String track = list.get(p);
                int contributor = contributorOf.applyAsInt(tracks.indexOf(track));
                if (contributor != IdMap.ABSENT) {
                    String removed = tracks.id(contributor);
                    assertThat(rank(c, context, removed, true, track))
                            .as("character %d, '%s' without '%s'", c, track, removed)
                            .isGreaterThan(rank(c, context, removed, false, track));
                    named++;
                    continue;
                }
                Set<String> heard = new LinkedHashSet<>();
                for (int j = 0; j < context.history().size(); j++) {
                    if (!EventSemantics.DEFAULT.isPositive(
                            context.history().type(j), context.history().millisPlayed(j))) {
                        continue;
                    }
                    heard.add(tracks.id(context.history().track(j)));
                }
                heard.remove(track);
                for (String removed : heard) {
                    assertThat(Math.min(DEPTH, rank(c, context, removed, true, track)))
                            .as("character %d, '%s' without '%s'", c, track, removed)
                            .isLessThanOrEqualTo(rank(c, context, removed, false, track));
                }
                unnamed++;
            }
        }
        assertThat(named).isGreaterThan(3);
        assertThat(named + unnamed).isGreaterThan(8);
    }

    /** Scores a track by the sum of what each track of the history says for it; counts how often it is asked. */
    private static final class Weights implements Recommender {
        private final IdMap tracks;
        private final Map<String, Double> weights;
        private int asked;

        Weights(SmallCatalog.Built small, Map<String, Double> weights) {
            tracks = small.catalog().tracks();
            this.weights = weights;
        }

        @Override
        public String name() {
            return "weights";
        }

        @Override
        public RecommendationList recommend(Query query) {
            asked++;
            List<Recommendation> items = new ArrayList<>();
            for (String id : tracks.ids()) {
                double score = query.history().orElseThrow().stream()
                        .mapToDouble(listen -> weights.getOrDefault(listen.trackId() + " " + id, 0.0))
                        .sum();
                if (!query.excluded().contains(id)) {
                    items.add(new Recommendation(id, score, name()));
                }
            }
            items.sort(Comparator.comparingDouble(Recommendation::score)
                    .reversed()
                    .thenComparing(Recommendation::trackId));
            return new RecommendationList(
                    Optional.empty(), items.subList(0, Math.min(query.k(), items.size())), Basis.HISTORY, 0, 0);
        }

        @Override
        public List<RecommendationList> recommendAll(List<Query> queries, int threads) {
            return queries.stream().map(this::recommend).toList();
        }
    }

    @Test
    void theOneWithoutWhichItFallsFurthestIsNamedAndTheModelIsAskedOnceForAll() {
        SmallCatalog catalog = new SmallCatalog();
        for (String id : List.of("h1", "h2", "h3", "x", "y", "z")) {
            catalog.track(id, "A");
        }
        SmallCatalog.Built small = catalog.event(EventType.LISTEN, "h1", 3)
                .event(EventType.LISTEN, "h2", 2)
                .event(EventType.LISTEN, "h3", 1)
                .build();
        // x 5, y 4, z 3: without h1 x falls behind y, without h2 behind both.
        Weights model = new Weights(small, Map.of("h1 x", 1.5, "h2 x", 3.5, "h3 y", 4.0, "h3 z", 2.0, "h1 z", 1.0));
        IdMap tracks = small.catalog().tracks();
        IntUnaryOperator contributorOf = new RemovalContributors(model, 6, 10, IntUnaryOperator.identity())
                .of(small.context(), EventSemantics.DEFAULT);
        assertThat(contributorOf.applyAsInt(small.idx("x"))).isEqualTo(small.idx("h2"));
        assertThat(contributorOf.applyAsInt(small.idx("z")))
                .as("without h1 or h3 its score is lower, but its rank is not")
                .isEqualTo(IdMap.ABSENT);
        assertThat(model.asked)
                .as("one list with all, and one without each of three")
                .isEqualTo(4);
        assertThat(new RemovalContributors(model, 6, 10, t -> tracks.id(t).equals("h2") ? small.idx("x") : t)
                        .of(small.context(), EventSemantics.DEFAULT)
                        .applyAsInt(small.idx("x")))
                .as("h2 is another release of x")
                .isEqualTo(small.idx("h1"));
        assertThat(new RemovalContributors(model, 6, 1, IntUnaryOperator.identity())
                        .of(small.context(), EventSemantics.DEFAULT)
                        .applyAsInt(small.idx("x")))
                .as("only h3 is looked at")
                .isEqualTo(IdMap.ABSENT);
        assertThat(new RemovalContributors(model, 1, 10, IntUnaryOperator.identity())
                        .of(small.context(), EventSemantics.DEFAULT)
                        .applyAsInt(small.idx("h1")))
                .as("not within the depth")
                .isEqualTo(IdMap.ABSENT);
    }

    @Test
    void whatWasSkippedIsNotNamedAndUsesNothingUp() {
        SmallCatalog catalog = new SmallCatalog();
        for (String id : List.of("h1", "s1", "s2", "x", "y")) {
            catalog.track(id, "A");
        }
        SmallCatalog.Built small = catalog.event(EventType.LISTEN, "h1", 3)
                .event(EventType.SKIP, "s1", 2)
                .event(EventType.SKIP, "s2", 1)
                .build();
        Weights model = new Weights(small, Map.of("h1 x", 1.0, "s1 x", 4.0, "s2 y", 3.0));
        RemovalContributors contributors = new RemovalContributors(model, 5, 1, IntUnaryOperator.identity());
        assertThat(contributors.of(small.context(), EventSemantics.DEFAULT).applyAsInt(small.idx("x")))
                .as("x stays in front of y without h1; without s1, which was skipped, it would not")
                .isEqualTo(IdMap.ABSENT);
        Weights level = new Weights(small, Map.of("h1 x", 1.0, "s1 x", 2.5, "s2 y", 3.0));
        Reranked list = RulePipeline.of().apply(small.all(), small.context(), 5);
        List<List<Reason>> reasons = new Explainer(
                        30, EventSemantics.DEFAULT, new RemovalContributors(level, 5, 1, IntUnaryOperator.identity()))
                .explain(list);
        assertThat(reasons.get(3))
                .as("h1 is looked at although two tracks were skipped after it")
                .contains(new Reason(Reason.Kind.BECAUSE_OF, List.of("h1")));
        assertThat(level.asked).isEqualTo(2);
    }

    @Test
    void argumentsAreChecked() {
        assertThatThrownBy(() -> new RemovalContributors(MODEL, 0, 1, t -> t)).hasMessageContaining("depth 0");
        assertThatThrownBy(() -> new RemovalContributors(MODEL, 1, 0, t -> t)).hasMessageContaining("maxTracks 0");
    }
}
