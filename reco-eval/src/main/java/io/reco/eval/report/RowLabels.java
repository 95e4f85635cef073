package io.reco.eval.report;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.util.List;
import org.knowm.xchart.XYChart;

/** Writes the names of rows left of a plot. */
final class RowLabels {
    /** Room between the names and the plot, and left of the names. */
    static final int GAP = 14;

    private static final int MOST = 30;

    private RowLabels() {}

    /** The name of a row; one with emphasis has the first colour. */
    record Label(String text, boolean emphasis) {
        private TextLayout layout(Font font) {
            return ChartText.layout(ChartText.shortened(text, MOST), font);
        }
    }

    /** {@return the room the names need, at most 45 % of the plot} */
    static int width(List<Label> labels, Font font, int chartWidth) {
        double widest = 0;
        for (Label label : labels) {
            widest = Math.max(widest, label.layout(font).getAdvance());
        }
        return (int) Math.min(0.45 * chartWidth, Math.ceil(widest) + GAP);
    }

    static void draw(XYChart chart, List<Label> labels, Graphics2D graphics, Font font, Palette palette) {
        double right = chart.getYAxisLeftWidth() - GAP / 2.0;
        for (int i = 0; i < labels.size(); i++) {
            draw(graphics, labels.get(i), font, right, chart.getScreenYFromChart(labels.size() - i), palette);
        }
    }

    /** Draws a name that ends at {@code right}, in the middle of its row; one that is wider than its room is narrowed. */
    static void draw(Graphics2D graphics, Label label, Font font, double right, double middle, Palette palette) {
        TextLayout layout = label.layout(font);
        double advance = layout.getAdvance();
        double scale = Math.min(1, right / advance);
        double baseline = middle + font.getSize2D() * 0.35;
        AffineTransform place = AffineTransform.getTranslateInstance(right - advance * scale, baseline);
        place.scale(scale, 1);
        graphics.setColor(label.emphasis() ? palette.series(0) : palette.text());
        graphics.fill(layout.getOutline(place));
    }
}
