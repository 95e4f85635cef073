package io.reco.core.data;

import java.util.Arrays;

/**
 * A column of ints that grows in chunks, so that growing copies nothing, and gives its chunks back one by one while it is
 * moved into its final order. A chunk that holds only zeros is not allocated.
 */
final class EventColumn {
    private static final int CHUNK_BITS = 16;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private static final int[] ZEROS = new int[0];

    private int[][] chunks = new int[0][];
    private boolean empty = true;

    /** Whether all values are zero. */
    boolean isZero() {
        return empty;
    }

    void set(int i, int value) {
        if (value == 0) {
            return;
        }
        int k = i >> CHUNK_BITS;
        if (k >= chunks.length) {
            int before = chunks.length;
            chunks = Arrays.copyOf(chunks, Math.max(k + 1, before * 2));
            Arrays.fill(chunks, before, chunks.length, ZEROS);
        }
        int[] chunk = chunks[k];
        if (chunk == ZEROS) {
            chunk = new int[CHUNK];
            chunks[k] = chunk;
            empty = false;
        }
        chunk[i & (CHUNK - 1)] = value;
    }

    int get(int i) {
        int k = i >> CHUNK_BITS;
        int[] chunk = k < chunks.length ? chunks[k] : ZEROS;
        return chunk == ZEROS ? 0 : chunk[i & (CHUNK - 1)];
    }

    /** Value {@code i}; the chunk is given back after its last value. For one pass in ascending order. */
    int take(int i) {
        int value = get(i);
        if ((i & (CHUNK - 1)) == CHUNK - 1 && i >> CHUNK_BITS < chunks.length) {
            chunks[i >> CHUNK_BITS] = ZEROS;
        }
        return value;
    }
}
