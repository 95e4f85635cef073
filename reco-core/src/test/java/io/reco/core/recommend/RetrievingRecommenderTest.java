package io.reco.core.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.baseline.ItemKnn;
import io.reco.core.baseline.ItemKnnOptions;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.IdMap;
import io.reco.core.vector.RowFilter;
import io.reco.core.vector.SearchHits;
import io.reco.core.vector.TopK;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A scorer as a retriever: what a {@link ScoringRecommender} of it answers. */
class RetrievingRecommenderTest extends RecommenderContract {
    private static RetrievingRecommender retrieving(Dataset train, UnknownIdPolicy unknownIds) {
        return RetrievingRecommender.of(
                new Retriever(scorer(train)),
                train,
                EventSemantics.DEFAULT,
                FallbackLadder.fit(train, EventSemantics.DEFAULT),
                unknownIds);
    }

    private static TrackScorer scorer(Dataset train) {
        return ItemKnn.fit(train, EventSemantics.DEFAULT, ItemKnnOptions.DEFAULT, 1);
    }

    private record Retriever(TrackScorer scorer) implements TrackRetriever {
        @Override
        public String name() {
            return scorer.name();
        }

        @Override
        public IdMap tracks() {
            return scorer.tracks();
        }

        @Override
        public Optional<SearchHits> retrieve(ResolvedQuery query, int k, RowFilter eligible) {
            float[] scores = new float[tracks().size()];
            if (!scorer.score(query, scores)) {
                return Optional.empty();
            }
            TopK best = TopK.of(k, tracks().codePointRanks());
            for (int t = 0; t < scores.length; t++) {
                if (eligible.accepts(t)) {
                    best.push(t, scores[t]);
                }
            }
            return Optional.of(best.drain());
        }
    }

    @Override
    protected Recommender fit(Dataset train, UnknownIdPolicy unknownIds) {
        return retrieving(train, unknownIds);
    }

    @Test
    void explanationsAreThoseOfTheScorer() {
        Dataset world = SmallWorld.timed(1);
        RemovalExplainer scoring = RemovalExplainer.of(ScoringRecommender.of(scorer(world), world));
        RemovalExplainer retrieving = RemovalExplainer.of(retrieving(world, UnknownIdPolicy.WARN));
        int explained = 0;
        for (int i = 0; i < 20; i++) {
            Query query = Query.forCharacter(SmallWorld.character(i), 5);
            List<Contribution> expected = scoring.explain(query, SmallWorld.a(i), 10);
            assertThat(retrieving.explain(query, SmallWorld.a(i), 10)).isEqualTo(expected);
            explained += expected.size();
        }
        assertThat(explained).isGreaterThan(20);
    }

    @Test
    void answersAreThoseOfTheScorer() {
        Dataset world = SmallWorld.timed(1);
        ScoringRecommender scoring = ScoringRecommender.of(scorer(world), world);
        Recommender retrieving = fit(world, UnknownIdPolicy.WARN);
        List<Query> queries = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            queries.add(Query.forCharacter(SmallWorld.character(i % 60), 1 + i % 52)
                    .withUnseenOnly(i % 2 == 0)
                    .withExcluded(List.of(SmallWorld.a(i % 20))));
        }
        List<RecommendationList> expected = scoring.recommendAll(queries, 1);
        assertThat(retrieving.recommendAll(queries, 2)).isEqualTo(expected);
        assertThat(queries.stream().map(retrieving::recommend).toList()).isEqualTo(expected);
    }

    @Test
    void otherTracksAreRefused() {
        Dataset world = SmallWorld.timed(1);
        Dataset other = SmallWorld.withoutEvents(List.of("x"));
        assertThatThrownBy(() -> RetrievingRecommender.of(
                        new Retriever(scorer(other)),
                        world,
                        EventSemantics.DEFAULT,
                        FallbackLadder.fit(world, EventSemantics.DEFAULT),
                        UnknownIdPolicy.FAIL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other tracks (1)");
    }
}
