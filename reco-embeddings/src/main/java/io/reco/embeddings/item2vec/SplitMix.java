package io.reco.embeddings.item2vec;

/**
 * SplitMix64 (Steele, Lea, Flood 2014): a counter and a mixing function, so that draws do not wait for each other and any
 * part of the work can have a stream of its own. Not thread-safe.
 */
final class SplitMix {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /** Starts the stream of one part of the work; streams of different parts do not overlap in practice. */
    SplitMix(long seed, long part, long subPart) {
        state = mix(mix(mix(seed) + part * GAMMA) ^ (subPart + 1) * 0xD1B54A32D192ED03L);
    }

    long next() {
        state += GAMMA;
        return mix(state);
    }

    /** Uniform in [0, bound); bound at least 1. The bias, below bound / 2^32, is of no account here. */
    int below(int bound) {
        return (int) ((next() >>> 32) * bound >>> 32);
    }

    /** Uniform in [0, 1). */
    float nextFloat() {
        return (next() >>> 40) * 0x1p-24f;
    }

    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
