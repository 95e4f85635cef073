package io.reco.eval.report;

import java.awt.BasicStroke;
import java.awt.Font;
import java.util.Locale;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.style.AxesChartStyler;

/** The looks that all plots share. */
final class ChartStyle {
    private static final BasicStroke THIN = new BasicStroke(1f);

    private ChartStyle() {}

    static void apply(AxesChart<?, ?> chart, Palette palette, Font font) {
        AxesChartStyler styler = chart.getStyler();
        styler.setBaseFont(font.deriveFont(12f))
                .setChartBackgroundColor(palette.background())
                .setPlotBackgroundColor(palette.background())
                .setPlotBorderVisible(false)
                .setLegendVisible(false)
                .setChartTitleVisible(false)
                .setChartFontColor(palette.text())
                .setXAxisTitleColor(palette.text())
                .setYAxisTitleColor(palette.text())
                .setChartPadding(4)
                .setLocale(Locale.ROOT);
        styler.setAxisTickLabelsFont(font.deriveFont(12f));
        styler.setAxisTitleFont(font.deriveFont(12f));
        styler.setAxisTickLabelsColor(palette.text());
        styler.setAxisTicksLineVisible(false);
        styler.setAxisTicksMarksVisible(false);
        styler.setPlotGridLinesColor(palette.grid());
        styler.setPlotGridLinesStroke(THIN);
        styler.setPlotTicksMarksVisible(false);
        styler.setAxisTickPadding(6);
        styler.setAxisTitlePadding(10);
        styler.setXAxisTickLabelsFormattingFunction(ChartText::tick);
        styler.setYAxisTickLabelsFormattingFunction(ChartText::tick);
        styler.setPlotMargin(0);
    }
}
