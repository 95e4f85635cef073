package io.reco.eval.report;

import io.reco.eval.report.Chart.HeatMap;
import java.util.Locale;

/** How strongly the cells of a heat map are coloured, and how their values are written; the same in a page and in a picture. */
final class HeatScale {
    /** Strongest tint: text must stay readable on it. */
    static final double MOST_TINT = 0.6;

    private final double full;
    private final int decimals;

    HeatScale(HeatMap map) {
        double deviation = 0;
        double largest = 0;
        for (HeatMap.Row row : map.rows()) {
            for (HeatMap.Cell cell : row.cells()) {
                deviation = Math.max(deviation, finite(cell.deviation()));
                largest = Math.max(largest, finite(cell.value()));
            }
        }
        full = Math.min(deviation, HeatMap.FULL);
        decimals = largest >= 100 ? 0 : largest >= 10 ? 1 : largest >= 1 ? 2 : largest >= 0.02 ? 3 : 4;
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? Math.abs(value) : 0;
    }

    /** Opacity of the colour, 0 to {@link #MOST_TINT}. */
    double tint(HeatMap.Cell cell) {
        return full == 0 || !Double.isFinite(cell.deviation())
                ? 0
                : MOST_TINT * Math.min(1, Math.abs(cell.deviation()) / full);
    }

    /** So many decimals that the largest value of the map has about three digits; a dash for what is not defined. */
    String text(HeatMap.Cell cell) {
        return Double.isFinite(cell.value())
                ? String.format(Locale.ROOT, "%." + decimals + "f", cell.value())
                : "\u2013";
    }
}
