package io.reco.embeddings.item2vec;

import io.reco.core.random.SplitMix64;

/**
 * Draws sets of negatives. With {@code fresh} below the size of a set, the others stay from the set before, the oldest being
 * replaced first. One per thread.
 */
final class NegativeSampler {
    private final NegativeParts parts;
    private final int fresh;
    /** The set to be written next. */
    private final int[] next;

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
        next = new int[size];
    }

    /** Starts a block: nothing is left of sets before it. */
    void restart(int block, int epoch, SplitMix64 random) {
        part = parts.of(block, epoch);
        oldest = 0;
        for (int j = 0; j < next.length; j++) {
            next[j] = part.draw(random);
        }
    }

    /**
     * Writes the next set without the target, and draws the one after it: the table is then read while the step waits for its
     * rows.
     *
     * @param out modified from {@code at} on
     * @param target row that is left out, or -1
     * @return one past the last one written
     */
    int next(int[] out, int at, int target, SplitMix64 random) {
        int end = at;
        for (int row : next) {
            if (row != target) {
                out[end++] = row;
            }
        }
        for (int j = 0; j < fresh; j++) {
            next[oldest] = part.draw(random);
            oldest = oldest + 1 == next.length ? 0 : oldest + 1;
        }
        return end;
    }
}
