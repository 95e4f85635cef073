package io.reco.embeddings.format;

/** Checks and conversions of floats. */
final class Floats {
    private Floats() {}

    /** Index, counted from {@code off}, of the first of n floats that is NaN or infinite; -1 if there is none. */
    static int firstNotFinite(float[] a, int off, int n) {
        for (int i = 0; i < n; i++) {
            if (!Float.isFinite(a[off + i])) {
                return i;
            }
        }
        return -1;
    }

    /** The value of an IEEE 754 binary16, exactly. */
    static float ofHalf(short bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        float size;
        if (exponent == 0x1F) {
            size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else if (exponent == 0) {
            size = fraction * 0x1p-24f;
        } else {
            size = Float.intBitsToFloat(exponent + 112 << 23 | fraction << 13);
        }
        return bits < 0 ? -size : size;
    }
}
