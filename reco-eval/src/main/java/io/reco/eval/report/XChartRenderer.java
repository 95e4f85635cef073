package io.reco.eval.report;

/** Draws plots for a page. Text becomes outlines, so a plot looks the same wherever the page is opened. */
final class XChartRenderer implements ChartRenderer {
    @Override
    public String svg(Chart chart, int width, String idPrefix) {
        SvgCanvas canvas = new SvgCanvas();
        ChartPainter painter = new ChartPainter(chart, Palette.PAGE, width);
        painter.paint(canvas.graphics());
        return canvas.toPageSvg(width, painter.height(), chart.description(), idPrefix);
    }

    @Override
    public void probe() {
        ChartFonts.probe();
    }
}
