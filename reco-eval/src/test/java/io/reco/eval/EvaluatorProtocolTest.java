package io.reco.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.Track;
import io.reco.core.progress.ProgressListener;
import io.reco.core.recommend.Recommendation;
import io.reco.core.recommend.RecommendationList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
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
    void equallyPopularTracksAreWorthTheSame() {
        DatasetBuilder builder = Dataset.builder("ties");
        for (String track : List.of("a", "b", "c", "d")) {
            builder.catalog().addTrack(Track.builder(track).build());
        }
        for (String track : List.of("a", "b", "c")) {
            builder.addListen("likes " + track, track, 1);
            builder.addListen("likes " + track, "d", 100);
        }
        Dataset all = builder.build();
        EvaluationResult result = Evaluator.of(
                        all.withEvents(all.events().where(i -> all.events().timeMillis(i) < 100)),
                        all.withEvents(all.events().where(i -> all.events().timeMillis(i) >= 100)),
                        "by hand",
                        EvaluationOptions.of(1, "hit@1"))
                .evaluate("fixed", new ToyWorld.InOrder(), (query, list) -> list(list, "d"));
        // Places 0, 1, 2 of 0 to 3 share the middle: 1 - 1/3.
        assertThat(result.segments())
                .filteredOn(s -> s.dimension().equals("popularity"))
                .extracting(Segment::label, Segment::characters)
                .containsExactly(tuple("mainstream ≥ 0.667", 3));
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
                        "restricted to tracks from t5 on, 5 of 10 tracks (checksum %08x): others are neither shown nor"
                                        .formatted(crc(0b1110_0000, 0b11))
                                + " relevant, but system metrics are over the whole catalogue; each recommender's own ranking, no sampled"
                                + " candidates; a relevant track that it does not rank counts as missed");
        CandidateSet others = CandidateSet.of("tracks from t5 on", train.catalog(), t -> t < 5);
        assertThat(evaluator.withCandidates(others).protocol())
                .as("same label, same size, other tracks")
                .isNotEqualTo(result.protocol());
        assertThat(recommender.asked).as("4, then 8, then all ten").containsOnly(4, 8, 10);
        assertThat(evaluator
                        .withCandidates(CandidateSet.of("the last", train.catalog(), t -> t == 9))
                        .evaluate(new ToyWorld.InOrder())
                        .value("recall@2"))
                .isEqualTo(1);
        assertThat(evaluator.evaluate(new ToyWorld.InOrder()).protocol()).isNotEqualTo(result.protocol());
    }

    /** What c4, who heard t0 to t4 in training, is shown; of its test tracks t0 and t9. */
    private EvaluationResult ofOne(EvaluationOptions sampled, String... shown) {
        return oneTested(sampled).evaluate("fixed", new ToyWorld.InOrder(), (query, list) -> list(list, shown));
    }

    private Evaluator oneTested(EvaluationOptions sampled) {
        Dataset test = ToyWorld.test();
        int c4 = test.profiles().ids().indexOf("c4");
        Dataset one = test.withEvents(test.events().where(i -> test.events().characterOf(i) == c4));
        return Evaluator.of(train, one, "by hand", sampled);
    }

    private static RecommendationList list(RecommendationList list, String... shown) {
        return list.withItems(Stream.of(shown)
                .map(id -> new Recommendation(id, -Stream.of(shown).toList().indexOf(id), "fixed"))
                .toList());
    }

    @Test
    void sampledMetricsDrawFromTheCandidatesOnly() {
        EvaluationOptions sampled = EvaluationOptions.of(10, "hit@1 sampled(2)");
        CandidateSet late = CandidateSet.of("tracks from t5 on", train.catalog(), t -> t >= 5);
        EvaluationResult result = oneTested(sampled)
                .withCandidates(late)
                .evaluate("fixed", new ToyWorld.InOrder(), (query, list) -> list(list, "t5", "t9", "t6", "t7", "t8"));
        // One of the four others is better: two are drawn, it is not among them with 2/4. Of the catalogue it would be
        // 7/9.
        assertThat(result.value("hit@1 sampled(2)")).isCloseTo(1 / 2.0, within(1e-15));
    }

    @Test
    void sampledMetricsDrawOnlyWhatTheCharacterMayBeShown() {
        EvaluationOptions sampled = EvaluationOptions.of(10, "hit@1 sampled(2)").withUnseenOnly(true);
        assertThat(ofOne(sampled, "t5", "t9", "t6", "t7", "t8").value("hit@1 sampled(2)"))
                .isCloseTo(1 / 2.0, within(1e-15));
        assertThat(ofOne(sampled, "t0", "t9", "t5", "t6", "t7", "t8").value("hit@1 sampled(2)"))
                .as("t0 is shown again, so it is one that t9 can lose against, of five")
                .isCloseTo(3 / 5.0, within(1e-15));
        assertThat(ofOne(sampled.withUnseenOnly(false), "t1", "t0", "t9").value("hit@1 sampled(2)"))
                .as("all may be shown: one better of eight, for both")
                .isCloseTo(6 / 8.0, within(1e-15));
        assertThatThrownBy(() -> ofOne(sampled, "t5", "t6"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("fixed, character 'c4': metric 'hit@1 sampled(2)'")
                .hasMessageContaining("1 of 1 relevant items are not in a list of 2");
        assertThatThrownBy(() -> ofOne(
                        EvaluationOptions.of(10, "hit@1 sampled(5)").withUnseenOnly(true),
                        "t5",
                        "t9",
                        "t6",
                        "t7",
                        "t8"))
                .hasMessageContaining("draws from 4 items that are not relevant, expected at least 5");
    }

    @Test
    void whatASecondStagePutsInIsNotShownIfItIsNoCandidate() {
        CandidateSet late = CandidateSet.of("tracks from t5 on", train.catalog(), t -> t >= 5);
        EvaluationResult result = Evaluator.of(
                        train, ToyWorld.test(), "by hand", EvaluationOptions.of(2, "recall@2", "coverage@2"))
                .withCandidates(late)
                .evaluate("fixed", new ToyWorld.InOrder(), (query, list) -> list(list, "t0", "t5", "t1", "t9"));
        assertThat(result.value("coverage@2")).as("t5 and t9").isEqualTo(0.2);
        assertThat(result.value("recall@2")).isEqualTo(1);
    }

    private static long crc(int... bytes) {
        CRC32 crc = new CRC32();
        for (int b : bytes) {
            crc.update(b);
        }
        return crc.getValue();
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
