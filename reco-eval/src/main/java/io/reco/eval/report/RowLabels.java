package io.reco.eval.report;

import io.reco.eval.report.Chart.Intervals;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.util.List;
import org.knowm.xchart.XYChart;

/** Writes the names of rows left of a plot. */
final class RowLabels {
    private static final int GAP = 14;
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private RowLabels() {}

    private static TextLayout layout(Intervals.Row row, Font font) {
        return layout(row.label(), font);
    }

    private static TextLayout layout(String name, Font font) {
        return new TextLayout(XChartRenderer.shortened(name, 30), font, CONTEXT);
    }

    /** {@return how wide a name is} */
    static double advance(String name, Font font) {
        return layout(name, font).getAdvance();
    }

    /** {@return the room the names need, at most 45 % of the plot} */
    static int width(List<Intervals.Row> rows, Font font, int chartWidth) {
        double widest = 0;
        for (Intervals.Row row : rows) {
            widest = Math.max(widest, layout(row, font).getAdvance());
        }
        return (int) Math.min(0.45 * chartWidth, Math.ceil(widest) + GAP);
    }

    static void draw(XYChart chart, List<Intervals.Row> rows, Graphics2D graphics, Font font) {
        double right = chart.getYAxisLeftWidth() - GAP / 2.0;
        for (int i = 0; i < rows.size(); i++) {
            TextLayout layout = layout(rows.get(i), font);
            double advance = layout.getAdvance();
            double scale = Math.min(1, right / advance); // a name wider than its room is narrowed
            double middle = chart.getScreenYFromChart(rows.size() - i);
            double baseline = middle + font.getSize2D() * 0.35;
            AffineTransform place = AffineTransform.getTranslateInstance(right - advance * scale, baseline);
            place.scale(scale, 1);
            graphics.setColor(rows.get(i).emphasis() ? ChartColors.series(0) : ChartColors.TEXT);
            graphics.fill(layout.getOutline(place));
        }
    }
}
