package io.reco.eval.report;

import io.reco.eval.report.Chart.Bars;
import io.reco.eval.report.Chart.Lines;
import io.reco.eval.report.Chart.Point;
import io.reco.eval.report.Chart.Scatter;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Plots with numbers on both axes, or names below: standing bars, lines, points. */
final class AxisPlots {
    private static final BasicStroke LINE = new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke DASHED =
            new BasicStroke(2.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, new float[] {6f, 5f}, 0f);

    private final Palette palette;
    private final Font font;

    AxisPlots(Palette palette, Font font) {
        this.palette = palette;
        this.font = font;
    }

    CategoryChart bars(Bars data, int width, int height) {
        CategoryChart chart = new CategoryChart(width, height);
        ChartStyle.apply(chart, palette, font);
        chart.setYAxisTitle(data.axis());
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        chart.getStyler().setXAxisTickLabelsFormattingFunction(null); // names, not numbers
        chart.getStyler().setAvailableSpaceFill(0.65);
        List<String> names = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < data.categories().size(); i++) {
            String name = ChartText.shortened(data.categories().get(i), 28);
            names.add(names.contains(name) ? name + " " + (i + 1) : name);
            values.add(Double.isFinite(data.values().get(i)) ? data.values().get(i) : 0.0);
        }
        chart.addSeries("values", names, values).setFillColor(palette.series(0));
        return chart;
    }

    XYChart lines(Lines data, int width, int height) {
        XYChart chart = new XYChart(width, height);
        ChartStyle.apply(chart, palette, font);
        chart.setXAxisTitle(data.xAxis());
        chart.setYAxisTitle(data.yAxis());
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        chart.getStyler().setMarkerSize(6);
        int colours = 0;
        for (int i = 0; i < data.lines().size(); i++) {
            Lines.Line line = data.lines().get(i);
            Color colour = line.reference() ? palette.muted() : palette.series(colours++);
            List<Point> points = line.points().stream().filter(Point::isFinite).toList();
            if (!points.isEmpty()) {
                XYSeries series = chart.addSeries("line " + i, xs(points), ys(points));
                series.setMarker(line.reference() ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
                series.setMarkerColor(colour);
                series.setLineColor(colour);
                series.setLineStyle(line.reference() ? DASHED : LINE);
            }
        }
        return chart;
    }

    XYChart scatter(Scatter data, List<Point> points, int width, int height) {
        XYChart chart = new XYChart(width, height);
        ChartStyle.apply(chart, palette, font);
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
            series.setMarkerColor(palette.series(0));
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
}
