package io.reco.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.IdMap;
import io.reco.core.data.Track;
import io.reco.core.recommend.Basis;
import io.reco.core.recommend.Contribution;
import io.reco.core.recommend.Listen;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.Recommendation;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.RemovalExplainer;
import io.reco.core.recommend.ResolvedQuery;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.recommend.TrackScorer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransformerScorerTest {
    private static final int ITEMS = 30;

    /** A catalogue in another order than the model's, without t7, with a track of artist 1 and one of nobody. */
    private static Dataset world() {
        DatasetBuilder builder = Dataset.builder("other order");
        builder.catalog().addTrack(Track.builder("new").artist("artist1").build());
        for (int i = ITEMS - 1; i >= 0; i--) {
            if (i != 7) {
                builder.catalog().track("t" + i);
            }
        }
        builder.catalog().track("nobody's");
        builder.addListen("c", "t1", 1_000);
        builder.addListen("c", "t2", 2_000);
        builder.addListen("c", "t3", 3_000);
        return builder.build();
    }

    private static List<Listen> history(String... ids) {
        List<Listen> history = new ArrayList<>();
        for (String id : ids) {
            history.add(Listen.of(id));
        }
        return history;
    }

    @Test
    void scoresAreProductsOfTheStateWithOutputVectors() {
        TransformerModel model = Models.random(Models.SMALL, ITEMS, 5);
        Dataset world = world();
        ScoringRecommender recommender =
                ScoringRecommender.of(model.scorer(world.catalog().tracks()), world);
        RecommendationList list = recommender.recommend(Query.forHistory(history("t4", "t9", "t2"), 100));
        float[] state = SequenceEncoder.of(model).encode(ItemHistory.of(model, List.of("t4", "t9", "t2")));
        assertThat(list.size()).isEqualTo(ITEMS + 1);
        assertThat(list.filled()).as("new, nobody's").isEqualTo(2);
        for (Recommendation item : list.items().subList(0, ITEMS - 1)) {
            double expected = 0;
            for (int j = 0; j < state.length; j++) {
                expected += state[j] * model.outputs().get(model.tracks().indexOf(item.trackId()), j);
            }
            assertThat(item.score()).as(item.trackId()).isCloseTo(expected, within(1e-4));
        }
        assertThat(list.items())
                .isSortedAccordingTo(
                        Comparator.comparingDouble(Recommendation::score).reversed());
    }

    @Test
    void newTracksAreScoredByTheirAttributes() {
        TransformerModel model = Models.random(Models.SMALL.withAttributes(true), ITEMS, 5);
        Dataset world = world();
        TransformerModel wider = model.withTracksOf(world.catalog());
        ScoringRecommender recommender =
                ScoringRecommender.of(wider.scorer(world.catalog().tracks()), world);
        RecommendationList list = recommender.recommend(Query.forHistory(history("t4", "t9", "t2"), 100));
        assertThat(list.filled()).as("nobody's").isEqualTo(1);
        float[] state = SequenceEncoder.of(model).encode(ItemHistory.of(model, List.of("t4", "t9", "t2")));
        double expected = 0;
        for (int j = 0; j < state.length; j++) {
            expected += state[j] * model.weights().attributes()[32 + j];
        }
        double score = list.items().stream()
                .filter(item -> item.trackId().equals("new"))
                .findFirst()
                .orElseThrow()
                .score();
        assertThat(score).isCloseTo(expected, within(1e-4));
        assertThat(recommender.recommend(Query.forHistory(history("new"), 3)).basis())
                .isEqualTo(Basis.HISTORY);
    }

    @Test
    void aHistoryLongerThanTheModelCountsByItsLatestKnownTracks() {
        TransformerModel model = Models.random(Models.SMALL, ITEMS, 5);
        Dataset world = world();
        ScoringRecommender recommender =
                ScoringRecommender.of(model.scorer(world.catalog().tracks()), world);
        List<Listen> longHistory = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            longHistory.add(Listen.of(i % 3 == 0 ? "nobody's" : "t" + (i * 5 % 7)));
        }
        List<Listen> latest = longHistory.stream()
                .filter(listen -> !listen.trackId().equals("nobody's"))
                .toList();
        latest = latest.subList(latest.size() - 12, latest.size());
        assertThat(recommender.recommend(Query.forHistory(longHistory, 10)).items())
                .isEqualTo(recommender.recommend(Query.forHistory(latest, 10)).items());
    }

    @Test
    void ofAHistoryWithoutAKnownTrackTheModelKnowsNothing() {
        TransformerModel model = Models.random(Models.SMALL, ITEMS, 5);
        Dataset world = world();
        ScoringRecommender recommender =
                ScoringRecommender.of(model.scorer(world.catalog().tracks()), world);
        for (List<Listen> history : List.of(history(), history("nobody's", "new"))) {
            RecommendationList list = recommender.recommend(Query.forHistory(history, 5));
            assertThat(list.basis()).isEqualTo(Basis.POPULARITY);
            assertThat(list.filled()).isEqualTo(5);
        }
    }

    @Test
    void repeatsRaiseWhatWasHeardAndWeightZeroChangesNothing() {
        TransformerModel model = Models.random(Models.SMALL, ITEMS, 5);
        Dataset world = world();
        TransformerScorer scorer = model.scorer(world.catalog().tracks());
        Query query = Query.forCharacter("c", 40);
        List<Recommendation> plain =
                ScoringRecommender.of(scorer, world).recommend(query).items();
        assertThat(ScoringRecommender.of(scorer.withRepeats(RepeatOptions.OFF), world)
                        .recommend(query)
                        .items())
                .isEqualTo(plain);
        List<String> mixed = ScoringRecommender.of(scorer.withRepeats(RepeatOptions.of(0.99)), world)
                .recommend(query)
                .trackIds();
        assertThat(mixed.subList(0, 3)).containsExactly("t3", "t2", "t1");
        List<String> rest =
                new ArrayList<>(plain.stream().map(Recommendation::trackId).toList());
        rest.removeAll(List.of("t1", "t2", "t3"));
        assertThat(mixed.subList(3, mixed.size())).isEqualTo(rest);
    }

    @Test
    void explanationsAreWhatTheScoreLosesWithoutATrack() {
        TransformerModel model = Models.random(Models.SMALL, ITEMS, 5);
        Dataset world = world();
        ScoringRecommender recommender =
                ScoringRecommender.of(model.scorer(world.catalog().tracks()), world);
        List<Contribution> contributions = RemovalExplainer.of(recommender)
                .explain(Query.forHistory(history("t4", "t9", "t2", "t9"), 5), "t20", Integer.MAX_VALUE);
        assertThat(contributions).hasSize(3);
        SequenceEncoder encoder = SequenceEncoder.of(model);
        double full = score(model, encoder, "t4", "t9", "t2", "t9");
        assertThat(amount(contributions, "t9")).isCloseTo(full - score(model, encoder, "t4", "t2"), within(1e-4));
        assertThat(amount(contributions, "t4")).isCloseTo(full - score(model, encoder, "t9", "t2", "t9"), within(1e-4));
        assertThat(contributions)
                .isSortedAccordingTo(
                        Comparator.comparingDouble(Contribution::amount).reversed());
        assertThat(contributions.get(0).amount()).isNotZero();
    }

    @Test
    void ofLogarithmsATrackThatTheScoreRestsOnAloneSpeaksForItWithoutBound() {
        TransformerModel model = Models.random(Models.SMALL, ITEMS, 5);
        Dataset world = world();
        TransformerScorer scorer = model.scorer(world.catalog().tracks());
        Query query = Query.forHistory(history("t1"), 5);
        assertThat(RemovalExplainer.of(ScoringRecommender.of(scorer.withRepeats(RepeatOptions.of(0.2)), world))
                        .explain(query, "t1", 5))
                .containsExactly(new Contribution("t1", Double.POSITIVE_INFINITY));
        assertThat(RemovalExplainer.of(ScoringRecommender.of(scorer, world)).explain(query, "t1", 5))
                .extracting(Contribution::amount)
                .allMatch(Double::isFinite);
    }

    @Test
    void theScoreOfOneTrackIsThatAmongAll() {
        TransformerModel model = Models.random(Models.SMALL, ITEMS, 5);
        Dataset world = world();
        TransformerScorer scorer = model.scorer(world.catalog().tracks());
        ResolvedQuery[] asked = new ResolvedQuery[2];
        ScoringRecommender recommender = ScoringRecommender.of(
                new TrackScorer() {
                    @Override
                    public String name() {
                        return scorer.name();
                    }

                    @Override
                    public IdMap tracks() {
                        return scorer.tracks();
                    }

                    @Override
                    public boolean score(ResolvedQuery query, float[] scores) {
                        asked[query.historyTracks().length == 0 ? 1 : 0] = query;
                        return scorer.score(query, scores);
                    }
                },
                world);
        assertThat(recommender
                        .recommend(Query.forHistory(history("t4", "t9"), 5))
                        .items())
                .isNotEmpty();
        assertThat(recommender.recommend(Query.forHistory(history(), 5)).items())
                .isNotEmpty();
        float[] scores = new float[scorer.tracks().size()];
        assertThat(scorer.score(asked[0], scores)).isTrue();
        for (int t = 0; t < scores.length; t++) {
            assertThat(scorer.scoreOf(asked[0], t)).isEqualTo(scores[t]);
            assertThat(scorer.scoreOf(asked[1], t)).isEqualTo(Float.NEGATIVE_INFINITY);
        }
        assertThat(scores).contains(Float.NEGATIVE_INFINITY);
    }

    @Test
    void weightsThatOverflowAreNotServed() {
        TransformerModel model = Models.random(Models.SMALL, ITEMS, 5);
        for (TransformerWeights.NamedMatrix matrix : model.weights().matrices()) {
            if (matrix.name().startsWith("blocks.")) {
                float[] values = matrix.toArray();
                for (int i = 0; i < values.length; i++) {
                    values[i] *= 1e30f;
                }
                matrix.set(values);
            }
        }
        SequenceEncoder encoder = SequenceEncoder.of(model);
        assertThatIllegalStateException()
                .isThrownBy(() -> encoder.encode(ItemHistory.of(model, List.of("t1", "t2"))))
                .withMessageContaining("its weights are finite, but too large");
    }

    private static double score(TransformerModel model, SequenceEncoder encoder, String... history) {
        float[] state = encoder.encode(ItemHistory.of(model, List.of(history)));
        double score = 0;
        for (int j = 0; j < state.length; j++) {
            score += state[j] * model.outputs().get(20, j);
        }
        return score;
    }

    private static double amount(List<Contribution> contributions, String id) {
        return contributions.stream()
                .filter(contribution -> contribution.trackId().equals(id))
                .findFirst()
                .orElseThrow()
                .amount();
    }
}
