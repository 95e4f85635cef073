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
            height = Math.max(220, width * 2 / 5);
            bars(bars, width, height, font).paint(canvas.graphics(), width, height);
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
        XYChart chart = new XYChart(width, height);
        style(chart, font);
        AxesChartStyler styler = chart.getStyler();
        chart.setXAxisTitle(data.axis());
        int n = data.rows().size();
        styler.setYAxisMin(0.4);
        styler.setYAxisMax(n + 0.6);
        styler.setXAxisTickMarkSpacingHint(80);
        styler.setPlotGridHorizontalLinesVisible(false);
        styler.setYAxisTickLabelsFormattingFunction(position -> " "); // names are written by RowLabels
        styler.setYAxisLeftWidthHint(RowLabels.width(data.rows(), font.deriveFont(12.5f), width));
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
        styler.setMarkerSize(9);
        return chart;
    }

    private static CategoryChart bars(Bars data, int width, int height, Font font) {
        CategoryChart chart = new CategoryChart(width, height);
        style(chart, font);
        chart.setYAxisTitle(data.axis());
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        chart.getStyler().setXAxisTickLabelsFormattingFunction(null); // names, not numbers
        chart.getStyler().setAvailableSpaceFill(0.65);
        int cut = Math.max(4, width / 7 / Math.max(1, data.categories().size()));
        if (data.categories().stream().anyMatch(c -> c.length() > cut)) {
            chart.getStyler().setXAxisLabelRotation(35);
        }
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
