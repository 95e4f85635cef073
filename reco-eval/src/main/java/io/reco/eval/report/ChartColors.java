package io.reco.eval.report;

import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Colours that stand for roles while a plot is drawn. In the SVG each becomes a CSS variable, so that one drawing is right in light and
 * in dark, on screen and on paper. The values themselves are never seen; they only have to differ.
 */
final class ChartColors {
    static final Color TEXT = new Color(1, 2, 3);
    static final Color GRID = new Color(4, 5, 6);
    /** Nothing is drawn where this is the paint. */
    static final Color NOTHING = new Color(7, 8, 9);
    /** Index of the colour of what stands back. */
    static final int MUTED_SERIES = ChartRenderer.SERIES_COLOURS;

    private ChartColors() {}

    static Color series(int i) {
        return new Color(20 + i, 30, 40);
    }

    /** From {@code rgb(r,g,b)} as Batik writes it to what the page says. */
    static Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(rgb(TEXT), "var(--chart-text)");
        variables.put(rgb(GRID), "var(--chart-grid)");
        variables.put(rgb(NOTHING), "none");
        for (int i = 0; i < ChartRenderer.SERIES_COLOURS; i++) {
            variables.put(rgb(series(i)), "var(--chart-" + (i + 1) + ")");
        }
        variables.put(rgb(series(MUTED_SERIES)), "var(--chart-muted)");
        return variables;
    }

    private static String rgb(Color color) {
        return "rgb(" + color.getRed() + "," + color.getGreen() + "," + color.getBlue() + ")";
    }
}
