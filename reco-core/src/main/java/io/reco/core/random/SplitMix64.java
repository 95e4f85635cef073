package io.reco.core.random;

/**
 * The SplitMix64 generator (Steele, Lea, Flood 2014: "Fast splittable pseudorandom number generators"): a counter that is
 * mixed. Passes BigCrush, has period 2<sup>64</sup> and eight bytes of state.
 *
 * <p>Unlike the generators of the JDK, whose derived methods may change between releases, all methods are defined here, and
 * the transcendental ones go through {@link StrictMath}: a seed gives the same numbers everywhere. {@link #of} makes streams
 * that are independent of the order in which they are asked for, such as one for each character. Not thread-safe.
 */
public final class SplitMix64 {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;
    private double spareGaussian;
    private boolean hasSpare;

    /** The stream of a seed. */
    public SplitMix64(long seed) {
        state = seed;
    }

    /** The stream of a seed and one key, for example the index of a character. */
    public static SplitMix64 of(long seed, long key) {
        return new SplitMix64(hash(seed, key));
    }

    /** The stream of a seed and two keys, for example a purpose and an index. */
    public static SplitMix64 of(long seed, long key1, long key2) {
        return new SplitMix64(hash(hash(seed, key1), key2));
    }

    /** The stream of a seed and three keys. */
    public static SplitMix64 of(long seed, long key1, long key2, long key3) {
        return new SplitMix64(hash(hash(hash(seed, key1), key2), key3));
    }

    /** A well-mixed function of a seed and a key. */
    public static long hash(long seed, long key) {
        return mix(mix(seed + GOLDEN) ^ (key + 1) * GOLDEN);
    }

    /** A uniform number in [0, 1) as a function of a seed and a key. */
    public static double hashUniform(long seed, long key) {
        return (hash(seed, key) >>> 11) * 0x1p-53;
    }

    private static long mix(long input) {
        long z = input;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** 64 uniform bits. */
    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    /**
     * Uniform in {@code [0, bound)}, without bias (Lemire 2019).
     *
     * @throws IllegalArgumentException if the bound is below 1
     */
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound " + bound + " is not 1 or above");
        }
        long product = (nextLong() >>> 32) * bound;
        if ((product & 0xFFFF_FFFFL) < bound) {
            long threshold = (1L << 32) % bound;
            while ((product & 0xFFFF_FFFFL) < threshold) {
                product = (nextLong() >>> 32) * bound;
            }
        }
        return (int) (product >>> 32);
    }

    /** Uniform in [0, 1), a multiple of 2<sup>-53</sup>. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /** True with this probability. */
    public boolean chance(double probability) {
        return nextDouble() < probability;
    }

    /** Standard normal (Marsaglia's polar method). */
    public double nextGaussian() {
        if (hasSpare) {
            hasSpare = false;
            return spareGaussian;
        }
        double u;
        double v;
        double s;
        do {
            u = 2 * nextDouble() - 1;
            v = 2 * nextDouble() - 1;
            s = u * u + v * v;
        } while (s >= 1 || s == 0);
        double scale = StrictMath.sqrt(-2 * StrictMath.log(s) / s);
        spareGaussian = v * scale;
        hasSpare = true;
        return u * scale;
    }

    /** Exponential with mean 1. */
    public double nextExponential() {
        return -StrictMath.log(1 - nextDouble());
    }

    /**
     * Number of failures before the first success, geometric: mean {@code (1 - p) / p}.
     *
     * @param p probability of success, in (0, 1]
     */
    public int nextGeometric(double p) {
        if (!(p > 0 && p <= 1)) {
            throw new IllegalArgumentException("p " + p + " is not in (0, 1]");
        }
        return p == 1 ? 0 : (int) (nextExponential() / -StrictMath.log1p(-p));
    }

    /** Shuffles in place (Fisher and Yates), every order equally likely. */
    public void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
    }
}
