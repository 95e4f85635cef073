package io.reco.examples.quickstart;

import static java.util.Objects.requireNonNull;

import io.reco.eval.EvaluationResult;
import io.reco.eval.ModelComparison;
import io.reco.eval.stats.Correction;
import io.reco.examples.quickstart.PreparedData.Filter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The two questions that are asked of one metric, each a family of tests over all models and filters: who differs from
 * popularity, and what the rules cost or gain.
 *
 * @param toPopularity every model against popularity, by filter
 * @param rules every model with rules against itself without, by filter
 */
record PairedTests(Map<Filter, ModelComparison> toPopularity, Map<Filter, List<ModelComparison>> rules) {
    private static final String BASELINE = "popularity";

    /**
     * Compares.
     *
     * @param evaluations of all models
     * @param metric a mean metric
     */
    static PairedTests of(Evaluations evaluations, String metric) {
        List<ModelComparison> popularity = new ArrayList<>();
        List<ModelComparison> rules = new ArrayList<>();
        evaluations.byFilter().forEach((filter, all) -> {
            popularity.add(compare(all, BASELINE, metric, evaluations));
            for (EvaluationResult model : evaluations.results(filter, false)) {
                EvaluationResult ruled = Evaluations.named(all, model.name() + Evaluations.RULES);
                rules.add(compare(List.of(model, ruled), model.name(), metric, evaluations));
            }
        });
        List<ModelComparison> popularityFamily = ModelComparison.together(popularity);
        List<ModelComparison> rulesFamily = ModelComparison.together(rules);
        Map<Filter, ModelComparison> toPopularity = new EnumMap<>(Filter.class);
        Map<Filter, List<ModelComparison>> byFilter = new EnumMap<>(Filter.class);
        int next = 0;
        int nextRules = 0;
        for (Filter filter : evaluations.byFilter().keySet()) {
            int models = evaluations.results(filter, false).size();
            toPopularity.put(filter, popularityFamily.get(next++));
            byFilter.put(filter, rulesFamily.subList(nextRules, nextRules + models));
            nextRules += models;
        }
        return new PairedTests(toPopularity, byFilter);
    }

    private static ModelComparison compare(
            List<EvaluationResult> results, String baseline, String metric, Evaluations evaluations) {
        return ModelComparison.of(results, baseline, List.of(metric), evaluations.options(), Correction.HOLM);
    }

    /** All of both families. */
    List<ModelComparison> all() {
        List<ModelComparison> all = new ArrayList<>(toPopularity.values());
        rules.values().forEach(all::addAll);
        return all;
    }

    /** Every model against popularity. */
    ModelComparison toPopularity(Filter filter) {
        return requireNonNull(toPopularity.get(filter), () -> "not evaluated: " + filter.label());
    }

    /** Every model with rules against itself without. */
    List<ModelComparison> rules(Filter filter) {
        return requireNonNull(rules.get(filter), () -> "not evaluated: " + filter.label());
    }
}
