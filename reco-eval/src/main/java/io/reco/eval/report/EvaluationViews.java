package io.reco.eval.report;

import io.reco.eval.EvaluationCounts;
import io.reco.eval.EvaluationResult;
import io.reco.eval.EvaluationTimes;
import io.reco.eval.MetricEstimate;
import io.reco.eval.ModelComparison;
import io.reco.eval.RollingResult;
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
     * @param caption of the table; how intervals were made is added to it
     * @param results one row each
     * @param metrics labels, one column each
     */
    public static ReportTable overview(String caption, List<EvaluationResult> results, List<String> metrics) {
        ReportTable.Builder table = ReportTable.builder(IntervalText.caption(caption, made(results, metrics)))
                .text("model");
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

    /** A value, its interval below. */
    static Cell estimate(MetricEstimate estimate) {
        Cell cell = Cell.of(estimate.metric().value(), DECIMALS);
        return estimate.interval().map(i -> cell.withNote(IntervalText.of(i))).orElse(cell);
    }

    private static List<IntervalText.Made> made(List<EvaluationResult> results, List<String> metrics) {
        return results.stream()
                .flatMap(result -> metrics.stream().map(result::metric))
                .map(IntervalText.Made::of)
                .toList();
    }

    /**
     * {@return every metric that was evaluated, one row each, a column for each model; values only, the best in bold}
     *
     * @param caption of the table
     * @param results of the same metrics
     */
    public static ReportTable allMetrics(String caption, List<EvaluationResult> results) {
        ReportTable.Builder table = ReportTable.builder(caption).text("metric");
        results.forEach(result -> table.number(result.name()));
        List<String> metrics = results.stream()
                .flatMap(result -> result.metrics().keySet().stream())
                .distinct()
                .toList();
        for (String metric : metrics) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(metric));
            for (EvaluationResult result : results) {
                Cell cell = Cell.of(result.value(metric), DECIMALS);
                row.add(isBest(result, results, metric) ? cell.strong() : cell);
            }
            table.row(row);
        }
        return table.build();
    }

    /**
     * {@return one metric of a comparison: value, difference to the baseline, p, adjusted p, effect size, characters larger and
     * smaller}
     *
     * @param comparison compared models
     * @param metric a label of it
     */
    public static ReportTable comparison(ModelComparison comparison, String metric) {
        return ComparisonTables.toBaseline(comparison, metric);
    }

    /**
     * {@return one metric of many comparisons, one row for each pair of a model and its baseline}
     *
     * @param family comparisons whose p values were adjusted {@linkplain ModelComparison#together together}; those of one table
     *     need not be all of the family
     * @param metric a label of all of them
     */
    public static ReportTable pairs(List<ModelComparison> family, String metric) {
        return ComparisonTables.pairs(family, metric);
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
     * {@return metrics of one model by segment, with intervals by Student's t}
     *
     * @param result a model
     * @param metrics mean metrics, one column each
     */
    public static ReportTable segments(EvaluationResult result, List<String> metrics) {
        List<IntervalText.Made> intervals = result.segments().stream()
                .flatMap(segment -> metrics.stream()
                        .flatMap(metric -> Optional.ofNullable(segment.metrics().get(metric)).stream()))
                .map(IntervalText.Made::of)
                .toList();
        ReportTable.Builder table = ReportTable.builder(IntervalText.caption(result.name() + " by segment", intervals))
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
     * {@return one metric of every model with its interval, the best one coloured} The description says how intervals were made.
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
        String how = IntervalText.method(made(results, List.of(metric)))
                .map(method -> ", " + method)
                .orElse("");
        return new Chart.Intervals(metric + " of each model" + how, metric, rows);
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

    /**
     * {@return for each dimension, the worst segment of every model and how far its segments are from the whole in the mean}
     *
     * @param results one row a dimension and model
     * @param metric a mean metric
     */
    public static ReportTable worstSegments(List<EvaluationResult> results, String metric) {
        ReportTable.Builder table = ReportTable.builder(metric
                        + ": worst segment of each dimension (of at least 10 characters), and the mean distance of its segments"
                        + " from the whole, weighted by characters")
                .text("divided by", "model")
                .number("whole")
                .text("worst segment")
                .number("characters", "there", "mean distance");
        List<String> dimensions = results.stream()
                .flatMap(result -> result.dimensions().stream())
                .distinct()
                .toList();
        for (String dimension : dimensions) {
            for (EvaluationResult result : results) {
                result.worstSegment(dimension, metric).ifPresent(segment -> {
                    MetricEstimate there = segment.metrics().get(metric);
                    table.row(
                            Cell.of(dimension),
                            Cell.of(result.name()),
                            Cell.of(result.value(metric), DECIMALS),
                            Cell.of(segment.label()),
                            Cell.of(segment.characters()),
                            there == null ? Cell.of("\u2013").muted() : estimate(there),
                            Cell.of(result.meanAbsoluteDeviation(dimension, metric), DECIMALS));
                });
            }
        }
        return table.build();
    }

    /** {@return where the time of each evaluation went} */
    public static ReportTable times(List<EvaluationResult> results) {
        ReportTable.Builder table = ReportTable.builder("Seconds by the clock that the evaluation took")
                .text("model")
                .number("scoring", "metrics", "intervals", "share of scoring");
        for (EvaluationResult result : results) {
            EvaluationTimes times = result.times();
            table.row(
                    Cell.of(result.name()),
                    Cell.of(times.scoring(), 2),
                    Cell.of(times.metrics(), 2),
                    Cell.of(times.intervals(), 2),
                    times.total() == 0
                            ? Cell.of("\u2013").muted()
                            : Cell.of(String.format(Locale.ROOT, "%.1f %%", 100 * times.scoring() / times.total())));
        }
        return table.build();
    }

    /**
     * {@return one metric over rolling windows: value in each, mean, spread and worst}
     *
     * @param results one row a model, over the same windows
     * @param metric its label
     */
    public static ReportTable rolling(List<RollingResult> results, String metric) {
        ReportTable.Builder table = ReportTable.builder(
                        metric + " in rolling windows; spread is the standard deviation over windows")
                .text("model");
        int windows = results.stream().mapToInt(r -> r.windows().size()).max().orElse(0);
        for (int window = 1; window <= windows; window++) {
            table.number("window " + window);
        }
        table.number("mean", "spread", "worst");
        for (RollingResult result : results) {
            RollingResult.Row values = result.row(metric);
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(result.name()));
            for (int window = 0; window < windows; window++) {
                row.add(Cell.of(
                        window < values.values().size() ? values.values().get(window) : Double.NaN, DECIMALS));
            }
            row.add(Cell.of(values.mean(), DECIMALS));
            row.add(Cell.of(values.spread(), DECIMALS));
            row.add(Cell.of(values.worst(), DECIMALS));
            table.row(row);
        }
        return table.build();
    }
}
