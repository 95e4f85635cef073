package io.reco.eval;

import io.reco.core.validate.Finding;
import io.reco.eval.metric.MetricValue;
import io.reco.eval.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Results as CSV (RFC 4180, but lines end in LF) in the long form, a line a value, for spreadsheets and data frames:
 *
 * <pre>kind,model,filter,dimension,segment,name,value,low,high,interval_method,n,left_out</pre>
 *
 * <p>{@code kind} is {@code setting}, {@code provenance}, {@code protocol}, {@code warning} (the value is text), {@code count}, {@code
 * metric} or a paired difference: {@code difference} of the mean, with its interval, then {@code difference_p}, {@code
 * difference_adjusted_p}, {@code difference_cohen_dz}, and {@code difference_larger} and {@code difference_smaller}, the numbers
 * of characters. In these the model is the one compared, {@code dimension} is {@code against} and {@code segment} the baseline.
 * A metric without dimension is over all characters. Numbers keep all their digits; a cell is empty where there is
 * nothing or the value is not defined. Text that a spreadsheet would take for a formula stays as it is: open files you trust.
 */
final class EvaluationCsv {
    private static final String HEADER =
            "kind,model,filter,dimension,segment,name,value,low,high,interval_method,n,left_out";
    private static final int COLUMNS = HEADER.split(",", -1).length;

    private final StringBuilder out = new StringBuilder(HEADER).append('\n');

    private EvaluationCsv() {}

    static String write(EvaluationExport export) {
        EvaluationCsv csv = new EvaluationCsv();
        export.settings().forEach((name, value) -> csv.line("setting", "", "", "", "", name, value));
        export.provenance().forEach((name, value) -> csv.line("provenance", "", "", "", "", name, value));
        export.results().forEach(csv::result);
        export.comparisons().forEach(csv::comparison);
        return csv.out.toString();
    }

    private void result(EvaluationResult result) {
        String model = result.name();
        String filter = result.protocol().filter();
        result.protocol().entries().forEach((name, value) -> line("protocol", model, filter, "", "", name, value));
        for (Finding finding : result.warnings()) {
            line("warning", model, filter, "", "", finding.code(), finding.message());
        }
        EvaluationExport.counts(result.counts())
                .forEach((name, count) -> line("count", model, filter, "", "", name, Integer.toString(count)));
        metrics(model, filter, "", "", result.metrics());
        for (Segment segment : result.segments()) {
            line(
                    "count",
                    model,
                    filter,
                    segment.dimension(),
                    segment.label(),
                    "characters",
                    Integer.toString(segment.characters()));
            metrics(model, filter, segment.dimension(), segment.label(), segment.metrics());
        }
    }

    private void metrics(
            String model, String filter, String dimension, String segment, Map<String, MetricEstimate> metrics) {
        metrics.forEach((label, estimate) -> {
            MetricValue metric = estimate.metric();
            boolean interval = estimate.interval().isPresent();
            line(
                    "metric",
                    model,
                    filter,
                    dimension,
                    segment,
                    label,
                    number(metric.value()),
                    estimate.interval().map(i -> number(i.low())).orElse(""),
                    estimate.interval().map(i -> number(i.high())).orElse(""),
                    interval ? estimate.intervalMethod().label() : "",
                    Integer.toString(metric.n()),
                    Integer.toString(metric.leftOut()));
        });
    }

    private void comparison(ModelComparison comparison) {
        for (ModelComparison.Row row : comparison.rows()) {
            row.difference().ifPresent(difference -> {
                Optional<Interval> interval = difference.interval();
                String low = interval.map(i -> number(i.low())).orElse("");
                String high = interval.map(i -> number(i.high())).orElse("");
                String method =
                        interval.isPresent() ? difference.intervalMethod().label() : "";
                difference(comparison, row, "difference", difference, number(difference.mean()), low, high, method);
                difference(comparison, row, "difference_p", difference, number(difference.p()));
                difference(comparison, row, "difference_adjusted_p", difference, number(difference.adjustedP()));
                difference(comparison, row, "difference_cohen_dz", difference, number(difference.cohenDz()));
                difference(comparison, row, "difference_larger", difference, Integer.toString(difference.larger()));
                difference(comparison, row, "difference_smaller", difference, Integer.toString(difference.smaller()));
            });
        }
    }

    private void difference(
            ModelComparison comparison,
            ModelComparison.Row row,
            String kind,
            ModelComparison.Difference difference,
            String value) {
        difference(comparison, row, kind, difference, value, "", "", "");
    }

    private void difference(
            ModelComparison comparison,
            ModelComparison.Row row,
            String kind,
            ModelComparison.Difference difference,
            String value,
            String low,
            String high,
            String method) {
        line(
                kind,
                row.model(),
                comparison.protocol().filter(),
                "against",
                comparison.baseline(),
                row.metric(),
                value,
                low,
                high,
                method,
                Integer.toString(difference.n()),
                "");
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }

    private void line(String... cells) {
        List<String> quoted = new ArrayList<>();
        for (String cell : cells) {
            quoted.add(quoted(cell));
        }
        out.append(String.join(",", quoted))
                .append(",".repeat(COLUMNS - cells.length))
                .append('\n');
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
