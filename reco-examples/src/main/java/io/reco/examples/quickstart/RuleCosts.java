package io.reco.examples.quickstart;

import io.reco.core.data.Dataset;
import io.reco.core.progress.ProgressListener;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.eval.EvaluationOptions;
import io.reco.eval.EvaluationResult;
import io.reco.eval.Evaluator;
import io.reco.eval.ListPostProcessor;
import io.reco.eval.ModelComparison;
import io.reco.eval.report.Cell;
import io.reco.eval.report.ReportTable;
import io.reco.eval.stats.Correction;
import io.reco.examples.quickstart.PreparedData.Filter;
import io.reco.rerank.Rule;
import io.reco.rerank.RulePipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What each rule costs: the pipeline without it against the whole one, over the same characters, paired; Holm's correction runs over all
 * rules. A rule that another one makes up for costs little alone; costs of single rules do not add up to that of all.
 *
 * @param metric the metric of the tests
 * @param whole the result with all rules
 * @param without the results without one, named after it, in the order of the rules
 * @param comparison of those against the whole
 */
record RuleCosts(String metric, EvaluationResult whole, List<EvaluationResult> without, ModelComparison comparison) {
    /** Name of the result with all rules. */
    static final String ALL = "all rules";

    /**
     * Evaluates the pipeline once for each rule, under the first filter.
     *
     * @param model whose lists the rules change
     */
    static RuleCosts of(
            PreparedData data,
            ScoringRecommender model,
            Settings settings,
            EvaluationOptions evaluated,
            ProgressListener progress) {
        Dataset train = data.split().train();
        Filter filter = data.filters().get(0);
        String metric = "ndcg@" + settings.k();
        EvaluationOptions options = evaluated
                .withUnseenOnly(filter.unseenOnly())
                .withMetrics(List.of(metric, "novelty_users@" + settings.k(), "coverage@" + settings.k()));
        Evaluator evaluator = Evaluator.of(train, data.test(), data.protocol(), options);
        RulePipeline all = HomeSurface.pipeline(train);
        progress.start("evaluate without each rule", (all.rules().size() + 1L) * data.testedCharacters(), "lists");
        EvaluationResult whole;
        List<EvaluationResult> without = new ArrayList<>();
        try {
            TaskPart part = new TaskPart(progress);
            whole = evaluate(evaluator, ALL, model, all, train, settings, part);
            for (int r = 0; r < all.rules().size(); r++) {
                List<Rule> rest = new ArrayList<>(all.rules());
                rest.remove(r);
                String name = all.ruleNames().get(r);
                without.add(evaluate(evaluator, name, model, RulePipeline.of(rest), train, settings, part));
            }
        } finally {
            progress.end();
        }
        List<EvaluationResult> results = new ArrayList<>(without);
        results.add(whole);
        return new RuleCosts(
                metric,
                whole,
                List.copyOf(without),
                ModelComparison.of(results, ALL, List.of(metric), options, Correction.HOLM));
    }

    private static EvaluationResult evaluate(
            Evaluator evaluator,
            String name,
            ScoringRecommender model,
            RulePipeline pipeline,
            Dataset train,
            Settings settings,
            ProgressListener progress) {
        return evaluator.evaluate(
                name,
                HomeSurface.over(name, model, pipeline, train, settings.seed(), list -> {}),
                ListPostProcessor.NONE,
                progress);
    }

    /** A row a rule: the metric without it, what leaving it out gains, and what it does to novelty and coverage. */
    ReportTable table() {
        ReportTable.Builder table = ReportTable.builder(String.format(
                        Locale.ROOT,
                        "What each rule costs: %s without it minus %.4f with all rules; above 0 the rule costs accuracy, adjusted (Holm)"
                                + " over %d rules",
                        metric,
                        whole.value(metric),
                        comparison.comparisons()))
                .text("rule left out")
                .number("cost", "95% interval", "p", "adjusted p", "novelty (bits)", "coverage");
        for (ModelComparison.Row row : comparison.rowsOf(metric)) {
            row.difference().ifPresent(difference -> {
                EvaluationResult result = Evaluations.named(without, row.model());
                Cell adjusted = Cell.ofP(difference.adjustedP());
                table.row(
                        Cell.of(row.model()),
                        Cell.of(signed(difference.mean())),
                        Cell.of(difference
                                .interval()
                                .map(i -> signed(i.low()) + " to " + signed(i.high()))
                                .orElse("")),
                        Cell.ofP(difference.p()),
                        difference.adjustedP() < 0.05 ? adjusted.strong() : adjusted,
                        Cell.of(signed(change(result, "novelty_users@"))),
                        Cell.of(signed(change(result, "coverage@"))));
            });
        }
        return table.build();
    }

    private double change(EvaluationResult result, String name) {
        String label = name + metric.substring(metric.indexOf('@') + 1);
        return result.value(label) - whole.value(label);
    }

    private static String signed(double value) {
        return value == 0 ? "0.0000" : String.format(Locale.ROOT, "%+.4f", value);
    }
}
