package io.reco.eval.report;

import io.reco.eval.ModelComparison;
import io.reco.eval.metric.Metric.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Paired differences as tables. */
final class ComparisonTables {
    private ComparisonTables() {}

    /** Models by their difference to one baseline, which has a row without difference. */
    static ReportTable toBaseline(ModelComparison comparison, String metric) {
        List<ModelComparison.Row> rows = comparison.rowsOf(metric);
        ReportTable.Builder table = ReportTable.builder(
                        caption(metric + ", differences to " + comparison.baseline(), comparison, rows))
                .text("model");
        columns(table, metric, rows);
        for (ModelComparison.Row row : rows) {
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.of(row.model()));
            String none = row.model().equals(comparison.baseline()) ? "baseline" : "\u2013";
            addNumbers(cells, row, none);
            table.row(cells);
        }
        return table.build();
    }

    /** One row a model and its baseline. */
    static ReportTable pairs(List<ModelComparison> family, String metric) {
        if (family.isEmpty()) {
            throw new IllegalArgumentException("no comparisons, expected at least one");
        }
        List<ModelComparison.Row> all =
                family.stream().flatMap(c -> c.rowsOf(metric).stream()).toList();
        ReportTable.Builder table = ReportTable.builder(
                        caption(metric + ", differences to another model", family.get(0), all))
                .text("model", "against");
        columns(table, metric, all);
        for (ModelComparison comparison : family) {
            for (ModelComparison.Row row : comparison.rowsOf(metric)) {
                if (!row.model().equals(comparison.baseline())) {
                    List<Cell> cells = new ArrayList<>();
                    cells.add(Cell.of(row.model()));
                    cells.add(Cell.of(comparison.baseline()));
                    addNumbers(cells, row, "\u2013");
                    table.row(cells);
                }
            }
        }
        return table.build();
    }

    private static String caption(String what, ModelComparison comparison, List<ModelComparison.Row> rows) {
        List<IntervalText.Made> intervals = new ArrayList<>();
        for (ModelComparison.Row row : rows) {
            intervals.add(IntervalText.Made.of(row.estimate()));
            row.difference().ifPresent(d -> intervals.add(new IntervalText.Made(d.intervalMethod(), d.interval())));
        }
        String correction =
                comparison.correction().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return IntervalText.caption(
                what + " paired by character; p by sign-flip permutation, adjusted (" + correction + ") over "
                        + comparison.comparisons() + " tests",
                intervals);
    }

    private static Direction direction(List<ModelComparison.Row> rows) {
        return rows.isEmpty()
                ? Direction.NEITHER
                : rows.get(0).estimate().metric().direction();
    }

    private static void columns(ReportTable.Builder table, String metric, List<ModelComparison.Row> rows) {
        String better = direction(rows) == Direction.NEITHER ? "larger / smaller" : "better / worse";
        table.number(metric, "difference", "p", "adjusted p", "d_z", better);
    }

    private static void addNumbers(List<Cell> cells, ModelComparison.Row row, String none) {
        cells.add(EvaluationViews.estimate(row.estimate()));
        if (row.difference().isEmpty()) {
            cells.add(Cell.of(none).muted());
            for (int i = 0; i < 4; i++) {
                cells.add(Cell.of("").muted());
            }
            return;
        }
        ModelComparison.Difference difference = row.difference().get();
        Cell mean = Cell.of(String.format(Locale.ROOT, "%+.4f", difference.mean()));
        cells.add(difference
                .interval()
                .map(i -> mean.withNote(IntervalText.of(i)))
                .orElse(mean));
        cells.add(Cell.ofP(difference.p()));
        Cell adjusted = Cell.ofP(difference.adjustedP());
        cells.add(difference.adjustedP() < 0.05 ? adjusted.strong() : adjusted);
        cells.add(Cell.of(difference.cohenDz(), 2));
        boolean lower = row.estimate().metric().direction() == Direction.LOWER;
        int better = lower ? difference.smaller() : difference.larger();
        int worse = lower ? difference.larger() : difference.smaller();
        cells.add(Cell.of(String.format(Locale.ROOT, "%,d / %,d", better, worse)));
    }
}
