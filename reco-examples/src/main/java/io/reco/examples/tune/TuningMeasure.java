package io.reco.examples.tune;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reco.core.baseline.Popularity;
import io.reco.core.baseline.PopularityOptions;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.progress.ProgressListener;
import io.reco.core.recommend.FallbackLadder;
import io.reco.core.recommend.Recommender;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.recommend.TrackScorer;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.sequence.Sequences;
import io.reco.embeddings.VectorScorer;
import io.reco.embeddings.item2vec.Item2VecModel;
import io.reco.embeddings.item2vec.Item2VecOptions;
import io.reco.embeddings.item2vec.Item2VecTrainer;
import io.reco.eval.EvaluationOptions;
import io.reco.eval.EvaluationResult;
import io.reco.eval.Evaluator;
import io.reco.eval.ModelComparison;
import io.reco.eval.metric.Metrics;
import io.reco.eval.report.Cell;
import io.reco.eval.report.ReportTable;
import io.reco.eval.report.TextTable;
import io.reco.eval.run.MetricNames;
import io.reco.eval.run.MetricTables;
import io.reco.eval.stats.Correction;
import io.reco.eval.stats.Interval;
import io.reco.examples.model.Presets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Measures models of item2vec: on the validation part while searching, on the test part at the end. */
public final class TuningMeasure {
    private static final EventSemantics SEMANTICS = EventSemantics.DEFAULT;
    private static final String START = "start";
    private static final String TUNED = "tuned";

    private final TuningData data;
    private final String metric;
    private final EvaluationOptions options;
    private final Evaluator validation;
    private final FallbackLadder fallback;

    /**
     * Prepares the measurement.
     *
     * @param metric label, such as {@code ndcg@10}
     * @param threads for recommending and measuring
     * @param seed of the intervals
     * @throws IllegalArgumentException if there is no such metric
     */
    public TuningMeasure(TuningData data, String metric, int threads, long seed) {
        this.data = data;
        this.metric = metric;
        options = EvaluationOptions.of(Math.max(1, Metrics.cutoff(metric)), metric)
                .withUnseenOnly(data.unseenOnly())
                .withThreads(threads)
                .withIntervals(0.95, 1000, seed);
        validation = Evaluator.of(
                data.split().train(),
                data.split().historyForValidation(),
                data.split().validation(),
                data.split().protocol(),
                options);
        fallback = FallbackLadder.fit(data.split().train(), SEMANTICS);
    }

    /**
     * {@return the label, if there is one metric of this name}
     *
     * @throws IllegalArgumentException if there is none, several, its cutoff is missing or wrong, or it needs vectors; the message
     *     says what there is
     */
    public static String requireMetric(String label) {
        List<String> labels = MetricNames.expand(label);
        if (!labels.equals(List.of(label))) {
            throw new IllegalArgumentException("'" + label + "' is not one metric, expected one such as ndcg@10");
        }
        if (MetricTables.needed(label).contains(MetricTables.Table.VECTORS)) {
            throw new IllegalArgumentException("metric '" + label + "' needs vectors that are the same in all trials");
        }
        return label;
    }

    /** The metric on the validation part. */
    public double validate(Item2VecModel model) {
        Dataset train = data.split().train();
        return validation
                .evaluate(recommender(model.scorer(Presets.history(train, data.ordered())), train, fallback))
                .value(metric);
    }

    /**
     * Trains again, with all that is not test, and measures on the test part: the options to begin with, the winner, and
     * popularity.
     */
    public Comparison test(Function<Dataset, Sequences> sequences, Item2VecOptions start, Item2VecOptions tuned) {
        Dataset train = data.split().historyForTest();
        Evaluator evaluator =
                Evaluator.of(train, data.split().test(), data.split().protocol(), options);
        FallbackLadder ladder = FallbackLadder.fit(train, SEMANTICS);
        List<EvaluationResult> results = new ArrayList<>();
        results.add(evaluator.evaluate(
                recommender(Popularity.fit(train, SEMANTICS, PopularityOptions.DEFAULT), train, ladder)));
        results.add(evaluator.evaluate(recommender(fit(START, train, sequences.apply(train), start), train, ladder)));
        if (!tuned.equals(start)) {
            results.add(
                    evaluator.evaluate(recommender(fit(TUNED, train, sequences.apply(train), tuned), train, ladder)));
        }
        return new Comparison(metric, ModelComparison.of(results, START, List.of(metric), options, Correction.HOLM));
    }

    private TrackScorer fit(String name, Dataset train, Sequences sequences, Item2VecOptions with) {
        Item2VecModel model = Item2VecTrainer.fit(sequences, train.catalog().tracks(), with, ProgressListener.none());
        return VectorScorer.of(name, model.vectors(), Presets.history(train, data.ordered()));
    }

    private static Recommender recommender(TrackScorer scorer, Dataset train, FallbackLadder ladder) {
        return ScoringRecommender.of(scorer, train, SEMANTICS, ladder, UnknownIdPolicy.FAIL);
    }

    /**
     * The winner against the options to begin with, on the test part.
     *
     * @param metric label
     * @param comparison paired by character
     */
    public record Comparison(String metric, ModelComparison comparison) {
        /** As a table. */
        public String toText() {
            ReportTable.Builder table = ReportTable.builder(
                            "On the test part, trained with all that is not test (paired by character)")
                    .text("model")
                    .number(metric, "95% interval", "against start", "95% interval", "p");
            for (ModelComparison.Row row : comparison.rows()) {
                List<Cell> cells = new ArrayList<>(List.of(
                        Cell.of(row.model()),
                        Cell.of(row.estimate().metric().value(), 4),
                        Cell.of(row.estimate().interval().map(Comparison::text).orElse(""))));
                if (row.difference().isPresent()) {
                    ModelComparison.Difference difference = row.difference().get();
                    cells.add(Cell.of(String.format(Locale.ROOT, "%+.4f", difference.mean())));
                    cells.add(
                            Cell.of(difference.interval().map(Comparison::text).orElse("")));
                    cells.add(Cell.ofP(difference.adjustedP()));
                } else {
                    cells.addAll(List.of(Cell.of(""), Cell.of(""), Cell.of("")));
                }
                table.row(cells);
            }
            return TextTable.render(table.build());
        }

        private static String text(Interval interval) {
            return String.format(Locale.ROOT, "%.4f to %.4f", interval.low(), interval.high());
        }

        /** Value by model, and the differences to {@code start}. */
        public ObjectNode toJson() {
            ObjectNode root = JsonNodeFactory.instance.objectNode();
            for (ModelComparison.Row row : comparison.rows()) {
                ObjectNode node = root.putObject(row.model());
                node.put("value", row.estimate().metric().value());
                row.difference()
                        .ifPresent(difference ->
                                node.put("difference", difference.mean()).put("p", difference.adjustedP()));
            }
            return root;
        }
    }
}
