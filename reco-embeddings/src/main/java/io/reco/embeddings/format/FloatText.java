package io.reco.embeddings.format;

import java.math.BigInteger;

/**
 * Floats as decimal text, byte for byte as {@code repr} of a {@code numpy.float32}: the shortest digits that give the float
 * back, and of these the nearest to it; plain notation with at least one digit behind the point for sizes in [1e-4, 1e16) and
 * for zero, otherwise an exponent with sign and at least two digits: {@code 0.1}, {@code 123456790.0}, {@code 1e-05}, {@code
 * 1.5e+16}.
 *
 * <p>{@link Float#toString} is not used: its digits are not always the shortest before JDK 19, and never fewer than two.
 * Digits are found by Schubfach (R. Giulietti, "The Schubfach way to render doubles", 2020). With a float {@code c * 2^q} the
 * decimals that round to it lie between its two midpoints to the neighbours; k is the largest exponent with 10^k at most the
 * width of that interval, so that it holds a multiple of 10^k, and at most one or two of 10^(k+1), to be tried first. The
 * interval is scaled by 10^-k, with {@code POWERS} holding the leading 63 bits of 10^-k rounded up, and rounded to odd in the
 * last two bits, which keeps all comparisons exact.
 *
 * <p>Not thread-safe: it holds digits between two steps.
 */
final class FloatText {
    /** No text is longer: sign, 17 characters of 9999999000000000.0 or of 1.17549435e-38. */
    static final int LONGEST = 24;

    private static final int LEAST_K = -45;
    private static final int GREATEST_K = 31;
    /** Position {@code k - LEAST_K}: 10^-k * 2^r, with r such that it has 63 bits, rounded down, plus 1. */
    private static final long[] POWERS = powers();

    private final byte[] digits = new byte[10];

    private static long[] powers() {
        long[] table = new long[GREATEST_K - LEAST_K + 1];
        for (int k = LEAST_K; k <= GREATEST_K; k++) {
            BigInteger power = BigInteger.TEN.pow(Math.abs(k));
            BigInteger scaled;
            if (k <= 0) {
                int shift = 63 - power.bitLength();
                scaled = shift >= 0 ? power.shiftLeft(shift) : power.shiftRight(-shift);
            } else {
                scaled = BigInteger.ONE.shiftLeft(62 + power.bitLength()).divide(power);
            }
            table[k - LEAST_K] = scaled.longValueExact() + 1;
        }
        return table;
    }

    /**
     * Writes a finite float.
     *
     * @param out room for {@link #LONGEST} bytes from off on. Modified.
     * @return where the text ends
     */
    int write(float value, byte[] out, int off) {
        int at = off;
        int bits = Float.floatToRawIntBits(value);
        if (bits < 0) {
            out[at++] = '-';
        }
        int fraction = bits & 0x7F_FFFF;
        int biased = bits >>> 23 & 0xFF;
        if (biased == 0 && fraction == 0) {
            out[at++] = '0';
            out[at++] = '.';
            out[at++] = '0';
            return at;
        }
        float size = Math.abs(value);
        boolean plain = size >= 1e-4 && size < 1e16;
        long decimal = biased == 0 ? shortest(-149, fraction) : shortest(biased - 150, 0x80_0000 | fraction);
        int exponent = (int) decimal;
        int count = split((int) (decimal >>> 32));
        // 0.d1 d2 ... * 10^point
        int point = exponent + count;
        while (digits[count - 1] == 0) {
            count--;
        }
        return plain ? plain(out, at, count, point) : scientific(out, at, count, point - 1);
    }

    /** The decimal {@code f * 10^k} for {@code c * 2^q}: f in the upper half of the result, k in the lower. */
    private static long shortest(int q, int c) {
        int odd = c & 1;
        long cb = (long) c << 2;
        long cbr = cb + 2;
        long cbl;
        int k;
        if (c != 0x80_0000 || q == -149) {
            cbl = cb - 2;
            k = (int) (q * 661_971_961_083L >> 41);
        } else {
            // The float below a power of two is half as far away.
            cbl = cb - 1;
            k = (int) (q * 661_971_961_083L - 274_743_187_321L >> 41);
        }
        int h = q + (int) (-k * 913_124_641_741L >> 38) + 33;
        long g = POWERS[k - LEAST_K];
        int vb = roundToOdd(g, cb << h);
        int vbl = roundToOdd(g, cbl << h);
        int vbr = roundToOdd(g, cbr << h);
        int s = vb >> 2;
        if (s >= 10) {
            int below = s / 10 * 10;
            int above = below + 10;
            boolean belowIn = vbl + odd <= below << 2;
            boolean aboveIn = (above << 2) + odd <= vbr;
            if (belowIn != aboveIn) {
                return pack(belowIn ? below : above, k);
            }
        }
        int t = s + 1;
        boolean sIn = vbl + odd <= s << 2;
        boolean tIn = (t << 2) + odd <= vbr;
        if (sIn != tIn) {
            return pack(sIn ? s : t, k);
        }
        int side = vb - (s + t << 1);
        return pack(side < 0 || side == 0 && (s & 1) == 0 ? s : t, k);
    }

    private static long pack(int f, int k) {
        return (long) f << 32 | k & 0xFFFF_FFFFL;
    }

    /** {@code g * cp / 2^95} with the last bit set if anything was cut off. */
    private static int roundToOdd(long g, long cp) {
        long x1 = Math.multiplyHigh(g, cp);
        long whole = x1 >>> 31;
        return (int) (whole | (x1 & 0x7FFF_FFFFL) + 0x7FFF_FFFFL >>> 31);
    }

    private int split(int f) {
        int count = f < 10 ? 1 : f < 100 ? 2 : f < 1_000 ? 3 : f < 10_000 ? 4 : f < 100_000 ? 5 : 0;
        if (count == 0) {
            count = f < 1_000_000 ? 6 : f < 10_000_000 ? 7 : f < 100_000_000 ? 8 : f < 1_000_000_000 ? 9 : 10;
        }
        int rest = f;
        for (int i = count - 1; i >= 0; i--) {
            int tenth = rest / 10;
            digits[i] = (byte) (rest - 10 * tenth);
            rest = tenth;
        }
        return count;
    }

    private int plain(byte[] out, int off, int count, int point) {
        int at = off;
        if (point <= 0) {
            out[at++] = '0';
            out[at++] = '.';
            for (int i = point; i < 0; i++) {
                out[at++] = '0';
            }
            return digits(out, at, 0, count);
        }
        at = digits(out, at, 0, Math.min(count, point));
        for (int i = count; i < point; i++) {
            out[at++] = '0';
        }
        out[at++] = '.';
        if (count <= point) {
            out[at++] = '0';
            return at;
        }
        return digits(out, at, point, count);
    }

    private int scientific(byte[] out, int off, int count, int exponent) {
        int at = digits(out, off, 0, 1);
        if (count > 1) {
            out[at++] = '.';
            at = digits(out, at, 1, count);
        }
        out[at++] = 'e';
        out[at++] = (byte) (exponent < 0 ? '-' : '+');
        int size = Math.abs(exponent);
        out[at++] = (byte) ('0' + size / 10);
        out[at++] = (byte) ('0' + size % 10);
        return at;
    }

    private int digits(byte[] out, int off, int from, int to) {
        for (int i = from; i < to; i++) {
            out[off + i - from] = (byte) ('0' + digits[i]);
        }
        return off + to - from;
    }
}
