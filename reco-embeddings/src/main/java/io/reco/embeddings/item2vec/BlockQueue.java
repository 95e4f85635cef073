package io.reco.embeddings.item2vec;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The blocks of an epoch, each handed out once, nearly in their order, since their learning rates fall. A worker gets those
 * whose negatives are of its own part, see {@link NegativeParts}; when they are used up, or so far ahead of those of another
 * part that its worker must have been held up, those of another. Thread-safe.
 */
final class BlockQueue {
    /** Blocks of a part that may be taken before the first of another. */
    private static final int LARGEST_LEAD = 4;

    private final int blocks;
    private final int epoch;
    /** Of each remainder of a division by the number of parts, how many blocks are taken. */
    private final AtomicIntegerArray taken;

    BlockQueue(int blocks, int epoch, int parts) {
        this.blocks = blocks;
        this.epoch = epoch;
        taken = new AtomicIntegerArray(parts);
    }

    /** The next block for a worker, or -1 if none is left. */
    int next(int worker) {
        int parts = taken.length();
        int first = Math.floorMod(worker - epoch, parts);
        int least = least();
        if (taken.get(first) - taken.get(least) >= LARGEST_LEAD) {
            first = least;
        }
        for (int i = 0; i < parts; i++) {
            int remainder = (first + i) % parts;
            long block = remainder + (long) parts * taken.getAndIncrement(remainder);
            if (block < blocks) {
                return (int) block;
            }
        }
        return -1;
    }

    private int least() {
        int least = 0;
        for (int remainder = 1; remainder < taken.length(); remainder++) {
            if (taken.get(remainder) < taken.get(least)) {
                least = remainder;
            }
        }
        return least;
    }
}
