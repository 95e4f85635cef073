package io.reco.embeddings.format;

import java.nio.charset.StandardCharsets;

/**
 * Decimal text to the nearest float (ties to even): optional sign, digits with or without a point, optional exponent. Nothing
 * else is a number here; {@code nan} and {@code inf} in any case, with or without sign, are told apart from other text.
 *
 * <p>Up to 15 digits with an exponent of at most 22 are an exact double times or divided by an exact power of ten, so one
 * correctly rounded double. Rounding that to float is right unless it lies in the middle between two floats, where the first
 * rounding may have hidden on which side the number lay; these and longer numbers go to {@link Float#parseFloat}.
 */
final class FloatParser {
    /** NaN with this payload: the text is no number. Other NaN: the text says so. */
    static final float NO_NUMBER = Float.intBitsToFloat(0x7FC0_1234);

    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private FloatParser() {}

    static boolean isNoNumber(float value) {
        return Float.floatToRawIntBits(value) == 0x7FC0_1234;
    }

    /** The number in {@code bytes[from .. to)}; infinite beyond the range of float; {@link #NO_NUMBER}. */
    static float parse(byte[] bytes, int from, int to) {
        int i = from;
        boolean negative = i < to && bytes[i] == '-';
        if (i < to && (bytes[i] == '-' || bytes[i] == '+')) {
            i++;
        }
        long mantissa = 0;
        int significant = 0;
        int seen = 0;
        int scale = 0;
        boolean point = false;
        for (; i < to; i++) {
            int d = bytes[i] - '0';
            if (d >= 0 && d <= 9) {
                seen++;
                if (significant > 0 || d > 0) {
                    significant++;
                    mantissa = significant <= 15 ? 10 * mantissa + d : mantissa;
                }
                scale += point ? 1 : 0;
            } else if (bytes[i] == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (seen == 0) {
            return notFinite(bytes, from, to);
        }
        int exponent = 0;
        if (i < to) {
            exponent = exponent(bytes, i, to);
            if (exponent == Integer.MIN_VALUE) {
                return NO_NUMBER;
            }
        }
        if (mantissa == 0) {
            return negative ? -0f : 0f;
        }
        long power = (long) exponent - scale;
        if (significant <= 15 && power >= -22 && power <= 22) {
            double size = power < 0 ? mantissa / TENS[(int) -power] : mantissa * TENS[(int) power];
            if ((Double.doubleToRawLongBits(size) & 0x1FFF_FFFFL) != 0x1000_0000L) {
                return (float) (negative ? -size : size);
            }
        }
        return Float.parseFloat(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    }

    /** The exponent from its letter on, limited to a size of a million; {@link Integer#MIN_VALUE} if it is none. */
    private static int exponent(byte[] bytes, int from, int to) {
        if (bytes[from] != 'e' && bytes[from] != 'E') {
            return Integer.MIN_VALUE;
        }
        int i = from + 1;
        boolean negative = i < to && bytes[i] == '-';
        if (i < to && (bytes[i] == '-' || bytes[i] == '+')) {
            i++;
        }
        if (i == to) {
            return Integer.MIN_VALUE;
        }
        int value = 0;
        for (; i < to; i++) {
            int d = bytes[i] - '0';
            if (d < 0 || d > 9) {
                return Integer.MIN_VALUE;
            }
            value = Math.min(1_000_000, 10 * value + d);
        }
        return negative ? -value : value;
    }

    private static float notFinite(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        String word = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        if (word.equalsIgnoreCase("nan")) {
            return Float.NaN;
        }
        if (word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity")) {
            return text.startsWith("-") ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
        }
        return NO_NUMBER;
    }
}
