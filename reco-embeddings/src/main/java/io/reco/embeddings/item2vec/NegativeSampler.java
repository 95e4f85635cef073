package io.reco.embeddings.item2vec;

import io.reco.core.random.SplitMix64;

/**
 * Draws sets of negatives. With {@code fresh} below the size of a set, the others stay from the set before, the oldest being
 * replaced first. One per thread.
 */
final class NegativeSampler {
    private final NegativeParts parts;
    private final int fresh;
    private final int[] ring;
    private NegativeParts.Part part;
    private int oldest;

    /**
     * A sampler.
     *
     * @param size negatives of a set
     * @param fresh how many are drawn for each set; 0: all
     */
    NegativeSampler(NegativeParts parts, int size, int fresh) {
        this.parts = parts;
        part = parts.of(0, 0);
        this.fresh = fresh == 0 ? size : fresh;
        ring = new int[size];
    }

    /** Starts a block: nothing is left of sets before it. */
    void restart(int block, int epoch, SplitMix64 random) {
        part = parts.of(block, epoch);
        oldest = 0;
        for (int j = fresh; j < ring.length; j++) {
            ring[j] = part.draw(random);
        }
    }

    /**
     * Writes the next set without the target.
     *
     * @param out modified from {@code at} on
     * @param target row that is left out, or -1
     * @return one past the last one written
     */
    int next(int[] out, int at, int target, SplitMix64 random) {
        int end = at;
        if (fresh == ring.length) {
            for (int j = 0; j < ring.length; j++) {
                int row = part.draw(random);
                if (row != target) {
                    out[end++] = row;
                }
            }
            return end;
        }
        for (int j = 0; j < fresh; j++) {
            ring[oldest] = part.draw(random);
            oldest = oldest + 1 == ring.length ? 0 : oldest + 1;
        }
        for (int row : ring) {
            if (row != target) {
                out[end++] = row;
            }
        }
        return end;
    }
}
