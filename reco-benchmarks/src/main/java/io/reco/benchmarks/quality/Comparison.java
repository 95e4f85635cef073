package io.reco.benchmarks.quality;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.recommend.FallbackLadder;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.recommend.TrackScorer;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.eval.EvaluationOptions;
import io.reco.eval.EvaluationResult;
import io.reco.eval.Evaluator;
import io.reco.eval.MetricEstimate;
import io.reco.eval.ModelComparison;
import io.reco.eval.stats.Correction;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Models measured on one part of one split and printed as a table, a row as soon as it is known. Every metric stands with the
 * half-width of its 95 % bootstrap interval over characters.
 */
final class Comparison {
    private static final int NAME_WIDTH = 58;

    private final Evaluator evaluator;
    private final Dataset train;
    private final FallbackLadder fallback;
    private final List<String> metrics;
    private final EvaluationOptions options;
    private final List<EvaluationResult> results = new ArrayList<>();
    private final PrintStream out;

    /**
     * Prints the protocol and the head of the table.
     *
     * @param part what is predicted, e.g. {@code "validation"}
     * @param train what the models were fitted with
     * @param history what is known of each character, and barred if only unseen tracks count
     * @param truth what is predicted
     * @param split how the parts came about
     */
    Comparison(
            String part,
            Dataset train,
            Dataset history,
            Dataset truth,
            String split,
            EvaluationOptions options,
            PrintStream out) {
        this.train = train;
        this.options = options;
        this.out = out;
        evaluator = Evaluator.of(train, history, truth, split, options);
        fallback = FallbackLadder.fit(train, options.semantics());
        metrics = options.metrics();
        out.printf("%n== %s%n", part);
        out.println("split: " + split);
        out.println("filter: " + evaluator.protocol().filter() + "; candidates: "
                + evaluator.protocol().candidateSet() + "; test cases: " + charactersWithEvents(truth) + " characters, "
                + truth.events().size() + " events; trained on "
                + train.events().size() + " events");
        StringBuilder head = new StringBuilder(String.format("%-" + NAME_WIDTH + "s", "model"));
        for (String metric : metrics) {
            head.append(String.format("  %15s", metric));
        }
        out.println(head);
    }

    /** Measures a model and prints its row. */
    EvaluationResult row(String name, TrackScorer scorer) {
        EvaluationResult result = evaluator.evaluate(
                ScoringRecommender.of(scorer, train, EventSemantics.DEFAULT, fallback, UnknownIdPolicy.FAIL));
        StringBuilder row = new StringBuilder(String.format("%-" + NAME_WIDTH + "s", name));
        for (String metric : metrics) {
            MetricEstimate estimate = result.metric(metric);
            String interval = estimate.interval()
                    .map(i -> String.format(Locale.ROOT, " ±%.4f", (i.high() - i.low()) / 2))
                    .orElse("");
            row.append(String.format(
                    Locale.ROOT,
                    "  %15s",
                    String.format(Locale.ROOT, "%.4f%s", estimate.metric().value(), interval)));
        }
        out.println(row);
        results.add(result.withName(name));
        return result;
    }

    /**
     * Prints how far every row so far is from one of them, by characters: the mean difference with its 95 % bootstrap interval
     * and p of the sign-flip test, adjusted (Holm) for all that is printed.
     *
     * @param baseline name of a row
     */
    void paired(String baseline) {
        out.printf("%npaired differences from %s%n", baseline);
        ModelComparison.of(results, baseline, metrics, options, Correction.HOLM)
                .rows()
                .forEach(row -> row.difference()
                        .ifPresent(d -> out.printf(
                                Locale.ROOT,
                                "%-" + NAME_WIDTH + "s  %-14s  %+.4f  %s  p %.4f  better %d, worse %d of %d%n",
                                row.model(),
                                row.metric(),
                                d.mean(),
                                d.interval()
                                        .map(i -> String.format(Locale.ROOT, "[%+.4f, %+.4f]", i.low(), i.high()))
                                        .orElse("-"),
                                d.adjustedP(),
                                d.larger(),
                                d.smaller(),
                                d.n())));
    }

    private static int charactersWithEvents(Dataset part) {
        int n = 0;
        for (int c = 0; c < part.events().characterCount(); c++) {
            n += part.events().count(c) > 0 ? 1 : 0;
        }
        return n;
    }
}
