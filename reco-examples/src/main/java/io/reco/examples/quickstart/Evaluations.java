package io.reco.examples.quickstart;

import static java.util.Objects.requireNonNull;

import io.reco.core.data.Dataset;
import io.reco.core.progress.ProgressListener;
import io.reco.core.recommend.Recommender;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.validate.Finding;
import io.reco.eval.EvaluationOptions;
import io.reco.eval.EvaluationResult;
import io.reco.eval.Evaluator;
import io.reco.eval.ListPostProcessor;
import io.reco.eval.report.Cell;
import io.reco.eval.report.ReportTable;
import io.reco.eval.stats.Interval;
import io.reco.examples.quickstart.PreparedData.Filter;
import io.reco.rerank.RuleCounts;
import io.reco.rerank.RuleTotals;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Every model with and without rules, under each filter. A model that recommends heard tracks only is left out where these may not
 * be recommended.
 *
 * @param byFilter results, two for each model: without rules, then with
 * @param rules what the rules did to the lists of the model that is shown, under the first filter
 * @param options how it was measured
 */
record Evaluations(
        Map<Filter, List<EvaluationResult>> byFilter, Optional<RuleCounts> rules, EvaluationOptions options) {
    /** What the name of a model with rules ends in. */
    static final String RULES = "+rules";

    /** Cutoffs of the recall curve, besides k. */
    private static final int[] CUTOFFS = {5, 10, 20, 50};

    /** Evaluates all models. */
    static Evaluations run(PreparedData data, FittedModels models, Settings settings, ProgressListener progress) {
        Dataset train = data.split().train();
        Map<Filter, List<EvaluationResult>> results = new EnumMap<>(Filter.class);
        Optional<RuleCounts> rules = Optional.empty();
        EvaluationOptions options = options(settings);
        long tested = data.testedCharacters();
        progress.start(
                "evaluate, with and without rules",
                2 * tested * (models.models().size() * (long) data.filters().size() - leftOut(data, models)),
                "lists");
        TaskPart part = new TaskPart(progress);
        for (Filter filter : data.filters()) {
            Evaluator evaluator =
                    Evaluator.of(train, data.test(), data.protocol(), options.withUnseenOnly(filter.unseenOnly()));
            List<EvaluationResult> list = new ArrayList<>();
            for (ScoringRecommender model : models.models()) {
                if (isLeftOut(model, filter)) {
                    continue;
                }
                RuleTotals totals = new RuleTotals();
                for (Recommender stages : List.of(model, withRules(model, train, settings, totals))) {
                    String name = stages.name();
                    list.add(evaluator.evaluate(name, stages, ListPostProcessor.NONE, part));
                }
                if (model.name().equals(FittedModels.SHOWN)
                        && filter == data.filters().get(0)) {
                    rules = totals.counts();
                }
            }
            results.put(filter, List.copyOf(list));
        }
        progress.end();
        return new Evaluations(results, rules, options);
    }

    private static boolean isLeftOut(ScoringRecommender model, Filter filter) {
        return filter.unseenOnly() && model.name().equals(FittedModels.ONLY_HEARD);
    }

    private static long leftOut(PreparedData data, FittedModels models) {
        return data.filters().stream()
                .flatMap(filter -> models.models().stream().filter(model -> isLeftOut(model, filter)))
                .count();
    }

    private static Recommender withRules(
            ScoringRecommender model, Dataset train, Settings settings, RuleTotals totals) {
        return HomeSurface.over(
                model.name() + RULES, model, HomeSurface.pipeline(train), train, settings.seed(), totals);
    }

    private static EvaluationOptions options(Settings settings) {
        int k = settings.k();
        List<String> metrics = new ArrayList<>(EvaluationOptions.standardMetrics(k));
        for (int cutoff : cutoffs(k)) {
            metrics.add("recall@" + cutoff);
        }
        int length = cutoffs(k)[cutoffs(k).length - 1];
        return EvaluationOptions.of(length, metrics.toArray(new String[0]))
                .withThreads(settings.threads())
                .withIntervals(0.95, 1000, settings.seed());
    }

    /** The cutoffs of the recall curve, ascending. */
    static int[] cutoffs(int k) {
        return IntStream.concat(IntStream.of(CUTOFFS), IntStream.of(k))
                .distinct()
                .sorted()
                .toArray();
    }

    /** The results under a filter. */
    List<EvaluationResult> results(Filter filter) {
        return requireNonNull(byFilter.get(filter), () -> "not evaluated: " + filter.label());
    }

    /** The results under a filter, with rules or without. */
    List<EvaluationResult> results(Filter filter, boolean rules) {
        return results(filter).stream()
                .filter(result -> result.name().endsWith(RULES) == rules)
                .toList();
    }

    /** The result of this name. */
    static EvaluationResult named(List<EvaluationResult> results, String name) {
        return results.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
    }

    /** What may have leaked from the test part, each once. */
    List<Finding> warnings() {
        return byFilter.values().stream()
                .flatMap(List::stream)
                .flatMap(result -> result.warnings().stream())
                .distinct()
                .toList();
    }

    /** Every value that was measured, by {@code filter/model/metric}. */
    Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        byFilter.forEach((filter, results) -> {
            for (EvaluationResult result : results) {
                result.metrics()
                        .forEach((metric, estimate) -> values.put(
                                filter.label() + "/" + result.name() + "/" + metric,
                                estimate.metric().value()));
            }
        });
        return values;
    }

    /** The metrics that a first look wants. */
    static List<String> headline(int k) {
        return List.of(
                "ndcg@" + k,
                "recall@" + k,
                "hit@" + k,
                "rr@" + k,
                "ap@" + k,
                "coverage@" + k,
                "novelty_users@" + k,
                "repeat@" + k);
    }

    /** One line a model, the interval only of the first metric, for the console. */
    ReportTable table(Filter filter, int k) {
        List<String> metrics = headline(k);
        EvaluationResult any = results(filter).get(0);
        ReportTable.Builder table = ReportTable.builder(String.format(
                        Locale.ROOT,
                        "%s, %,d characters, no sampled candidates",
                        filter.label(),
                        any.counts().characters()))
                .text("model")
                .number(metrics.get(0), "95% interval");
        metrics.stream().skip(1).forEach(table::number);
        for (EvaluationResult result : results(filter)) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(result.name()));
            for (int m = 0; m < metrics.size(); m++) {
                row.add(Cell.of(result.value(metrics.get(m)), 4));
                if (m == 0) {
                    row.add(Cell.of(result.metric(metrics.get(0))
                            .interval()
                            .map(Evaluations::text)
                            .orElse("")));
                }
            }
            table.row(row);
        }
        return table.build();
    }

    private static String text(Interval interval) {
        return String.format(Locale.ROOT, "%.4f-%.4f", interval.low(), interval.high());
    }
}
