package io.reco.eval.report;

import io.reco.eval.report.Chart.Point;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;

/** Writes the names of points beside them, in the colour that is set: right, left, above or below, where nothing is covered yet. */
final class PointLabels {
    private static final double GAP = 9;
    private static final double DOT = 6;

    private PointLabels() {}

    static void draw(XYChart chart, List<Point> points, Graphics2D graphics, Font font, int width, int height) {
        List<Rectangle2D> taken = new ArrayList<>();
        for (Point point : points) {
            double x = chart.getScreenXFromChart(point.x());
            double y = chart.getScreenYFromChart(point.y());
            taken.add(new Rectangle2D.Double(x - DOT, y - DOT, 2 * DOT, 2 * DOT));
        }
        for (Point point : points) {
            if (point.label().isBlank()) {
                continue;
            }
            TextLayout layout = ChartText.layout(ChartText.shortened(point.label(), 32), font);
            Rectangle2D bounds = layout.getBounds();
            double x = chart.getScreenXFromChart(point.x());
            double y = chart.getScreenYFromChart(point.y());
            Rectangle2D box = place(bounds, x, y, taken, width, height);
            taken.add(box);
            AffineTransform move =
                    AffineTransform.getTranslateInstance(box.getX() - bounds.getX(), box.getY() - bounds.getY());
            graphics.fill(layout.getOutline(move));
        }
    }

    private static Rectangle2D place(
            Rectangle2D text, double x, double y, List<Rectangle2D> taken, int width, int height) {
        double w = text.getWidth();
        double h = text.getHeight();
        double[][] corners = {
            {x + GAP, y - h / 2}, {x - GAP - w, y - h / 2}, {x - w / 2, y - GAP - h}, {x - w / 2, y + GAP},
            {x + GAP, y - GAP - h}, {x + GAP, y + GAP}, {x - GAP - w, y - GAP - h}, {x - GAP - w, y + GAP}
        };
        Rectangle2D page = new Rectangle2D.Double(0, 0, width, height);
        for (double[] corner : corners) {
            Rectangle2D box = new Rectangle2D.Double(corner[0], corner[1], w, h);
            if (page.contains(box) && taken.stream().noneMatch(box::intersects)) {
                return box;
            }
        }
        return new Rectangle2D.Double(corners[0][0], corners[0][1], w, h);
    }
}
