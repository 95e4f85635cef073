package io.reco.eval.report;

import io.reco.eval.report.Chart.Bars;
import io.reco.eval.report.Chart.Dots;
import io.reco.eval.report.Chart.Intervals;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Plots with named rows and a value axis below: intervals, lying bars, dots. */
final class RowPlots {
    private static final BasicStroke BAR = new BasicStroke(15f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    private static final BasicStroke WHISKER = new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    private static final BasicStroke ZERO =
            new BasicStroke(1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, new float[] {4f, 3f}, 0f);

    /** Opacity, of 255, of bars behind dots. */
    private static final int GROUND = 80;
    /** Share of the height of a row that its dots take. */
    private static final double STACK = 0.6;

    private final Palette palette;
    private final Font font;
    private final Font names;

    RowPlots(Palette palette, Font font) {
        this.palette = palette;
        this.font = font;
        this.names = font.deriveFont(12.5f);
    }

    void intervals(Intervals data, Graphics2D graphics, int width, int height) {
        List<RowLabels.Label> labels = data.rows().stream()
                .map(r -> new RowLabels.Label(r.label(), r.emphasis()))
                .toList();
        XYChart chart = rows(data.axis(), labels, width, height);
        int n = data.rows().size();
        if (data.zeroLine()) {
            line(chart, "zero", new double[] {0, 0}, new double[] {0.4, n + 0.6}, palette.muted(), ZERO);
        }
        for (int i = 0; i < n; i++) {
            Intervals.Row row = data.rows().get(i);
            Color colour = row.emphasis() ? palette.series(0) : palette.muted();
            double y = n - i;
            if (Double.isFinite(row.low()) && Double.isFinite(row.high())) {
                line(
                        chart,
                        "interval " + i,
                        new double[] {row.low(), row.high()},
                        new double[] {y, y},
                        colour,
                        WHISKER);
            }
            if (Double.isFinite(row.value())) {
                dot(chart, "value " + i, row.value(), y, colour);
            }
        }
        draw(chart, labels, graphics, width, height);
    }

    /** Bars from left to right, names left of them. */
    void lyingBars(Bars data, Graphics2D graphics, int width, int height) {
        List<RowLabels.Label> labels = plain(data.categories());
        XYChart chart = rows(data.axis(), labels, width, height);
        bars(chart, "bar", data.values(), palette.series(0));
        draw(chart, labels, graphics, width, height);
    }

    /** Dots of one row stand a little below each other, in the order of the legend, so that equal ones are all seen. */
    void dots(Dots data, Graphics2D graphics, int width, int height) {
        List<RowLabels.Label> labels = plain(data.categories());
        XYChart chart = rows(data.axis(), labels, width, height);
        chart.getStyler().setMarkerSize(7);
        Color muted = palette.muted();
        Color ground = new Color(muted.getRed(), muted.getGreen(), muted.getBlue(), GROUND);
        data.series().stream()
                .filter(Dots.Series::reference)
                .forEach(s -> bars(chart, "reference " + s.name(), s.values(), ground));
        List<Dots.Series> models =
                data.series().stream().filter(s -> !s.reference()).toList();
        for (int m = 0; m < models.size(); m++) {
            double lower = (m - (models.size() - 1) / 2.0) * Math.min(0.12, STACK / models.size());
            for (int i = 0; i < labels.size(); i++) {
                double value = models.get(m).values().get(i);
                if (Double.isFinite(value)) {
                    dot(chart, "model " + m + " at " + i, value, labels.size() - i - lower, palette.series(m));
                }
            }
        }
        draw(chart, labels, graphics, width, height);
    }

    private static List<RowLabels.Label> plain(List<String> names) {
        return names.stream().map(name -> new RowLabels.Label(name, false)).toList();
    }

    private static void bars(XYChart chart, String name, List<Double> values, Color colour) {
        for (int i = 0; i < values.size(); i++) {
            double value = Double.isFinite(values.get(i)) ? values.get(i) : 0;
            double y = values.size() - i;
            line(chart, name + " " + i, new double[] {0, value}, new double[] {y, y}, colour, BAR);
        }
    }

    private static void line(XYChart chart, String name, double[] x, double[] y, Color colour, BasicStroke stroke) {
        XYSeries line = chart.addSeries(name, x, y);
        line.setMarker(SeriesMarkers.NONE);
        line.setLineColor(colour);
        line.setLineStyle(stroke);
    }

    private static void dot(XYChart chart, String name, double x, double y, Color colour) {
        XYSeries dot = chart.addSeries(name, new double[] {x}, new double[] {y});
        dot.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        dot.setMarker(SeriesMarkers.CIRCLE);
        dot.setMarkerColor(colour);
    }

    private void draw(XYChart chart, List<RowLabels.Label> labels, Graphics2D graphics, int width, int height) {
        chart.paint(graphics, width, height);
        RowLabels.draw(chart, labels, graphics, names, palette);
    }

    /** A value axis below and a place for each row, the first on top at {@code n}, the last at 1. */
    private XYChart rows(String axis, List<RowLabels.Label> labels, int width, int height) {
        XYChart chart = new XYChart(width, height);
        ChartStyle.apply(chart, palette, font);
        AxesChartStyler styler = chart.getStyler();
        chart.getStyler().setMarkerSize(9);
        chart.setXAxisTitle(axis);
        styler.setYAxisMin(0.4);
        styler.setYAxisMax(labels.size() + 0.6);
        styler.setXAxisTickMarkSpacingHint(80);
        styler.setPlotGridHorizontalLinesVisible(false);
        styler.setYAxisTickLabelsFormattingFunction(position -> " "); // names are written by RowLabels
        styler.setYAxisLeftWidthHint(RowLabels.width(labels, names, width));
        return chart;
    }
}
