package io.reco.eval.report;

import io.reco.eval.EvaluationCounts;
import io.reco.eval.EvaluationResult;
import io.reco.eval.MetricEstimate;
import io.reco.eval.ModelComparison;
import io.reco.eval.Segment;
import io.reco.eval.metric.Metric.Direction;
import io.reco.eval.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Evaluation results as tables and plots, for the HTML report and (tables) for the console by {@link TextTable}. Values have four decimals,
 * intervals stand below them.
 */
public final class EvaluationViews {
    private static final int DECIMALS = 4;

    private EvaluationViews() {}

    /**
     * {@return models by metrics, the best value of each metric that has a better end in bold}
     *
     * @param caption of the table
     * @param results one row each
     * @param metrics labels, one column each
     */
    public static ReportTable overview(String caption, List<EvaluationResult> results, List<String> metrics) {
        ReportTable.Builder table = ReportTable.builder(caption).text("model");
        metrics.forEach(table::number);
        for (EvaluationResult result : results) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(result.name()));
            for (String metric : metrics) {
                Cell cell = estimate(result.metric(metric));
                row.add(isBest(result, results, metric) ? cell.strong() : cell);
            }
            table.row(row);
        }
        return table.build();
    }

    private static boolean isBest(EvaluationResult result, List<EvaluationResult> results, String metric) {
        Direction direction = result.metric(metric).metric().direction();
        double value = result.value(metric);
        if (direction == Direction.NEITHER || Double.isNaN(value) || results.size() < 2) {
            return false;
        }
        double sign = direction == Direction.HIGHER ? 1 : -1;
        boolean allEqual = results.stream().allMatch(other -> other.value(metric) == value);
        return !allEqual && results.stream().noneMatch(other -> sign * other.value(metric) > sign * value);
    }

    private static Cell estimate(MetricEstimate estimate) {
        Cell cell = Cell.of(estimate.metric().value(), DECIMALS);
        return estimate.interval().map(i -> cell.withNote(text(i))).orElse(cell);
    }

    private static String text(Interval interval) {
        return String.format(Locale.ROOT, "[%.4f, %.4f]", interval.low(), interval.high());
    }

    /**
     * {@return one metric of a comparison: value, difference to the baseline, p, adjusted p, effect size, characters larger and
     * smaller}
     *
     * @param comparison compared models
     * @param metric a label of it
     */
    public static ReportTable comparison(ModelComparison comparison, String metric) {
        List<ModelComparison.Row> rows = comparison.rowsOf(metric);
        Direction direction = rows.isEmpty()
                ? Direction.NEITHER
                : rows.get(0).estimate().metric().direction();
        String better = direction == Direction.NEITHER ? "larger / smaller" : "better / worse";
        ReportTable.Builder table = ReportTable.builder(metric + ", differences to " + comparison.baseline()
                        + " paired by character; p by sign-flip permutation, adjusted ("
                        + comparison
                                .correction()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-') + ") over "
                        + comparison.comparisons() + " tests")
                .text("model")
                .number(metric, "difference", "p", "adjusted p", "d_z", better);
        for (ModelComparison.Row row : rows) {
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.of(row.model()));
            cells.add(estimate(row.estimate()));
            if (row.difference().isPresent()) {
                addDifference(cells, row.difference().get(), direction);
            } else {
                String reason = row.model().equals(comparison.baseline()) ? "baseline" : "\u2013";
                cells.add(Cell.of(reason).muted());
                for (int i = 0; i < 4; i++) {
                    cells.add(Cell.of("").muted());
                }
            }
            table.row(cells);
        }
        return table.build();
    }

    private static void addDifference(List<Cell> cells, ModelComparison.Difference difference, Direction direction) {
        Cell mean = Cell.of(String.format(Locale.ROOT, "%+.4f", difference.mean()));
        cells.add(difference.interval().map(i -> mean.withNote(text(i))).orElse(mean));
        cells.add(Cell.ofP(difference.p()));
        Cell adjusted = Cell.ofP(difference.adjustedP());
        cells.add(difference.adjustedP() < 0.05 ? adjusted.strong() : adjusted);
        cells.add(Cell.of(difference.cohenDz(), 2));
        boolean lower = direction == Direction.LOWER;
        int better = lower ? difference.smaller() : difference.larger();
        int worse = lower ? difference.larger() : difference.smaller();
        cells.add(Cell.of(String.format(Locale.ROOT, "%,d / %,d", better, worse)));
    }

    /** {@return how many characters stand behind each result} */
    public static ReportTable counts(List<EvaluationResult> results) {
        ReportTable.Builder table = ReportTable.builder("Characters behind the numbers")
                .text("model")
                .number(
                        "evaluated",
                        "no relevant track",
                        "empty list",
                        "served by fallback",
                        "short list",
                        "seen tracks shown");
        for (EvaluationResult result : results) {
            EvaluationCounts counts = result.counts();
            table.row(
                    Cell.of(result.name()),
                    Cell.of(counts.characters()),
                    Cell.of(counts.withoutRelevant()),
                    Cell.of(counts.withoutList()),
                    Cell.of(counts.fallbackServed()),
                    Cell.of(counts.shortLists()),
                    Cell.of(counts.seenShown()));
        }
        return table.build();
    }

    /**
     * {@return metrics of one model by gender, age band and length of history, with intervals by Student's t}
     *
     * @param result a model
     * @param metrics mean metrics, one column each
     */
    public static ReportTable segments(EvaluationResult result, List<String> metrics) {
        ReportTable.Builder table = ReportTable.builder(result.name() + " by segment")
                .text("segment")
                .number("characters");
        metrics.forEach(table::number);
        for (Segment segment : result.segments()) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(segment.dimension() + ": " + segment.label()));
            row.add(Cell.of(segment.characters()));
            for (String metric : metrics) {
                row.add(Optional.ofNullable(segment.metrics().get(metric))
                        .map(EvaluationViews::estimate)
                        .orElse(Cell.of("\u2013").muted()));
            }
            table.row(row);
        }
        return table.build();
    }

    /**
     * {@return one metric of every model with its interval, the best one coloured}
     *
     * @param results one row each
     * @param metric a label
     */
    public static Chart intervals(List<EvaluationResult> results, String metric) {
        List<Chart.Intervals.Row> rows = new ArrayList<>();
        for (EvaluationResult result : results) {
            Optional<Interval> interval = result.metric(metric).interval();
            rows.add(new Chart.Intervals.Row(
                    result.name(),
                    result.value(metric),
                    interval.map(Interval::low).orElse(Double.NaN),
                    interval.map(Interval::high).orElse(Double.NaN),
                    isBest(result, results, metric)));
        }
        return new Chart.Intervals(metric + " of each model with its confidence interval", metric, rows);
    }

    /**
     * {@return how a metric grows with the cutoff, one line per model}
     *
     * @param results one line each
     * @param name metric without cutoff, e.g. {@code recall}; every {@code name@k} must have been evaluated
     * @param cutoffs ascending
     */
    public static Chart curve(List<EvaluationResult> results, String name, int... cutoffs) {
        List<Chart.Lines.Line> lines = new ArrayList<>();
        for (EvaluationResult result : results) {
            List<Chart.Point> points = new ArrayList<>();
            for (int k : cutoffs) {
                points.add(new Chart.Point("", k, result.value(name + "@" + k)));
            }
            lines.add(new Chart.Lines.Line(result.name(), points));
        }
        return new Chart.Lines(name + "@k of each model over the cutoff k", "k", name + "@k", lines);
    }

    /**
     * {@return two metrics against each other, one point per model}
     *
     * @param results one point each
     * @param x label on the x axis, e.g. {@code novelty_users@10}
     * @param y label on the y axis, e.g. {@code ndcg@10}
     */
    public static Chart tradeOff(List<EvaluationResult> results, String x, String y) {
        List<Chart.Point> points = new ArrayList<>();
        for (EvaluationResult result : results) {
            points.add(new Chart.Point(result.name(), result.value(x), result.value(y)));
        }
        return new Chart.Scatter(y + " against " + x + " of each model", x, y, points);
    }
}
