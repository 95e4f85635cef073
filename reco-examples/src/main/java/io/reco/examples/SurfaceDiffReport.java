package io.reco.examples;

import io.reco.eval.ModelComparison;
import io.reco.eval.report.Cell;
import io.reco.eval.report.HtmlReport;
import io.reco.eval.report.ReportTable;
import io.reco.eval.report.TextTable;
import io.reco.examples.model.Names;
import io.reco.rerank.RuleCounts;
import io.reco.rerank.surface.Surface;
import io.reco.rerank.surface.SurfaceDiff;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The difference between two surfaces for people: on the console and as a page.
 *
 * @param before name of file A
 * @param after name of file B
 * @param k length of the lists
 * @param protocol how the data was divided
 * @param a surface A
 * @param b surface B
 * @param diff their lists
 * @param metrics their metrics; the results are named A and B
 * @param names names of tracks
 */
record SurfaceDiffReport(
        String before,
        String after,
        int k,
        String protocol,
        Surface a,
        Surface b,
        SurfaceDiff diff,
        ModelComparison metrics,
        Names names) {
    /** What is measured, at this length. */
    static List<String> metrics(int k) {
        return List.of(
                "ndcg@" + k,
                "recall@" + k,
                "hit@" + k,
                "repeat@" + k,
                "new_artist@" + k,
                "novelty_users@" + k,
                "coverage@" + k,
                "gini@" + k);
    }

    /** The tables, and above them what they compare. */
    void print(PrintWriter out) {
        out.println("A: " + before);
        out.println("B: " + after);
        out.println(headline());
        for (ReportTable table : tables()) {
            out.println();
            out.print(TextTable.render(table));
        }
        out.flush();
    }

    /** The same as a page, with both files. */
    HtmlReport html() {
        HtmlReport report = HtmlReport.of("What changes from " + before + " to " + after, protocol);
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("lists changed", percent(diff.changed(), diff.lists()));
        figures.put("mean overlap@" + k, number(diff.meanOverlap()));
        figures.put("mean rank-biased overlap", number(diff.meanRankBiasedOverlap()));
        HtmlReport.Section lists = report.section("Lists").figures(figures).paragraph(headline());
        List<ReportTable> tables = tables();
        report.section("Metrics").table(tables.get(0)).paragraph("Measured by this protocol: " + protocol);
        report.section("Rules").table(tables.get(1));
        tables.subList(2, tables.size()).forEach(lists::table);
        report.section("Files")
                .details(before, section -> lines(a).forEach(section::paragraph))
                .details(after, section -> lines(b).forEach(section::paragraph));
        return report;
    }

    /** The file, with the spaces at the beginnings of lines kept. */
    private static List<String> lines(Surface surface) {
        return surface.config()
                .toString()
                .lines()
                .map(line -> "\u00a0".repeat(line.length() - line.stripLeading().length()) + line.stripLeading())
                .toList();
    }

    private String headline() {
        return String.format(
                Locale.ROOT,
                "%,d of %,d lists of %d change (%s), %,d of them in the order alone. Mean overlap@%d %s, mean rank-biased"
                        + " overlap (p %.1f) %s. Lists with fewer than %d tracks: A %,d, B %,d.",
                diff.changed(),
                diff.lists(),
                k,
                percent(diff.changed(), diff.lists()),
                diff.reordered(),
                k,
                number(diff.meanOverlap()),
                SurfaceDiff.PERSISTENCE,
                number(diff.meanRankBiasedOverlap()),
                k,
                diff.shortBefore(),
                diff.shortAfter());
    }

    private static String percent(int part, int all) {
        return all == 0 ? "-" : String.format(Locale.ROOT, "%.1f%%", 100.0 * part / all);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private List<ReportTable> tables() {
        List<ReportTable> tables = new ArrayList<>(List.of(metricTable(), ruleTable()));
        if (!diff.mostChanged().isEmpty()) {
            tables.add(changeTable());
        }
        if (!diff.shifts().isEmpty()) {
            tables.add(shiftTable());
        }
        return tables;
    }

    private ReportTable metricTable() {
        ReportTable.Builder table = ReportTable.builder(
                        String.format(Locale.ROOT, "Metrics of %,d characters; p values adjusted (Holm)", diff.lists()))
                .text("metric")
                .number("A", "B", "B - A", "95% interval", "p");
        Map<String, Double> base = new LinkedHashMap<>();
        for (ModelComparison.Row row : metrics.rows()) {
            double value = row.estimate().metric().value();
            if (row.model().equals("A")) {
                base.put(row.metric(), value);
            }
        }
        for (ModelComparison.Row row : metrics.rows()) {
            if (row.model().equals("B")) {
                double value = row.estimate().metric().value();
                double old = base.getOrDefault(row.metric(), Double.NaN);
                Optional<ModelComparison.Difference> difference = row.difference();
                table.row(List.of(
                        Cell.of(row.metric()),
                        Cell.of(old, 4),
                        Cell.of(value, 4),
                        Cell.of(String.format(Locale.ROOT, "%+.4f", value - old)),
                        Cell.of(difference
                                .flatMap(ModelComparison.Difference::interval)
                                .map(i -> String.format(Locale.ROOT, "%+.4f to %+.4f", i.low(), i.high()))
                                .orElse("")),
                        difference.map(d -> Cell.ofP(d.adjustedP())).orElse(Cell.of(""))));
            }
        }
        return table.build();
    }

    private ReportTable ruleTable() {
        ReportTable.Builder table = ReportTable.builder(
                        "What each rule did to the candidates of all lists; - where a surface lacks it")
                .text("rule")
                .number("dropped A", "dropped B", "moved A", "moved B", "relaxed A", "relaxed B");
        Map<String, RuleCounts.Row> old = rows(diff.countsBefore());
        Map<String, RuleCounts.Row> now = rows(diff.countsAfter());
        Set<String> rules = new LinkedHashSet<>(old.keySet());
        rules.addAll(now.keySet());
        for (String rule : rules) {
            Optional<RuleCounts.Row> x = Optional.ofNullable(old.get(rule));
            Optional<RuleCounts.Row> y = Optional.ofNullable(now.get(rule));
            table.row(List.of(
                    Cell.of(rule),
                    count(x.map(RuleCounts.Row::dropped)),
                    count(y.map(RuleCounts.Row::dropped)),
                    count(x.map(RuleCounts.Row::moved)),
                    count(y.map(RuleCounts.Row::moved)),
                    count(x.map(RuleCounts.Row::relaxed)),
                    count(y.map(RuleCounts.Row::relaxed))));
        }
        return table.build();
    }

    private static Map<String, RuleCounts.Row> rows(Optional<RuleCounts> counts) {
        Map<String, RuleCounts.Row> rows = new LinkedHashMap<>();
        counts.ifPresent(all -> all.rows().forEach(row -> rows.put(row.rule(), row)));
        return rows;
    }

    private static Cell count(Optional<Long> count) {
        return count.map(Cell::of).orElse(Cell.of("-"));
    }

    private ReportTable changeTable() {
        ReportTable.Builder table = ReportTable.builder("The most changed lists")
                .text("character")
                .number("overlap", "rank-biased")
                .text("goes", "comes");
        for (SurfaceDiff.Change change : diff.mostChanged()) {
            table.row(List.of(
                    Cell.of(change.characterId()),
                    Cell.of(change.overlap(), 2),
                    Cell.of(change.rankBiasedOverlap(), 4),
                    Cell.of(without(change.before(), change.after())),
                    Cell.of(without(change.after(), change.before()))));
        }
        return table.build();
    }

    /** The first tracks of a list that another lacks. */
    private String without(List<String> list, List<String> other) {
        Set<String> lacking = new LinkedHashSet<>(list);
        lacking.removeAll(new HashSet<>(other));
        List<String> shown = lacking.stream().limit(3).map(names::track).toList();
        return String.join(", ", shown) + (lacking.size() > 3 ? " and " + (lacking.size() - 3) + " more" : "");
    }

    private ReportTable shiftTable() {
        ReportTable.Builder table = ReportTable.builder("The tracks whose number of lists changes most")
                .text("id", "name")
                .number("lists A", "lists B");
        for (SurfaceDiff.TrackShift shift : diff.shifts()) {
            table.row(List.of(
                    Cell.of(shift.trackId()),
                    Cell.of(names.title(shift.trackId())),
                    Cell.of(shift.before()),
                    Cell.of(shift.after())));
        }
        return table.build();
    }
}
