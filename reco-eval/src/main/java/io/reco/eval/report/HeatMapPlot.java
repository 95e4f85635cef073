package io.reco.eval.report;

import io.reco.eval.report.Chart.HeatMap;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * A heat map as a picture: names of rows left, of columns on top (slanted where they have no room), values in the cells. Drawn without XChart, whose
 * own has one gradient of fixed colours. In a page it is a table, see {@link HtmlWriter}: smaller, and its numbers can be selected.
 */
final class HeatMapPlot {
    private static final int ROW = 27;
    private static final int EDGE = 4;
    private static final double SLANT = Math.toRadians(50);

    private final HeatMap data;
    private final HeatScale scale;
    private final Palette palette;
    private final Font font;
    private final Font small;
    private final List<RowLabels.Label> labels;
    private final int width;
    private final double left;
    private final double cell;
    private final double top;
    private final boolean slanted;

    HeatMapPlot(HeatMap data, Palette palette, Font font, int width) {
        this.data = data;
        this.scale = new HeatScale(data);
        this.palette = palette;
        this.font = font.deriveFont(12.5f);
        this.small = font.deriveFont(12f);
        this.width = width;
        labels = data.rows().stream()
                .map(row -> new RowLabels.Label(row.label(), false))
                .toList();
        left = RowLabels.width(labels, this.font, width);
        double widest = data.columns().stream()
                .mapToDouble(name -> ChartText.width(heading(name), small))
                .max()
                .orElse(0);
        double last = ChartText.width(heading(data.columns().get(data.columns().size() - 1)), small);
        double upright = (width - left - EDGE) / data.columns().size();
        slanted = widest + 6 > upright;
        double overhang = slanted ? Math.max(0, last * Math.cos(SLANT) - upright / 2) : 0;
        cell = (width - left - EDGE - overhang) / data.columns().size();
        top = slanted ? widest * Math.sin(SLANT) + 18 : 26;
    }

    private static String heading(String name) {
        return ChartText.shortened(name, 24);
    }

    int height() {
        return (int) Math.ceil(top) + ROW * data.rows().size() + EDGE;
    }

    void paint(Graphics2D graphics) {
        graphics.setColor(palette.background());
        graphics.fill(new Rectangle2D.Double(0, 0, width, height()));
        headings(graphics);
        for (int r = 0; r < data.rows().size(); r++) {
            double y = top + ROW * r;
            RowLabels.draw(graphics, labels.get(r), font, left - RowLabels.GAP / 2.0, y + ROW / 2.0, palette);
            for (int c = 0; c < data.columns().size(); c++) {
                cell(graphics, data.rows().get(r).cells().get(c), c, y);
            }
        }
    }

    private void headings(Graphics2D graphics) {
        graphics.setColor(palette.text());
        for (int c = 0; c < data.columns().size(); c++) {
            TextLayout layout = ChartText.layout(heading(data.columns().get(c)), small);
            double middle = left + cell * (c + 0.5);
            AffineTransform place;
            if (slanted) {
                place = AffineTransform.getTranslateInstance(middle, top - 7);
                place.rotate(-SLANT);
            } else {
                place = AffineTransform.getTranslateInstance(middle - layout.getAdvance() / 2, top - 9);
            }
            graphics.fill(layout.getOutline(place));
        }
    }

    private void cell(Graphics2D graphics, HeatMap.Cell value, int column, double y) {
        double x = left + cell * column;
        int alpha = (int) Math.round(255 * scale.tint(value));
        if (alpha > 0) {
            Color colour = value.deviation() > 0 ? palette.above() : palette.below();
            graphics.setColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha));
            graphics.fill(new Rectangle2D.Double(x + 1, y + 1, cell - 2, ROW - 2));
        }
        graphics.setColor(palette.strong());
        TextLayout layout = ChartText.layout(scale.text(value), small);
        double fit = Math.min(1, (cell - 4) / layout.getAdvance());
        AffineTransform place = AffineTransform.getTranslateInstance(
                x + (cell - layout.getAdvance() * fit) / 2, y + ROW / 2.0 + small.getSize2D() * 0.35);
        place.scale(fit, fit);
        graphics.fill(layout.getOutline(place));
    }
}
