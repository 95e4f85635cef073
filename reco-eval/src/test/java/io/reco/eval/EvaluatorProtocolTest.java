package io.reco.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.Dataset;
import io.reco.core.progress.ProgressListener;
import io.reco.core.recommend.Recommendation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluatorProtocolTest {
    private final Dataset train = ToyWorld.train();
    private final EvaluationOptions options = EvaluationOptions.of(4, "recall@2", "coverage@2");
    private final Evaluator evaluator = Evaluator.of(train, ToyWorld.test(), "by hand", options);

    @Test
    void charactersAreDividedByColdnessAndByThePopularityOfTheirHistory() {
        EvaluationResult result = evaluator.evaluate(new ToyWorld.InOrder());
        assertThat(result.dimensions()).containsExactly("gender", "age", "history", "cold", "popularity");
        assertThat(result.segments())
                .filteredOn(s -> s.dimension().equals("cold"))
                .extracting(Segment::label, Segment::characters)
                .containsExactly(tuple("has history", 9), tuple("no event before", 1));
        // c_n has the n+1 most popular of 10 tracks: mean place n/2, popularity 1 - n/18; 9 values from 10/18 to 1.
        assertThat(result.segments())
                .filteredOn(s -> s.dimension().equals("popularity"))
                .extracting(Segment::label, Segment::characters)
                .containsExactly(
                        tuple("niche < 0.722", 3), tuple("mixed 0.722-0.889", 3), tuple("mainstream \u2265 0.889", 3));
    }

    @Test
    void sharesOfPopularityAndGenresByHand() {
        ListShares shares = evaluator.evaluate(new ToyWorld.InOrder()).shares();
        assertThat(shares.cutoff()).isEqualTo(2);
        // Pairs: t0 9, t1 8, ... t8 1, t9 0: 45. Lists: t0 and t1 for all.
        assertThat(shares.byPopularity()).hasSize(10);
        assertThat(shares.byPopularity().get(0)).isEqualTo(new ListShares.Share("1", 9 / 45.0, 0.5));
        assertThat(shares.byPopularity().get(1)).isEqualTo(new ListShares.Share("2", 8 / 45.0, 0.5));
        assertThat(shares.byPopularity().get(9)).isEqualTo(new ListShares.Share("10", 0, 0));
        // c_n has ceil((n+1)/2) rock tracks of n+1: 1, 1/2, 2/3, 2/4, 3/5, 3/6, 4/7, 4/8, 5/9; the new one is left out.
        double rock = (1 + 4 * 0.5 + 2 / 3.0 + 3 / 5.0 + 4 / 7.0 + 5 / 9.0) / 9;
        assertThat(shares.byGenre()).extracting(ListShares.Share::label).containsExactly("rock", "pop");
        assertThat(shares.byGenre().get(0).training()).isCloseTo(rock, within(1e-12));
        assertThat(shares.byGenre().get(1).training()).isCloseTo(1 - rock, within(1e-12));
        assertThat(shares.byGenre().get(0).lists()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void onlyCandidatesAreShownAndRelevantAndTheProtocolSaysSo() {
        ToyWorld.InOrder recommender = new ToyWorld.InOrder();
        CandidateSet late = CandidateSet.of("tracks from t5 on", train.catalog(), t -> t >= 5);
        EvaluationResult result = evaluator.withCandidates(late).evaluate(recommender);
        // Shown: t5 t6 t7 t8; relevant: t9 alone, so recall@2 is 0 over all ten; t0 is neither a miss nor a hit.
        assertThat(result.value("recall@2")).isZero();
        assertThat(result.metric("recall@2").metric().n()).isEqualTo(10);
        assertThat(result.value("coverage@2")).isEqualTo(0.2);
        assertThat(result.counts().shortLists()).isZero();
        assertThat(result.protocol().candidateSet())
                .isEqualTo(
                        "restricted to tracks from t5 on, 5 of 10 tracks: others are neither shown nor relevant; each"
                                + " recommender's own ranking, no sampled candidates; a relevant track that it does not rank counts as"
                                + " missed");
        assertThat(recommender.asked).as("4, then 8, then all ten").containsOnly(4, 8, 10);
        assertThat(evaluator
                        .withCandidates(CandidateSet.of("the last", train.catalog(), t -> t == 9))
                        .evaluate(new ToyWorld.InOrder())
                        .value("recall@2"))
                .isEqualTo(1);
        assertThat(evaluator.evaluate(new ToyWorld.InOrder()).protocol()).isNotEqualTo(result.protocol());
    }

    @Test
    void aCandidateSetNeedsTracksAndAName() {
        assertThatThrownBy(() -> CandidateSet.of("none", train.catalog(), t -> false))
                .hasMessageContaining("'none' has 0 tracks");
        assertThatThrownBy(() -> CandidateSet.of(" ", train.catalog(), t -> true))
                .hasMessageContaining("a name");
    }

    @Test
    void progressCountsCharactersAndEndsAlsoOnFailure() {
        List<String> heard = new ArrayList<>();
        ProgressListener progress = new ProgressListener() {
            @Override
            public void start(String task, long total, String unit) {
                heard.add(task + " " + total + " " + unit);
            }

            @Override
            public void advance(long units) {
                heard.add("+" + units);
            }

            @Override
            public void message(String text) {
                heard.add(text);
            }

            @Override
            public void end() {
                heard.add("end");
            }
        };
        Evaluator batches = Evaluator.of(train, ToyWorld.test(), "by hand", options.withBatchSize(4));
        EvaluationResult result = batches.evaluate("x", new ToyWorld.InOrder(), ListPostProcessor.NONE, progress);
        assertThat(heard).containsExactly("evaluate x 10 characters", "+4", "+4", "+2", "end");
        assertThat(result.times().scoring()).isPositive();
        assertThat(result.times().metrics()).isPositive();
        assertThat(result.times().toText()).contains("scoring", "metrics", "intervals");

        heard.clear();
        ListPostProcessor broken = (query, list) -> {
            throw new IllegalStateException("broken");
        };
        assertThatThrownBy(() -> batches.evaluate("x", new ToyWorld.InOrder(), broken, progress))
                .hasMessage("broken");
        assertThat(heard).containsExactly("evaluate x 10 characters", "end");
    }

    @Test
    void theSecondStageSeesWhatTheRecommenderRanked() {
        ListPostProcessor reversed = (query, list) -> {
            List<Recommendation> items = new ArrayList<>(list.items());
            Collections.reverse(items);
            return list.withItems(items);
        };
        EvaluationResult result = Evaluator.of(train, ToyWorld.test(), "by hand", options.withCandidates(10))
                .evaluate("reversed", new ToyWorld.InOrder(), reversed);
        assertThat(result.value("recall@2")).as("t9 comes first").isEqualTo(0.5);
    }

    @Test
    void theWorstSegmentAndTheDistanceAreInTheJson() {
        EvaluationResult result = evaluator.evaluate(new ToyWorld.InOrder());
        assertThat(EvaluationJson.write(List.of(result), List.of()))
                .contains(
                        "\"dimensions\"",
                        "\"worst_segment\"",
                        "\"mean_absolute_deviation\"",
                        "\"by_popularity\"",
                        "\"by_genre\"");
    }
}
