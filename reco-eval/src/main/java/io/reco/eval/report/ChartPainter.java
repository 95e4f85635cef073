package io.reco.eval.report;

import io.reco.eval.report.Chart.Bars;
import io.reco.eval.report.Chart.Dots;
import io.reco.eval.report.Chart.HeatMap;
import io.reco.eval.report.Chart.Intervals;
import io.reco.eval.report.Chart.Lines;
import io.reco.eval.report.Chart.Point;
import io.reco.eval.report.Chart.Scatter;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.XYChart;

/**
 * Paints a plot of a given width with XChart; names of rows and points are added where XChart would drop or cover them. Needs AWT
 * (head-less will do) with at least one font.
 */
final class ChartPainter {
    private static final int ROW_HEIGHT = 34;
    private static final int BAR_HEIGHT = 26;
    /** Below and above the rows. */
    private static final int FRAME = 70;
    /** Room for the value axis, left of standing bars. */
    private static final int VALUE_AXIS = 80;
    /** Least room between two names. */
    private static final int NAME_GAP = 10;

    private final Chart chart;
    private final Palette palette;
    private final Font font;
    private final int width;
    private final int height;

    ChartPainter(Chart chart, Palette palette, int width) {
        this.chart = chart;
        this.palette = palette;
        this.width = width;
        this.font = ChartFonts.forText(texts(chart));
        this.height = heightOf();
    }

    /** How tall the plot is at this width. */
    int height() {
        return height;
    }

    Font font() {
        return font;
    }

    private int heightOf() {
        if (chart instanceof Intervals intervals) {
            return FRAME + ROW_HEIGHT * intervals.rows().size();
        } else if (chart instanceof Bars bars) {
            return namesFit(bars)
                    ? Math.max(220, width * 2 / 5)
                    : FRAME + BAR_HEIGHT * bars.categories().size();
        } else if (chart instanceof Dots dots) {
            return FRAME + BAR_HEIGHT * dots.categories().size();
        } else if (chart instanceof HeatMap map) {
            return new HeatMapPlot(map, palette, font, width).height();
        }
        return chart instanceof Lines ? Math.max(240, width * 2 / 5) : Math.max(260, width / 2);
    }

    /** Paints with the upper left corner at the origin. */
    void paint(Graphics2D graphics) {
        RowPlots rows = new RowPlots(palette, font);
        AxisPlots axes = new AxisPlots(palette, font);
        if (chart instanceof Intervals intervals) {
            rows.intervals(intervals, graphics, width, height);
        } else if (chart instanceof Dots dots) {
            rows.dots(dots, graphics, width, height);
        } else if (chart instanceof Bars bars) {
            if (namesFit(bars)) {
                axes.bars(bars, width, height).paint(graphics, width, height);
            } else {
                rows.lyingBars(bars, graphics, width, height);
            }
        } else if (chart instanceof HeatMap map) {
            new HeatMapPlot(map, palette, font, width).paint(graphics);
        } else if (chart instanceof Lines lines) {
            axes.lines(lines, width, height).paint(graphics, width, height);
        } else if (chart instanceof Scatter scatter) {
            List<Point> points =
                    scatter.points().stream().filter(Point::isFinite).toList();
            XYChart drawn = axes.scatter(scatter, points, width, height);
            drawn.paint(graphics, width, height);
            graphics.setColor(palette.text());
            PointLabels.draw(drawn, points, graphics, font.deriveFont(12f), width, height);
        }
    }

    /** Whether every name has room below its bar; XChart leaves out those that have none. */
    private boolean namesFit(Bars data) {
        double room = (width - VALUE_AXIS) / (double) data.categories().size();
        return data.categories().stream()
                .allMatch(name ->
                        ChartText.width(ChartText.shortened(name, 30), font.deriveFont(12f)) + NAME_GAP <= room);
    }

    private static String texts(Chart chart) {
        StringBuilder all = new StringBuilder(chart.description());
        chart.legend().forEach(key -> all.append(key.name()));
        if (chart instanceof Intervals intervals) {
            intervals.rows().forEach(r -> all.append(r.label()));
        } else if (chart instanceof Bars bars) {
            bars.categories().forEach(all::append);
        } else if (chart instanceof Dots dots) {
            dots.categories().forEach(all::append);
        } else if (chart instanceof HeatMap map) {
            map.columns().forEach(all::append);
            map.rows().forEach(r -> all.append(r.label()));
        } else if (chart instanceof Scatter scatter) {
            scatter.points().forEach(p -> all.append(p.label()));
        }
        return all.toString();
    }
}
