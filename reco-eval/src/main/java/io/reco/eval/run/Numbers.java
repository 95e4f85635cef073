package io.reco.eval.run;

import java.util.Locale;

/** Numbers in text: strict to read, all digits when written. */
final class Numbers {
    private static final double WHOLE_UP_TO = 1e15;

    private Numbers() {}

    /**
     * The number, NaN if the text is none: decimal digits, sign, point and exponent, or an infinity. What {@link
     * Double#parseDouble} takes beside (blanks, a suffix, hexadecimal) is none.
     */
    static double parse(String text) {
        boolean digits = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            digits |= c >= '0' && c <= '9';
            if (!((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.' || c == 'e' || c == 'E')) {
                return infinity(text);
            }
        }
        if (!digits) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static double infinity(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }

    /** The number with all its digits: {@code 3}, {@code 0.1}, {@code 1.0E-37}, {@code NaN}. Reads back to the same bits. */
    static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < WHOLE_UP_TO
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
