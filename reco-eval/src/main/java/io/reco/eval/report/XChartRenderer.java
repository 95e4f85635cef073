package io.reco.eval.report;

import io.reco.eval.report.Chart.Bars;
import io.reco.eval.report.Chart.Intervals;
import io.reco.eval.report.Chart.Lines;
import io.reco.eval.report.Chart.Point;
import io.reco.eval.report.Chart.Scatter;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws with XChart. XChart writes text as outlines, so a plot looks the same wherever the page is opened; names of points are added
 * as outlines after XChart is done, where they do not cover each other. Needs AWT (head-less will do) with at least one font.
 */
final class XChartRenderer implements ChartRenderer {
    private static final int ROW_HEIGHT = 34;
    private static final int BAR_HEIGHT = 26;
    /** Room for the value axis, left of standing bars. */
    private static final int VALUE_AXIS = 80;
    /** Least room between two names. */
    private static final int NAME_GAP = 10;

    private static final BasicStroke BAR = new BasicStroke(15f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    private static final BasicStroke THIN = new BasicStroke(1f);
    private static final BasicStroke LINE = new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke WHISKER = new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);

    @Override
    public String svg(Chart chart, int width, String idPrefix) {
        SvgCanvas canvas = new SvgCanvas();
        Font font = ChartFonts.forText(texts(chart));
        int height;
        if (chart instanceof Intervals intervals) {
            height = 70 + ROW_HEIGHT * intervals.rows().size();
            XYChart drawn = intervals(intervals, width, height, font);
            drawn.paint(canvas.graphics(), width, height);
            RowLabels.draw(drawn, intervals.rows(), canvas.graphics(), font.deriveFont(12.5f));
        } else if (chart instanceof Bars bars) {
            if (namesFit(bars, width, font)) {
                height = Math.max(220, width * 2 / 5);
                bars(bars, width, height, font).paint(canvas.graphics(), width, height);
            } else {
                height = 70 + BAR_HEIGHT * bars.categories().size();
                lyingBars(bars, width, height, font, canvas);
            }
        } else if (chart instanceof Lines lines) {
            height = Math.max(240, width * 2 / 5);
            lines(lines, width, height, font).paint(canvas.graphics(), width, height);
        } else {
            height = Math.max(260, width / 2);
            Scatter scatter = (Scatter) chart;
            List<Point> points =
                    scatter.points().stream().filter(Point::isFinite).toList();
            XYChart drawn = scatter(scatter, points, width, height, font);
            drawn.paint(canvas.graphics(), width, height);
            PointLabels.draw(drawn, points, canvas.graphics(), font.deriveFont(12f), width, height);
        }
        return canvas.toSvg(width, height, chart.description(), idPrefix);
    }

    @Override
    public void probe() {
        ChartFonts.probe();
    }

    private static String texts(Chart chart) {
        StringBuilder all = new StringBuilder(chart.description());
        chart.legend().forEach(all::append);
        if (chart instanceof Intervals intervals) {
            intervals.rows().forEach(r -> all.append(r.label()));
        } else if (chart instanceof Bars bars) {
            bars.categories().forEach(all::append);
        } else if (chart instanceof Scatter scatter) {
            scatter.points().forEach(p -> all.append(p.label()));
        }
        return all.toString();
    }

    private static void style(AxesChart<?, ?> chart, Font font) {
        AxesChartStyler styler = chart.getStyler();
        styler.setBaseFont(font.deriveFont(12f))
                .setChartBackgroundColor(ChartColors.NOTHING)
                .setPlotBackgroundColor(ChartColors.NOTHING)
                .setPlotBorderVisible(false)
                .setLegendVisible(false)
                .setChartTitleVisible(false)
                .setChartFontColor(ChartColors.TEXT)
                .setXAxisTitleColor(ChartColors.TEXT)
                .setYAxisTitleColor(ChartColors.TEXT)
                .setChartPadding(4)
                .setLocale(Locale.ROOT);
        styler.setAxisTickLabelsFont(font.deriveFont(12f));
        styler.setAxisTitleFont(font.deriveFont(12f));
        styler.setAxisTickLabelsColor(ChartColors.TEXT);
        styler.setAxisTicksLineVisible(false);
        styler.setAxisTicksMarksVisible(false);
        styler.setPlotGridLinesColor(ChartColors.GRID);
        styler.setPlotGridLinesStroke(THIN);
        styler.setPlotTicksMarksVisible(false);
        styler.setAxisTickPadding(6);
        styler.setAxisTitlePadding(10);
        styler.setXAxisTickLabelsFormattingFunction(XChartRenderer::tick);
        styler.setYAxisTickLabelsFormattingFunction(XChartRenderer::tick);
        styler.setPlotMargin(0);
    }

    private static XYChart intervals(Intervals data, int width, int height, Font font) {
        XYChart chart = rows(data.axis(), data.rows(), width, height, font);
        int n = data.rows().size();
        for (int i = 0; i < n; i++) {
            Intervals.Row row = data.rows().get(i);
            Color color = ChartColors.series(row.emphasis() ? 0 : ChartColors.MUTED_SERIES);
            double y = n - i;
            if (Double.isFinite(row.low()) && Double.isFinite(row.high())) {
                XYSeries whisker =
                        chart.addSeries("interval " + i, new double[] {row.low(), row.high()}, new double[] {y, y});
                whisker.setMarker(SeriesMarkers.NONE);
                whisker.setLineColor(color);
                whisker.setLineStyle(WHISKER);
            }
            if (Double.isFinite(row.value())) {
                XYSeries value = chart.addSeries("value " + i, new double[] {row.value()}, new double[] {y});
                value.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
                value.setMarker(SeriesMarkers.CIRCLE);
                value.setMarkerColor(color);
            }
        }
        chart.getStyler().setMarkerSize(9);
        return chart;
    }

    /** A value axis below and a place for each row, the first on top at {@code n}, the last at 1. */
    private static XYChart rows(String axis, List<Intervals.Row> rows, int width, int height, Font font) {
        XYChart chart = new XYChart(width, height);
        style(chart, font);
        AxesChartStyler styler = chart.getStyler();
        chart.setXAxisTitle(axis);
        styler.setYAxisMin(0.4);
        styler.setYAxisMax(rows.size() + 0.6);
        styler.setXAxisTickMarkSpacingHint(80);
        styler.setPlotGridHorizontalLinesVisible(false);
        styler.setYAxisTickLabelsFormattingFunction(position -> " "); // names are written by RowLabels
        styler.setYAxisLeftWidthHint(RowLabels.width(rows, font.deriveFont(12.5f), width));
        return chart;
    }

    /** Whether every name has room below its bar; XChart leaves out those that have none. */
    private static boolean namesFit(Bars data, int width, Font font) {
        double room = (width - VALUE_AXIS) / (double) data.categories().size();
        return data.categories().stream()
                .allMatch(name -> RowLabels.advance(name, font.deriveFont(12f)) + NAME_GAP <= room);
    }

    /** Bars from left to right, names left of them. */
    private static void lyingBars(Bars data, int width, int height, Font font, SvgCanvas canvas) {
        List<Intervals.Row> rows = new ArrayList<>();
        for (int i = 0; i < data.categories().size(); i++) {
            double value = data.values().get(i);
            rows.add(new Intervals.Row(data.categories().get(i), value, Double.NaN, Double.NaN, false));
        }
        XYChart chart = rows(data.axis(), rows, width, height, font);
        for (int i = 0; i < rows.size(); i++) {
            double value = Double.isFinite(rows.get(i).value()) ? rows.get(i).value() : 0;
            double y = rows.size() - i;
            XYSeries bar = chart.addSeries("bar " + i, new double[] {0, value}, new double[] {y, y});
            bar.setMarker(SeriesMarkers.NONE);
            bar.setLineColor(ChartColors.series(0));
            bar.setLineStyle(BAR);
        }
        chart.paint(canvas.graphics(), width, height);
        RowLabels.draw(chart, rows, canvas.graphics(), font.deriveFont(12.5f));
    }

    private static CategoryChart bars(Bars data, int width, int height, Font font) {
        CategoryChart chart = new CategoryChart(width, height);
        style(chart, font);
        chart.setYAxisTitle(data.axis());
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        chart.getStyler().setXAxisTickLabelsFormattingFunction(null); // names, not numbers
        chart.getStyler().setAvailableSpaceFill(0.65);
        List<String> names = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < data.categories().size(); i++) {
            String name = shortened(data.categories().get(i), 28);
            names.add(names.contains(name) ? name + " " + (i + 1) : name);
            values.add(Double.isFinite(data.values().get(i)) ? data.values().get(i) : 0.0);
        }
        chart.addSeries("values", names, values).setFillColor(ChartColors.series(0));
        return chart;
    }

    private static XYChart lines(Lines data, int width, int height, Font font) {
        XYChart chart = new XYChart(width, height);
        style(chart, font);
        chart.setXAxisTitle(data.xAxis());
        chart.setYAxisTitle(data.yAxis());
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        chart.getStyler().setMarkerSize(6);
        for (int i = 0; i < data.lines().size(); i++) {
            List<Point> points = data.lines().get(i).points().stream()
                    .filter(Point::isFinite)
                    .toList();
            if (!points.isEmpty()) {
                XYSeries line = chart.addSeries("line " + i, xs(points), ys(points));
                line.setMarker(SeriesMarkers.CIRCLE);
                line.setMarkerColor(ChartColors.series(i % SERIES_COLOURS));
                line.setLineColor(ChartColors.series(i % SERIES_COLOURS));
                line.setLineStyle(LINE);
            }
        }
        return chart;
    }

    private static XYChart scatter(Scatter data, List<Point> points, int width, int height, Font font) {
        XYChart chart = new XYChart(width, height);
        style(chart, font);
        chart.setXAxisTitle(data.xAxis());
        chart.setYAxisTitle(data.yAxis());
        chart.getStyler().setMarkerSize(9);
        widen(chart.getStyler(), xs(points), ys(points));
        for (int i = 0; i < points.size(); i++) {
            XYSeries series =
                    chart.addSeries("point " + i, new double[] {points.get(i).x()}, new double[] {
                        points.get(i).y()
                    });
            series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
            series.setMarker(SeriesMarkers.CIRCLE);
            series.setMarkerColor(ChartColors.series(0));
        }
        return chart;
    }

    /** Room around the points for their names. */
    private static void widen(AxesChartStyler styler, double[] xs, double[] ys) {
        double[] x = range(xs);
        double[] y = range(ys);
        styler.setXAxisMin(x[0]);
        styler.setXAxisMax(x[1]);
        styler.setYAxisMin(y[0]);
        styler.setYAxisMax(y[1]);
    }

    private static double[] range(double[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        double margin = high > low ? 0.18 * (high - low) : Math.max(Math.abs(high) * 0.1, 1e-3);
        double bottom = low >= 0 ? Math.max(0, low - margin) : low - margin;
        return new double[] {bottom, high + margin};
    }

    private static double[] xs(List<Point> points) {
        return points.stream().mapToDouble(Point::x).toArray();
    }

    private static double[] ys(List<Point> points) {
        return points.stream().mapToDouble(Point::y).toArray();
    }

    /** Plain decimals without trailing zeros: 0.05, 0.1, 20. */
    static String tick(double value) {
        if (value == 0) {
            return "0";
        }
        return new BigDecimal(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** At most so many code points, an ellipsis for the rest. */
    static String shortened(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text.isEmpty() ? " " : text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most - 1)) + "\u2026";
    }
}
