package io.reco.eval;

import io.reco.core.validate.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Results as Markdown tables (GitHub's), rounded to four decimals: for each protocol its metrics by model with intervals, counts
 * and warnings; then paired comparisons, settings and provenance. Text of data and models is escaped.
 */
final class EvaluationMarkdown {
    private final StringBuilder out = new StringBuilder("# Evaluation\n");

    private EvaluationMarkdown() {}

    static String write(EvaluationExport export) {
        EvaluationMarkdown markdown = new EvaluationMarkdown();
        Map<EvaluationProtocol, List<EvaluationResult>> byProtocol = new LinkedHashMap<>();
        for (EvaluationResult result : export.results()) {
            byProtocol
                    .computeIfAbsent(result.protocol(), p -> new ArrayList<>())
                    .add(result);
        }
        byProtocol.forEach(markdown::protocol);
        if (!export.comparisons().isEmpty()) {
            markdown.comparisons(export.comparisons());
        }
        markdown.entries("Settings", export.settings());
        markdown.entries("Provenance", export.provenance());
        return markdown.out.toString();
    }

    private void protocol(EvaluationProtocol protocol, List<EvaluationResult> results) {
        entries(protocol.dataset() + ", " + protocol.filter(), protocol.entries());
        results.stream()
                .flatMap(result -> result.warnings().stream())
                .distinct()
                .forEach(this::warning);
        out.append('\n');
        row(Stream.concat(Stream.of("metric"), results.stream().map(EvaluationResult::name)));
        rule(results.size());
        results.stream()
                .flatMap(result -> result.metrics().keySet().stream())
                .distinct()
                .forEach(metric -> row(Stream.concat(
                        Stream.of(metric),
                        results.stream().map(result -> value(result.metrics().get(metric))))));
        List<Map<String, Integer>> counts = results.stream()
                .map(result -> EvaluationExport.counts(result.counts()))
                .toList();
        for (String name : counts.get(0).keySet()) {
            row(Stream.concat(
                    Stream.of(name.replace('_', ' ')),
                    counts.stream().map(c -> String.format(Locale.ROOT, "%,d", c.getOrDefault(name, 0)))));
        }
    }

    private static String value(@Nullable MetricEstimate estimate) {
        if (estimate == null) {
            return "\u2013";
        }
        return EvaluationExport.rounded(estimate.metric().value())
                + estimate.interval()
                        .map(i -> " [" + EvaluationExport.rounded(i.low()) + ", " + EvaluationExport.rounded(i.high())
                                + "]")
                        .orElse("");
    }

    private void warning(Finding finding) {
        out.append("\n> **")
                .append(escaped(finding.code()))
                .append("** ")
                .append(escaped(finding.message()))
                .append("; ")
                .append(escaped(finding.advice()))
                .append('\n');
    }

    private void comparisons(List<ModelComparison> comparisons) {
        out.append("\n## Paired differences\n\n");
        row(Stream.of(
                "metric",
                "model",
                "against",
                "filter",
                "difference",
                "p",
                "adjusted p",
                "of tests",
                "d_z",
                "larger / smaller"));
        rule(9);
        for (ModelComparison comparison : comparisons) {
            for (ModelComparison.Row row : comparison.rows()) {
                row.difference()
                        .ifPresent(d -> row(Stream.of(
                                row.metric(),
                                row.model(),
                                comparison.baseline(),
                                comparison.protocol().filter(),
                                String.format(Locale.ROOT, "%+.4f", d.mean())
                                        + d.interval()
                                                .map(i -> " [" + EvaluationExport.rounded(i.low()) + ", "
                                                        + EvaluationExport.rounded(i.high()) + "]")
                                                .orElse(""),
                                EvaluationExport.rounded(d.p()),
                                EvaluationExport.rounded(d.adjustedP()),
                                Integer.toString(comparison.comparisons()),
                                EvaluationExport.rounded(d.cohenDz()),
                                String.format(Locale.ROOT, "%,d / %,d", d.larger(), d.smaller()))));
            }
        }
    }

    private void entries(String heading, Map<String, String> entries) {
        out.append("\n## ").append(escaped(heading)).append("\n\n");
        row(Stream.of("", ""));
        out.append("|---|---|\n");
        entries.forEach((name, value) -> row(Stream.of(name, value)));
    }

    /** The line below the head: the first column left, so many more right. */
    private void rule(int numbers) {
        out.append("|---|").append("--:|".repeat(numbers)).append('\n');
    }

    private void row(Stream<String> cells) {
        out.append('|');
        cells.forEach(cell -> out.append(' ').append(escaped(cell)).append(" |"));
        out.append('\n');
    }

    /** Text as text: no markup, no line breaks. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            if ("\\`*_<>[]|#~".indexOf(c) >= 0) {
                escaped.append('\\').append(c);
            } else if (c == '&') {
                escaped.append("&amp;");
            } else {
                escaped.append(c < ' ' ? ' ' : c);
            }
        }
        return escaped.toString();
    }
}
