package io.reco.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reco.core.data.AgeBand;
import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.core.data.Gender;
import io.reco.core.data.Origin;
import io.reco.core.data.Profile;
import io.reco.core.recommend.Basis;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.Recommendation;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.Recommender;
import io.reco.core.split.Part;
import io.reco.core.split.Split;
import io.reco.eval.metric.Population;
import io.reco.eval.stats.Correction;
import io.reco.eval.stats.MeanInterval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
    /** A recommender whose answers are written down. */
    private record Scripted(String name, Function<Query, List<String>> answers) implements Recommender {
        @Override
        public RecommendationList recommend(Query query) {
            List<String> ids = answers.apply(query);
            List<Recommendation> items = new ArrayList<>();
            for (String id : ids.subList(0, Math.min(query.k(), ids.size()))) {
                items.add(new Recommendation(id, -items.size(), name));
            }
            boolean cold = query.characterId().orElse("").startsWith("cold");
            return new RecommendationList(query.characterId(), items, cold ? Basis.POPULARITY : Basis.HISTORY, 0, 0);
        }

        @Override
        public List<RecommendationList> recommendAll(List<Query> queries, int threads) {
            return queries.stream().map(this::recommend).toList();
        }
    }

    private static final Scripted SAME_FOR_ALL = new Scripted("same", q -> List.of("a", "b", "c", "d"));

    private final Dataset all = dataset();
    private final Dataset train =
            all.withEvents(all.events().where(i -> all.events().timeMillis(i) < 1000));
    private final Dataset test =
            all.withEvents(all.events().where(i -> all.events().timeMillis(i) >= 1000));

    /** ann: trained on a, b; tests a, c. bob: trained on b; tests d. cold: no training; tests b. dan: only skips e. eve: no test. */
    private static Dataset dataset() {
        DatasetBuilder builder = Dataset.builder("toy");
        builder.addCharacter(Profile.of("ann").withDemographics(Gender.F, AgeBand.FROM_25));
        builder.addCharacter(Profile.of("bob").withDemographics(Gender.M, AgeBand.FROM_25));
        for (String id : List.of("a", "b", "c", "d", "e")) {
            builder.catalog().track(id);
        }
        builder.addListen("ann", "a", 1);
        builder.addListen("ann", "b", 2);
        builder.addListen("ann", "a", 1001);
        builder.addListen("ann", "c", 1002);
        builder.addListen("ann", "c", 1003);
        builder.addListen("bob", "b", 3);
        builder.addListen("bob", "d", 1004);
        builder.addListen("cold", "b", 1005);
        int dan = builder.character("dan");
        builder.events().add(dan, builder.catalog().track("a"), 4, EventType.SKIP, 900, Float.NaN, Origin.ORGANIC);
        builder.events().add(dan, builder.catalog().track("e"), 1006, EventType.SKIP);
        builder.addListen("eve", "a", 5);
        return builder.build();
    }

    private EvaluationResult evaluate(EvaluationOptions options, Recommender recommender) {
        return Evaluator.of(train, test, "before and after 1 s", options).evaluate(recommender);
    }

    @Test
    void valuesAndCountsByHand() {
        EvaluationResult result = evaluate(
                EvaluationOptions.of(4, "recall@2", "hit@1", "repeat@2", "coverage@4", "arp@1", "num_rel"),
                SAME_FOR_ALL);
        // ann: 1 of 2, bob 0 of 1, cold 1 of 1; dan has no relevant track and is outside.
        assertThat(result.value("recall@2")).isCloseTo(0.5, within(1e-15));
        assertThat(result.value("hit@1")).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(result.protocol().entries().get("ranking"))
                .as("true of a recommender that ranks four of five tracks, too")
                .isEqualTo("each recommender's own ranking out of a catalogue of 5 tracks, no sampled candidates; a"
                        + " relevant track that it does not rank counts as missed");
        assertThat(result.metric("recall@2").intervalMethod()).isEqualTo(MeanInterval.BCA);
        assertThat(result.segments().get(0).metrics().get("recall@2"))
                .extracting(MetricEstimate::intervalMethod)
                .isEqualTo(MeanInterval.STUDENT);
        assertThat(result.metric("recall@2").metric().n()).isEqualTo(3);
        assertThat(result.metric("recall@2").metric().leftOut()).isEqualTo(1);
        // a, b against training: ann 2/2, bob 1/2, cold 0, dan 0 (the skip is not a positive event).
        assertThat(result.value("repeat@2")).isCloseTo(1.5 / 4, within(1e-15));
        assertThat(result.value("coverage@4")).isEqualTo(0.8);
        // a was listened to by ann and eve in training; the skip of dan and the test listens do not count.
        assertThat(result.value("arp@1")).isEqualTo(2);
        assertThat(result.counts()).isEqualTo(new EvaluationCounts(4, 1, 0, 1, 0, 0, 0));
        assertThat(result.characterIds()).containsExactly("ann", "bob", "cold", "dan");
    }

    @Test
    void populationsDiffer() {
        EvaluationOptions options = EvaluationOptions.of(4, "recall@2");
        Scripted silent =
                new Scripted("silent", q -> q.characterId().orElse("").equals("ann") ? List.of() : List.of("a", "b"));
        assertThat(evaluate(options, silent).value("recall@2")).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(evaluate(options.withPopulation(Population.JUDGED), silent).value("recall@2"))
                .isEqualTo(0.25);
        assertThat(evaluate(options.withPopulation(Population.BOTH), silent).value("recall@2"))
                .isCloseTo(1 / 3.0, within(1e-15));
        assertThat(evaluate(options, silent).counts().withoutList()).isEqualTo(1);
        assertThat(evaluate(options, silent).counts().shortLists()).isEqualTo(4);
    }

    @Test
    void unseenOnlyDropsSeenTracksFromTheTruthAndCountsThoseShown() {
        EvaluationOptions options = EvaluationOptions.of(4, "recall@4").withUnseenOnly(true);
        List<Query> asked = new ArrayList<>();
        EvaluationResult result = evaluate(options, new Scripted("asked", q -> {
            asked.add(q);
            return List.of("c", "b");
        }));
        assertThat(asked).hasSize(4).allMatch(Query::unseenOnly);
        // ann: a is known, c remains and is found; bob 0; cold found.
        assertThat(result.value("recall@4")).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(result.counts().seenTruthDropped()).isEqualTo(1);
        // b shown to ann and bob, who know it.
        assertThat(result.counts().seenShown()).isEqualTo(2);
        assertThat(result.protocol().filter()).contains("unseen only");
    }

    @Test
    void charactersWithMoreHistoryThanTrainingAreAskedForWithIt() {
        // Training up to 1 s, history up to 1.001 s (validation), test after it.
        Split split = Split.of(
                all,
                i -> all.events().timeMillis(i) < 1000
                        ? Part.TRAIN
                        : all.events().timeMillis(i) < 1002 ? Part.VALIDATION : Part.TEST,
                "by hand",
                List.of());
        List<Query> asked = new ArrayList<>();
        EvaluationResult result = Evaluator.of(
                        split,
                        EvaluationOptions.of(2, "recall@2", "repeat@2", "arp@2").withUnseenOnly(true))
                .evaluate(new Scripted("asked", q -> {
                    asked.add(q);
                    return List.of("c", "d");
                }));
        assertThat(asked.get(0).history().orElseThrow())
                .extracting(l -> l.trackId() + " " + l.timeMillis())
                .containsExactly("a 1", "b 2", "a 1001");
        assertThat(asked.subList(1, 4)).allMatch(q -> q.history().isEmpty());
        assertThat(result.protocol().split()).isEqualTo("by hand");
        assertThat(result.value("recall@2")).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(result.value("arp@2")).isZero(); // c and d are not in training
    }

    @Test
    void stageTwoSeesMoreCandidatesAndItsListIsCut() {
        EvaluationOptions options = EvaluationOptions.of(1, "hit@1").withCandidates(4);
        List<Integer> sizes = new ArrayList<>();
        EvaluationResult result = Evaluator.of(train, test, "x", options)
                .evaluate("same + reversed", SAME_FOR_ALL, (query, list) -> {
                    sizes.add(list.size());
                    List<Recommendation> reversed = new ArrayList<>(list.items());
                    Collections.reverse(reversed);
                    return list.withItems(reversed);
                });
        assertThat(sizes).containsExactly(4, 4, 4, 4);
        assertThat(result.name()).isEqualTo("same + reversed");
        assertThat(result.value("hit@1")).isCloseTo(1 / 3.0, within(1e-15)); // d, for bob
    }

    @Test
    void relevanceIsARule() {
        Relevance skips = new Relevance("skips", (log, i) -> log.type(i) == EventType.SKIP ? 1 : 0);
        EvaluationResult result =
                evaluate(EvaluationOptions.of(5, "hit@5").withRelevance(skips), new Scripted("e", q -> List.of("e")));
        assertThat(result.value("hit@5")).isEqualTo(1);
        assertThat(result.counts().withoutRelevant()).isEqualTo(3);
        EvaluationResult rated = evaluate(
                EvaluationOptions.of(5, "hit@5").withRelevance(Relevance.valueAtLeast(EventSemantics.DEFAULT, 4)),
                SAME_FOR_ALL);
        assertThat(rated.value("hit@5")).isNaN(); // no ratings in this data
    }

    @Test
    void segmentsByGenderAgeAndHistory() {
        EvaluationResult result = evaluate(EvaluationOptions.of(4, "recall@2", "coverage@4"), SAME_FOR_ALL);
        assertThat(result.segments())
                .extracting(s -> s.dimension() + " " + s.label() + " " + s.characters())
                .containsExactly(
                        "gender UNKNOWN 2",
                        "gender F 1",
                        "gender M 1",
                        "age unknown 2",
                        "age 25-34 2",
                        "history none 2",
                        "history 1-9 2",
                        "cold has history 3",
                        "cold no event before 1");
        Segment women = result.segments().get(1);
        assertThat(women.metrics()).containsOnlyKeys("recall@2");
        assertThat(Objects.requireNonNull(women.metrics().get("recall@2"))
                        .metric()
                        .value())
                .isEqualTo(0.5);
        // Segments F .5, M 0, unknown 1 (one value) around .5.
        assertThat(result.meanAbsoluteDeviation("gender", "recall@2")).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(result.worstSegment("gender", "recall@2")).isEmpty(); // none has 10 characters
    }

    @Test
    void mistakesAreNamed() {
        EvaluationOptions options = EvaluationOptions.of(4, "recall@2");
        assertThatThrownBy(() -> evaluate(options, new Scripted("odd", q -> List.of("zzz"))))
                .hasMessageContaining("'odd'")
                .hasMessageContaining("'zzz'");
        assertThatThrownBy(() -> evaluate(EvaluationOptions.of(4, "recall@20"), SAME_FOR_ALL))
                .hasMessageContaining("recall@20")
                .hasMessageContaining("listLength");
        assertThatThrownBy(() -> options.withCandidates(3)).hasMessageContaining("candidates is 3");
        assertThatThrownBy(() -> evaluate(options, SAME_FOR_ALL).value("ndcg@2"))
                .hasMessageContaining("'ndcg@2'")
                .hasMessageContaining("recall@2");
        Dataset other = Dataset.builder("other").build();
        assertThatThrownBy(() -> Evaluator.of(train, other, "x", options)).hasMessageContaining("5 and 0 tracks");
    }

    /** A few hundred characters with random events, to have sums where the order would show. */
    private static Dataset randomWorld(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DatasetBuilder builder = Dataset.builder("random");
        for (int i = 0; i < 6000; i++) {
            builder.addListen("u" + random.nextInt(300), "t" + random.nextInt(80), random.nextInt(2000));
        }
        return builder.build();
    }

    private static Scripted shuffled(String name, long seed) {
        return new Scripted(name, q -> {
            SplittableRandom random =
                    new SplittableRandom(seed * 31 + q.characterId().orElse("").hashCode());
            return random.ints(0, 80)
                    .distinct()
                    .limit(30)
                    .mapToObj(i -> "t" + i)
                    .toList();
        });
    }

    @Test
    void parallelEqualsSerialToTheLastDigit() {
        Dataset world = randomWorld(4);
        EventLog log = world.events();
        Dataset past = world.withEvents(log.where(i -> log.timeMillis(i) < 1700));
        Dataset future = world.withEvents(log.where(i -> log.timeMillis(i) >= 1700));
        EvaluationOptions options = EvaluationOptions.of(20, "ndcg@10")
                .withMetrics(List.of("ndcg@10", "recall@20", "ap", "novelty_users@10", "gini@20", "pop_lift@20"))
                .withIntervals(0.9, 200, 8);
        String serial = EvaluationJson.write(
                List.of(Evaluator.of(past, future, "t", options).evaluate(shuffled("m", 1))), List.of());
        for (int threads : new int[] {2, 5}) {
            String parallel = EvaluationJson.write(
                    List.of(Evaluator.of(
                                    past,
                                    future,
                                    "t",
                                    options.withThreads(threads).withBatchSize(37))
                            .evaluate(shuffled("m", 1))),
                    List.of());
            assertThat(parallel).as("%d threads", threads).isEqualTo(serial);
        }
    }

    @Test
    void comparisonsArePairedAndAdjusted() throws Exception {
        Dataset world = randomWorld(4);
        EventLog log = world.events();
        Dataset past = world.withEvents(log.where(i -> log.timeMillis(i) < 1700));
        Dataset future = world.withEvents(log.where(i -> log.timeMillis(i) >= 1700));
        EvaluationOptions options = EvaluationOptions.of(20, "ndcg@20", "recall@20", "coverage@20");
        Evaluator evaluator = Evaluator.of(past, future, "t", options);
        // An oracle that knows the test part, a random list, and the same random list again.
        Map<String, List<String>> truth = new HashMap<>();
        for (int i = 0; i < future.events().size(); i++) {
            String id = world.profiles().ids().id(future.events().characterOf(i));
            String track = world.catalog().tracks().id(future.events().track(i));
            List<String> list = truth.computeIfAbsent(id, x -> new ArrayList<>());
            if (!list.contains(track)) {
                list.add(track);
            }
        }
        Scripted oracle = new Scripted(
                "oracle", q -> Objects.requireNonNull(truth.get(q.characterId().orElse(""))));
        List<EvaluationResult> results = List.of(
                evaluator.evaluate(shuffled("random", 1)),
                evaluator.evaluate(shuffled("again", 1)),
                evaluator.evaluate(oracle));
        assertThat(results.get(2).value("ndcg@20")).isCloseTo(1, within(1e-12));
        ModelComparison comparison =
                ModelComparison.of(results, "random", List.of("ndcg@20", "coverage@20"), options, Correction.HOLM);
        assertThat(comparison.comparisons()).isEqualTo(2);
        List<ModelComparison.Row> ndcg = comparison.rowsOf("ndcg@20");
        assertThat(ndcg.get(0).difference()).isEmpty();
        ModelComparison.Difference none = ndcg.get(1).difference().orElseThrow();
        assertThat(none.mean()).isZero();
        assertThat(none.p()).isEqualTo(1);
        assertThat(none.larger()).isZero();
        ModelComparison.Difference gain = ndcg.get(2).difference().orElseThrow();
        assertThat(gain.mean()).isCloseTo(1 - results.get(0).value("ndcg@20"), within(1e-9));
        assertThat(gain.p()).isEqualTo(1 / 10_001.0);
        assertThat(gain.adjustedP()).isEqualTo(2 / 10_001.0);
        assertThat(gain.smaller()).isZero();
        assertThat(gain.interval().orElseThrow().low()).isPositive();
        assertThat(comparison.rowsOf("coverage@20"))
                .allMatch(r -> r.difference().isEmpty());

        JsonNode json = new ObjectMapper().readTree(EvaluationJson.write(results, List.of(comparison)));
        assertThat(json.at("/results/2/metrics/ndcg@20/value").asDouble())
                .isEqualTo(results.get(2).value("ndcg@20"));
        assertThat(json.at("/results/2/metrics/ndcg@20/interval_method").asText())
                .isEqualTo("bca");
        assertThat(json.at("/results/2/metrics/coverage@20").has("interval_method"))
                .isFalse();
        assertThat(json.at("/results/0/protocol/split").asText()).isEqualTo("t");
        assertThat(json.at("/comparisons/0/rows/1/adjusted_p").asDouble()).isEqualTo(gain.adjustedP());
        assertThat(json.at("/comparisons/0/rows/0/cohen_dz").isNull()).isTrue();

        Evaluator otherSplit = Evaluator.of(past, future, "another", options);
        assertThatThrownBy(() -> ModelComparison.of(
                        List.of(results.get(0), otherSplit.evaluate(oracle)),
                        "random",
                        List.of("ndcg@20"),
                        options,
                        Correction.HOLM))
                .hasMessageContaining("protocols differ");
    }
}
