package io.reco.eval.report;

import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.util.Arrays;
import java.util.List;

/** Picks the font of a plot: a quiet sans-serif if the machine has one that covers the text, else the JRE's own. */
final class ChartFonts {
    private static final List<String> PREFERRED =
            List.of("Inter", "Helvetica Neue", "Helvetica", "Arial", "Liberation Sans", "Noto Sans", "Segoe UI");

    private ChartFonts() {}

    static Font forText(String text) {
        List<String> installed =
                Arrays.asList(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames());
        for (String family : PREFERRED) {
            Font font = new Font(family, Font.PLAIN, 12);
            if (installed.contains(family) && font.canDisplayUpTo(text) < 0) {
                return font;
            }
        }
        return new Font(Font.SANS_SERIF, Font.PLAIN, 12); // composite: falls back glyph by glyph
    }

    /** Fails where text cannot be turned into outlines. */
    static void probe() {
        Shape unused = new TextLayout("0", forText("0"), new FontRenderContext(null, true, true)).getOutline(null);
    }
}
