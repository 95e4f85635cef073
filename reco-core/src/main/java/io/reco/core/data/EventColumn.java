package io.reco.core.data;

import java.util.Arrays;

/**
 * A column of ints, or of 16-bit values two in an int, that grows in chunks, so that growing copies nothing, and gives its
 * chunks back one by one while it is made into an array. A chunk that holds only zeros is not allocated.
 *
 * <p>Chunks are 16 KiB: far below half a region of the G1 collector, so that they are moved and packed like other objects.
 * Chunks of 256 KiB leave a quarter of every 1 MiB region empty.
 */
final class EventColumn {
    private static final int CHUNK_BITS = 12;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private static final int[] ZEROS = new int[0];

    private int[][] chunks = new int[0][];
    private boolean empty = true;

    /** Whether no value other than zero was ever set. */
    boolean isZero() {
        return empty;
    }

    int get(int i) {
        int k = i >> CHUNK_BITS;
        int[] chunk = k < chunks.length ? chunks[k] : ZEROS;
        return chunk == ZEROS ? 0 : chunk[i & (CHUNK - 1)];
    }

    void set(int i, int value) {
        int k = i >> CHUNK_BITS;
        int[] chunk = k < chunks.length ? chunks[k] : ZEROS;
        if (chunk == ZEROS) {
            if (value == 0) {
                return;
            }
            chunk = allocate(k);
        }
        chunk[i & (CHUNK - 1)] = value;
    }

    private int[] allocate(int k) {
        if (k >= chunks.length) {
            int before = chunks.length;
            chunks = Arrays.copyOf(chunks, Math.max(k + 1, before + (before >> 1)));
            Arrays.fill(chunks, before, chunks.length, ZEROS);
        }
        int[] chunk = new int[CHUNK];
        chunks[k] = chunk;
        empty = false;
        return chunk;
    }

    /** 16-bit value {@code i}. A column holds either ints or 16-bit values. */
    short getShort(int i) {
        return (short) (get(i >> 1) >>> shift(i));
    }

    void setShort(int i, short value) {
        int others = get(i >> 1) & ~(0xFFFF << shift(i));
        set(i >> 1, others | (value & 0xFFFF) << shift(i));
    }

    private static int shift(int i) {
        return (i & 1) << 4;
    }

    /** Sets value {@code i} and returns the one that was there. */
    int swap(int i, int value) {
        int before = get(i);
        set(i, value);
        return before;
    }

    short swapShort(int i, short value) {
        short before = getShort(i);
        setShort(i, value);
        return before;
    }

    /** Values {@code 0..size-1} as an array; the column is empty afterwards. */
    int[] drain(int size) {
        int[] out = new int[size];
        // The table may be longer than the size needs, and than ints can count values.
        for (int k = 0; k < chunks.length && (long) k << CHUNK_BITS < size; k++) {
            int from = k << CHUNK_BITS;
            System.arraycopy(chunks[k], 0, out, from, Math.min(chunks[k].length, size - from));
            chunks[k] = ZEROS;
        }
        clear();
        return out;
    }

    /** 16-bit values {@code 0..size-1} as an array; the column is empty afterwards. */
    short[] drainShorts(int size) {
        short[] out = new short[size];
        for (int i = 0; i < size; i++) {
            out[i] = getShort(i);
            int k = i >> (CHUNK_BITS + 1);
            if ((i & (2 * CHUNK - 1)) == 2 * CHUNK - 1 && k < chunks.length) {
                chunks[k] = ZEROS;
            }
        }
        clear();
        return out;
    }

    void clear() {
        chunks = new int[0][];
        empty = true;
    }
}
