package io.reco.transformer.kernel;

/**
 * Which components {@linkplain TransformerKernels#dropout dropout} keeps: component i stays if the upper 24 bits of a 32-bit
 * hash of seed and i, as an integer, are {@code round(rate 2^24)} or above. The hash is the finaliser of MurmurHash3 over {@code i
 * 0x9E3779B1 + seed}, in 32-bit arithmetic, which vector units have.
 */
public final class DropoutMask {
    static final int GOLDEN = 0x9E3779B1;
    static final int FACTOR_1 = 0x85EBCA6B;
    static final int FACTOR_2 = 0xC2B2AE35;

    private DropoutMask() {}

    /** Returns the threshold of a rate in [0, 1). */
    public static int threshold(float rate) {
        return Math.round(rate * 0x1p24f);
    }

    /** Whether component i stays. */
    public static boolean keeps(int i, int seed, int threshold) {
        return hash(i, seed) >>> 8 >= threshold;
    }

    static int hash(int i, int seed) {
        int h = i * GOLDEN + seed;
        h ^= h >>> 16;
        h *= FACTOR_1;
        h ^= h >>> 13;
        h *= FACTOR_2;
        h ^= h >>> 16;
        return h;
    }
}
