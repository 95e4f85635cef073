package io.reco.eval.report;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a page says around a plot, for a plot that stands alone: its description as a title, and the legend. */
final class ChartHeader {
    private static final int EDGE = 8;
    private static final int TITLE_LINE = 19;
    private static final int LEGEND_LINE = 20;
    private static final int SWATCH = 14;
    private static final int GAP = 18;

    private record Entry(String name, int line, double x, boolean reference) {}

    private final Palette palette;
    private final Font title;
    private final Font names;
    private final List<String> lines = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final int height;

    ChartHeader(Chart chart, Palette palette, Font font, int width) {
        this.palette = palette;
        this.title = font.deriveFont(Font.BOLD, 14f);
        this.names = font.deriveFont(12f);
        wrap(sentence(chart.description()), width - 2 * EDGE);
        int line = -1;
        double x = width;
        for (Chart.Key key : chart.legend()) {
            String name = ChartText.shortened(key.name(), 40);
            double room = SWATCH + 6 + ChartText.width(name, names);
            if (x + room > width - EDGE) {
                line++;
                x = EDGE;
            }
            entries.add(new Entry(name, line, x, key.reference()));
            x += room + GAP;
        }
        height = EDGE + TITLE_LINE * lines.size() + LEGEND_LINE * (line + 1) + 6;
    }

    /** With a capital, unless it begins with the label of a metric. */
    private static String sentence(String text) {
        boolean label = text.split(" ", 2)[0].contains("@");
        return text.isEmpty() || label ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private void wrap(String text, double room) {
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && ChartText.width(longer, title) > room) {
                lines.add(line.toString());
                longer = word;
            }
            line.setLength(0);
            line.append(longer);
        }
        lines.add(line.toString());
    }

    int height() {
        return height;
    }

    void paint(Graphics2D graphics) {
        graphics.setColor(palette.strong());
        double y = EDGE;
        for (String line : lines) {
            ChartText.draw(graphics, line, title, EDGE, y + 13);
            y += TITLE_LINE;
        }
        int colours = 0;
        for (Entry entry : entries) {
            double middle = y + entry.line() * (double) LEGEND_LINE + LEGEND_LINE / 2.0;
            graphics.setColor(entry.reference() ? palette.muted() : palette.series(colours++));
            graphics.fill(new Rectangle2D.Double(entry.x(), middle - 2, SWATCH, 4));
            graphics.setColor(palette.text());
            ChartText.draw(graphics, entry.name(), names, entry.x() + SWATCH + 6, middle + 4);
        }
    }
}
