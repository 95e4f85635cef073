package io.reco.eval.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Colours of a plot by role. {@link #PAGE} holds placeholders that become CSS variables in the SVG of a page, so that one drawing is right
 * in light and in dark, on screen and on paper; {@link #of} gives the colours that the style sheet of the report has for them, for files
 * that stand alone.
 *
 * @param background behind everything
 * @param text of names and numbers
 * @param strong of values that stand on a coloured ground
 * @param grid of lines that help the eye
 * @param muted of what stands back
 * @param above the whole, in a heat map
 * @param below the whole, in a heat map
 * @param series {@value ChartRenderer#SERIES_COLOURS} colours that are told apart
 */
record Palette(
        Color background,
        Color text,
        Color strong,
        Color grid,
        Color muted,
        Color above,
        Color below,
        List<Color> series) {
    /** Values are never seen; they only have to differ. The background is nothing. */
    static final Palette PAGE = new Palette(
            new Color(7, 8, 9),
            new Color(1, 2, 3),
            new Color(10, 11, 12),
            new Color(4, 5, 6),
            new Color(40, 30, 40),
            new Color(41, 30, 40),
            new Color(42, 30, 40),
            placeholders());

    private static final Pattern VARIABLE = Pattern.compile("--([a-z0-9-]+): (#[0-9a-f]{6})\\b");

    /** Copies the list. */
    Palette {
        series = List.copyOf(series);
    }

    private static List<Color> placeholders() {
        List<Color> colours = new ArrayList<>();
        for (int i = 0; i < ChartRenderer.SERIES_COLOURS; i++) {
            colours.add(new Color(20 + i, 30, 40));
        }
        return colours;
    }

    /** The colours of the style sheet. */
    static Palette of(Theme theme) {
        String css = ReportStyle.text();
        int from = theme == Theme.DARK ? css.indexOf("prefers-color-scheme: dark") : 0;
        Map<String, Color> colours = new LinkedHashMap<>();
        Matcher variable = VARIABLE.matcher(css.substring(from, css.indexOf('}', from)));
        while (variable.find()) {
            colours.put(variable.group(1), Color.decode(variable.group(2)));
        }
        List<Color> series = new ArrayList<>();
        for (int i = 1; i <= ChartRenderer.SERIES_COLOURS; i++) {
            series.add(named(colours, "chart-" + i));
        }
        return new Palette(
                named(colours, "bg"),
                named(colours, "chart-text"),
                named(colours, "fg"),
                named(colours, "chart-grid"),
                named(colours, "chart-muted"),
                named(colours, "chart-above"),
                named(colours, "chart-below"),
                series);
    }

    private static Color named(Map<String, Color> colours, String name) {
        Color colour = colours.get(name);
        if (colour == null) {
            throw new IllegalStateException("report.css has no colour --" + name);
        }
        return colour;
    }

    /** The colour of a series; after the last they start again. */
    Color series(int i) {
        return series.get(i % series.size());
    }

    /** From {@code rgb(r,g,b)} as Batik writes a placeholder to what the page says. */
    static Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(rgb(PAGE.background), "none");
        variables.put(rgb(PAGE.text), "var(--chart-text)");
        variables.put(rgb(PAGE.strong), "var(--fg)");
        variables.put(rgb(PAGE.grid), "var(--chart-grid)");
        variables.put(rgb(PAGE.muted), "var(--chart-muted)");
        variables.put(rgb(PAGE.above), "var(--chart-above)");
        variables.put(rgb(PAGE.below), "var(--chart-below)");
        for (int i = 0; i < ChartRenderer.SERIES_COLOURS; i++) {
            variables.put(rgb(PAGE.series(i)), "var(--chart-" + (i + 1) + ")");
        }
        return variables;
    }

    private static String rgb(Color color) {
        return "rgb(" + color.getRed() + "," + color.getGreen() + "," + color.getBlue() + ")";
    }
}
