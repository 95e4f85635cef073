package io.reco.eval.report;

/** Draws a plot as SVG. */
@FunctionalInterface
interface ChartRenderer {
    /** Number of distinct colours for series; further ones start again. */
    int SERIES_COLOURS = 6;

    /**
     * {@return an {@code <svg>} element whose colours are the CSS variables {@code --chart-*} of the page}
     *
     * @param chart what to draw, not empty
     * @param width in pixels of the view box
     * @param idPrefix begins every id, so that ids stay unique in the page
     */
    String svg(Chart chart, int width, String idPrefix);

    /**
     * Fails, with whatever AWT throws, if this JRE cannot draw text.
     */
    default void probe() {}
}
