package io.reco.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.recommend.Contribution;
import io.reco.core.recommend.FallbackLadder;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.Recommender;
import io.reco.core.recommend.RecommenderContract;
import io.reco.core.recommend.RemovalExplainer;
import io.reco.core.recommend.RetrievingRecommender;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.recommend.SmallWorld;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.vector.ExactSearch;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Metric;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransformerRetrieverTest extends RecommenderContract {
    @Override
    protected Recommender fit(Dataset train, UnknownIdPolicy unknownIds) {
        return retrieving(train, unknownIds, RepeatOptions.OFF);
    }

    @Override
    protected boolean scoresTwinsAlike() {
        return false;
    }

    private static RetrievingRecommender retrieving(Dataset train, UnknownIdPolicy unknownIds, RepeatOptions repeats) {
        TransformerRetriever retriever = TransformerRetriever.exact(
                        "transformer",
                        TransformerScorerContractTest.model(train),
                        train.catalog().tracks())
                .withRepeats(repeats);
        return RetrievingRecommender.of(
                retriever,
                train,
                EventSemantics.DEFAULT,
                FallbackLadder.fit(train, EventSemantics.DEFAULT),
                unknownIds);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.2, 0.95})
    void answersAreThoseOfTheScorer(double repeatWeight) {
        Dataset world = SmallWorld.timed(4);
        RepeatOptions repeats = RepeatOptions.of(repeatWeight);
        ScoringRecommender scoring = ScoringRecommender.of(
                TransformerScorerContractTest.model(world)
                        .scorer(world.catalog().tracks())
                        .withRepeats(repeats),
                world);
        Recommender retrieving = retrieving(world, UnknownIdPolicy.WARN, repeats);
        List<Query> queries = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            queries.add(Query.forCharacter(SmallWorld.character(i % 60), 1 + i % 52)
                    .withUnseenOnly(i % 3 == 0)
                    .withExcluded(List.of(SmallWorld.a(i % 20))));
        }
        queries.add(Query.forHistory(List.of(), 7));
        List<RecommendationList> expected = scoring.recommendAll(queries, 1);
        assertThat(retrieving.recommendAll(queries, 2)).isEqualTo(expected);
        assertThat(queries.stream().map(retrieving::recommend).toList()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.2})
    void explanationsAreThoseOfTheScorer(double repeatWeight) {
        Dataset world = SmallWorld.timed(4);
        RepeatOptions repeats = RepeatOptions.of(repeatWeight);
        TransformerScorer scorer = TransformerScorerContractTest.model(world)
                .scorer(world.catalog().tracks())
                .withRepeats(repeats);
        RemovalExplainer scoring = RemovalExplainer.of(ScoringRecommender.of(scorer, world));
        RemovalExplainer retrieving = RemovalExplainer.of(retrieving(world, UnknownIdPolicy.WARN, repeats));
        for (int i = 0; i < 20; i++) {
            Query query = Query.forCharacter(SmallWorld.character(i), 5);
            List<Contribution> expected = scoring.explain(query, SmallWorld.a(i), 10);
            assertThat(expected).isNotEmpty();
            assertThat(retrieving.explain(query, SmallWorld.a(i), 10)).isEqualTo(expected);
        }
    }

    @Test
    void aSearchOverSomethingElseIsRefused() {
        TransformerModel model = Models.random(Models.SMALL, 10, 1);
        FloatMatrix outputs = model.outputs();
        assertThatThrownBy(() -> TransformerRetriever.of(
                        "x", model, model.tracks(), outputs, ExactSearch.of(outputs, Metric.COSINE)))
                .hasMessageContaining("COSINE");
        assertThatThrownBy(() -> TransformerRetriever.of(
                        "x", model, model.tracks(), outputs, ExactSearch.of(outputs.slice(0, 9), Metric.DOT)))
                .hasMessageContaining("9 rows of 20")
                .hasMessageContaining("10 of 20");
    }
}
