package io.reco.examples.quickstart;

import io.reco.eval.EvaluationResult;
import io.reco.eval.EvaluationTimes;
import io.reco.eval.report.EvaluationPlots;
import io.reco.eval.report.EvaluationViews;
import io.reco.eval.report.HtmlReport;
import io.reco.examples.quickstart.PreparedData.Filter;
import java.util.List;

/** What was measured, on the console and, in full, in a section of the report. */
final class EvaluationSection {
    private static final int GENRES = 12;

    private final Console console;
    private final HtmlReport.Section section;
    private final int k;
    private final String main;

    EvaluationSection(Console console, HtmlReport.Section section, int k) {
        this.console = console;
        this.section = section;
        this.k = k;
        this.main = "ndcg@" + k;
    }

    /** Every filter: tables, plots, tests, protocol. */
    void results(PreparedData data, Evaluations evaluations, PairedTests tests) {
        evaluations
                .warnings()
                .forEach(warning -> console.warn(warning.message() + " (" + warning.code() + ")", section));
        for (Filter filter : data.filters()) {
            console.table(evaluations.table(filter, k));
            filter(filter, evaluations, tests);
        }
        EvaluationTimes times = evaluations.byFilter().values().stream()
                .flatMap(List::stream)
                .map(EvaluationResult::times)
                .reduce(EvaluationTimes.NONE, EvaluationTimes::plus);
        console.line("");
        console.line("Time of the evaluation: " + times.toText() + ".", section);
    }

    private void filter(Filter filter, Evaluations evaluations, PairedTests tests) {
        List<EvaluationResult> all = evaluations.results(filter);
        List<EvaluationResult> plain = evaluations.results(filter, false);
        section.heading(filter.label());
        section.table(EvaluationViews.overview(
                "Mean over characters; best value of a column in bold", all, Evaluations.headline(k)));
        section.chart(
                EvaluationViews.intervals(all, main),
                "Intervals are over characters; overlapping ones do not rule a difference out: see the paired tests.");
        section.chart(
                EvaluationViews.curve(plain, "recall", Evaluations.cutoffs(k)), "Recall over the length of the list.");
        section.chart(
                EvaluationViews.tradeOff(plain, "novelty_users@" + k, main),
                "Accuracy against novelty (bits): to the right, less known tracks.");
        section.chart(
                EvaluationViews.tradeOff(plain, "coverage@" + k, main),
                "Accuracy against coverage: to the right, more of the catalogue is shown to somebody.");
        section.chart(
                EvaluationPlots.popularity(plain),
                "How much room each tenth of the catalogue gets in the lists, against its share of what is listened to.");
        section.chart(
                EvaluationPlots.calibration(plain, GENRES),
                "Genres in the lists (dots) against those in the histories (bars), mean over characters.");
        section.chart(
                EvaluationPlots.segmentHeatMap(plain, main),
                "Blue: above the whole of the model, orange: below it; segments of fewer than 10 characters are not coloured.");
        section.details("Worst segments", d -> d.table(EvaluationViews.worstSegments(plain, main)));
        section.details(
                "By segment, with intervals",
                d -> d.table(EvaluationViews.segments(
                        Evaluations.named(plain, FittedModels.SHOWN), List.of(main, "recall@" + k))));
        section.details(
                "All metrics",
                d -> d.table(EvaluationViews.allMetrics(
                        "Every metric that was computed; best value of a row in bold; intervals are in evaluation.json",
                        all)));
        section.details(
                "Paired differences to popularity",
                d -> d.table(EvaluationViews.comparison(tests.toPopularity(filter), main)));
        section.details(
                "What the rules cost or gain together, paired by character",
                d -> d.table(EvaluationViews.pairs(tests.rules(filter), main)));
        section.details("Characters behind the numbers", d -> d.table(EvaluationViews.counts(all)));
        section.details("Where the time went", d -> d.table(EvaluationViews.times(all)));
        section.details("Protocol", d -> d.keyValues(all.get(0).protocol().entries()));
    }

    /** What each rule costs. */
    void costs(RuleCosts costs, Filter filter) {
        section.heading("What each rule costs: " + FittedModels.SHOWN + ", " + filter.label());
        section.chart(
                EvaluationPlots.differences(
                        costs.metric() + " without each rule minus with all of them",
                        costs.comparison(),
                        costs.metric()),
                "Right of zero: the rule costs accuracy. In colour: the difference is real at an adjusted p below 0.05. A rule"
                        + " may be worth its cost.");
        console.table(costs.table(), section);
        section.details("Paired tests", d -> d.table(EvaluationViews.comparison(costs.comparison(), costs.metric())));
    }
}
