package io.reco.eval.report;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.math.BigDecimal;
import java.math.MathContext;

/** Text in plots, drawn as outlines so that it looks the same wherever it is opened. */
final class ChartText {
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private ChartText() {}

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

    /** The text, laid out. */
    static TextLayout layout(String text, Font font) {
        return new TextLayout(text.isEmpty() ? " " : text, font, CONTEXT);
    }

    /** How wide the text is. */
    static double width(String text, Font font) {
        return layout(text, font).getAdvance();
    }

    /** Draws in the colour that is set, from x on, at this base line. */
    static void draw(Graphics2D graphics, String text, Font font, double x, double baseline) {
        graphics.fill(layout(text, font).getOutline(AffineTransform.getTranslateInstance(x, baseline)));
    }
}
