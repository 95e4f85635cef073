package io.reco.eval.report;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import io.reco.core.data.Gender;
import io.reco.core.data.Profile;
import io.reco.core.data.Track;
import io.reco.core.recommend.Basis;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.Recommendation;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.Recommender;
import io.reco.eval.EvaluationOptions;
import io.reco.eval.EvaluationResult;
import io.reco.eval.Evaluator;
import io.reco.eval.ModelComparison;
import io.reco.eval.metric.MetricResources;
import io.reco.eval.metric.Metrics;
import io.reco.eval.stats.Correction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A report with every kind of block, over a random world and recommenders of different skill. */
final class SampleReport {
    private static final int TRACKS = 120;
    private static final List<String> GENRES =
            List.of("rock", "pop", "electronic", "hip hop", "k-pop", "트로트", "jazz", "classical");
    private static final int[] CUTOFFS = {1, 5, 10, 20, 50};

    private SampleReport() {}

    /** Knows a share of the test part; the rest of its list is popular or random. */
    private record Guesser(String name, double skill, double popular, Dataset test) implements Recommender {
        @Override
        public RecommendationList recommend(Query query) {
            String id = query.characterId().orElse("");
            SplittableRandom random = new SplittableRandom(id.hashCode());
            List<Integer> order = new ArrayList<>();
            int c = test.profiles().ids().indexOf(id);
            for (int i = test.events().start(c); i < test.events().end(c); i++) {
                if (random.nextDouble() < skill) {
                    order.add(random.nextInt(order.size() + 1), test.events().track(i));
                }
            }
            while (order.size() < 300) {
                double position = random.nextDouble();
                int track =
                        (int) (TRACKS * (random.nextDouble() < popular ? position * position * position : position));
                order.add(Math.min(order.size(), random.nextInt(order.size() + 6)), track);
            }
            List<Recommendation> items = order.stream()
                    .distinct()
                    .limit(query.k())
                    .map(t -> new Recommendation(test.catalog().tracks().id(t), -1, name))
                    .toList();
            return new RecommendationList(query.characterId(), items, Basis.HISTORY, 0, 0);
        }

        @Override
        public List<RecommendationList> recommendAll(List<Query> queries, int threads) {
            return queries.stream().map(this::recommend).toList();
        }
    }

    private static Dataset world() {
        SplittableRandom random = new SplittableRandom(3);
        DatasetBuilder builder = Dataset.builder("sample world");
        for (int t = 0; t < TRACKS; t++) {
            builder.catalog()
                    .addTrack(Track.builder("t" + t)
                            .genres(List.of(GENRES.get(t * 7 % GENRES.size())))
                            .build());
        }
        for (int c = 0; c < 400; c++) {
            Gender gender = List.of(Gender.values()).get(random.nextInt(4));
            AgeBand age = List.of(AgeBand.values()).get(random.nextInt(8));
            builder.addCharacter(Profile.of("c" + c).withDemographics(gender, age));
            int events = 4 + random.nextInt(90);
            for (int i = 0; i < events; i++) {
                double x = random.nextDouble();
                builder.addListen("c" + c, "t" + (int) (TRACKS * x * x), random.nextInt(1000));
            }
        }
        return builder.build();
    }

    static List<EvaluationResult> results(EvaluationOptions options) {
        Dataset world = world();
        EventLog log = world.events();
        Dataset train = world.withEvents(log.where(i -> log.timeMillis(i) < 900));
        Dataset test = world.withEvents(log.where(i -> log.timeMillis(i) >= 900));
        Evaluator evaluator = Evaluator.of(train, test, "global temporal, last 10 % of time", options);
        List<EvaluationResult> results = new ArrayList<>();
        results.add(evaluator.evaluate(new Guesser("popularity", 0.05, 1, test)));
        results.add(evaluator.evaluate(new Guesser("personal top", 0.22, 0.6, test)));
        results.add(evaluator.evaluate(new Guesser("item-kNN, decayed", 0.3, 0.5, test)));
        results.add(evaluator.evaluate(new Guesser("TIFU-kNN", 0.34, 0.5, test)));
        Guesser item2vec = new Guesser("item2vec", 0.28, 0.1, test);
        results.add(evaluator.evaluate(item2vec));
        results.add(evaluator.evaluate("item2vec + rules", item2vec, (query, list) -> {
            List<Recommendation> items = new ArrayList<>(list.items());
            Collections.rotate(items.subList(0, Math.min(4, items.size())), 1);
            return list.withItems(items);
        }));
        return results;
    }

    static EvaluationOptions options() {
        List<String> labels =
                new ArrayList<>(List.of("novelty_users@10", "coverage@10", "gini@10", "longtail_share@10"));
        Metrics.atCutoffs(List.of("recall", "ndcg"), CUTOFFS, MetricResources.none())
                .forEach(m -> labels.add(m.label()));
        return EvaluationOptions.of(50, "ndcg@10").withMetrics(labels);
    }

    /** Evaluated once for all tests. */
    private static final class Evaluated {
        private static final List<EvaluationResult> RESULTS = results(options());
        private static final ModelComparison COMPARISON =
                ModelComparison.of(RESULTS, "popularity", List.of("ndcg@10", "recall@10"), options(), Correction.HOLM);
    }

    static HtmlReport report() {
        List<EvaluationResult> results = Evaluated.RESULTS;
        ModelComparison comparison = Evaluated.COMPARISON;
        HtmlReport report =
                HtmlReport.of("Two-stage recommendation on a sample world", "400 characters, 120 tracks, seed 3");
        data(report);
        report.section("Models")
                .paragraph("Each model ranks the whole catalogue for every character; the last tenth of the time is the"
                        + " test part.")
                .keyValues(results.get(0).protocol().entries())
                .chart(
                        EvaluationViews.intervals(results, "ndcg@10"),
                        "NDCG@10 with intervals. The best model is in colour.")
                .table(EvaluationViews.overview(
                        "Means over characters with a relevant track; best in bold",
                        results,
                        List.of(
                                "ndcg@10",
                                "recall@10",
                                "ndcg@20",
                                "recall@20",
                                "ndcg@50",
                                "recall@50",
                                "novelty_users@10",
                                "coverage@10",
                                "gini@10")))
                .table(EvaluationViews.comparison(comparison, "ndcg@10"))
                .chart(EvaluationViews.curve(results, "recall", CUTOFFS), "Recall grows with the length of the list.")
                .chart(
                        EvaluationViews.tradeOff(results, "novelty_users@10", "ndcg@10"),
                        "Up and to the right is better: accurate and novel.")
                .chart(EvaluationPlots.popularity(results), "Popular tracks get more room than they are listened to.")
                .chart(EvaluationPlots.calibration(results, 8), "Genres in lists and in histories.")
                .chart(EvaluationPlots.segmentHeatMap(results, "ndcg@10"), "Blue: above the whole, orange: below it.")
                .chart(
                        EvaluationPlots.differences(
                                "ndcg@10 of each model minus that of popularity", comparison, "ndcg@10"),
                        "In colour: real at an adjusted p below 0.05.")
                .chart(
                        EvaluationPlots.training(
                                "loss (nats)",
                                Map.of(
                                        "transformer",
                                        List.of(6.2, 5.1, 4.7, 4.5, 4.4),
                                        "item2vec",
                                        List.of(3.1, 2.6, 2.4))),
                        "Loss by epoch.")
                .table(EvaluationViews.worstSegments(results.subList(0, 2), "ndcg@10"))
                .table(EvaluationViews.counts(results))
                .details(
                        "By segment",
                        s -> s.table(EvaluationViews.segments(results.get(3), List.of("ndcg@10", "recall@10"))));
        character(report);
        report.section("Settings").keyValues(Map.of("seed", "3"));
        return report;
    }

    private static void data(HtmlReport report) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("events", "19,204");
        figures.put("characters", "400");
        figures.put("tracks", "120");
        figures.put("rejected lines", "0");
        report.section("Data")
                .figures(figures)
                .callout("12 characters have events out of order in time; they were sorted and counted.")
                .bullets(List.of(
                        "Every line read was accepted or rejected: 19,204 = 19,204 + 0.", "No unknown references."))
                .chart(
                        new Chart.Bars(
                                "Share of events by genre",
                                "share of events",
                                List.of("rock", "pop", "electronic", "hip hop", "k-pop", "jazz", "classical"),
                                List.of(0.24, 0.21, 0.17, 0.13, 0.12, 0.08, 0.05)),
                        "Events by primary genre.");
    }

    private static void character(HtmlReport report) {
        report.section("One character")
                .heading("Recommendations")
                .table(ReportTable.builder("After the rules, with what each rests on")
                        .number("#")
                        .text("track", "artist", "because", "rules")
                        .row("1", "봄날", "방탄소년단", "you played 작은 것들을 위한 시 12 times", "")
                        .row(
                                "2",
                                "<script>alert('x')</script>",
                                "Little Bobby Tables",
                                "similar to \"Drop\"",
                                "moved up 3: freshness")
                        .row("3", "שלום חברים", "\u202ebidi override", "an artist you have not heard", "")
                        .row("4", "夜に駆ける", "YOASOBI", "shares an artist with your history", "kept: artist cap 2")
                        .build())
                .table(new ExampleLists(
                                "Lists side by side; \u2713 played in the test part",
                                List.of("popularity", "personal top", "item-kNN, decayed", "item2vec", "transformer")
                                        .stream()
                                        .map(model -> new ExampleLists.Column(
                                                model,
                                                List.of(
                                                        new ExampleLists.Item(
                                                                "봄날 - 방탄소년단", "", model.length() % 2 == 0),
                                                        new ExampleLists.Item(
                                                                "The Magnolia and the Lantern - Glaere Roniothaem",
                                                                "Because you listened to \u201cFollow Me\u201d",
                                                                model.length() > 12))))
                                        .toList())
                        .table())
                .heading("Similar artists")
                .bullets(List.of("Björk", "Sigur Rós", "Múm"));
    }
}
