package io.reco.embeddings.item2vec;

import io.reco.core.vector.FloatMatrix;
import java.util.Locale;

/**
 * What training is going to take of the heap, in bytes.
 *
 * @param tables input and output rows
 * @param corpus tokens and sequence ends
 * @param bookkeeping counts, row maps, the table of negatives
 */
record TrainingMemory(long tables, long corpus, long bookkeeping) {

    static TrainingMemory of(Vocabulary vocabulary, int tracks, Item2VecOptions options) {
        long rowBytes = 4L * FloatMatrix.paddedLength(options.dimension());
        long rows = vocabulary.rows();
        // The corpus is copied once to its final size, after sequences that are too short have been left out.
        return new TrainingMemory(
                (2 * rows + options.threads()) * rowBytes,
                2 * (4 * vocabulary.tokens() + 4 * Math.min(vocabulary.sequences(), vocabulary.tokens() / 2)),
                rows * (4 + 4 + 8 + 8 + 8 + 4) + 8L * tracks);
    }

    long total() {
        return tables + corpus + bookkeeping;
    }

    /** Refuses, with advice, what does not fit. */
    void requireFits(Vocabulary vocabulary, Item2VecOptions options, long available) {
        if (total() <= available) {
            return;
        }
        throw new IllegalStateException(String.format(
                Locale.ROOT,
                "training %,d vectors of dimension %d on %,d tokens takes about %s of heap (vectors %s, sequences %s), %s are"
                        + " free; start the JVM with a larger -Xmx, or lower dimension (%2$d), or raise minCount (%d)",
                vocabulary.rows(),
                options.dimension(),
                vocabulary.tokens(),
                text(total()),
                text(tables),
                text(corpus),
                text(available),
                options.minCount()));
    }

    /** What the heap can still take; garbage is collected first if it seems to be in the way. */
    static long available(long needed) {
        long free = free();
        if (free < needed) {
            System.gc();
            free = free();
        }
        return free;
    }

    private static long free() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }

    static String text(long bytes) {
        return bytes < 10L << 30
                ? String.format(Locale.ROOT, "%,.0f MB", bytes / 0x1p20)
                : String.format(Locale.ROOT, "%,.1f GB", bytes / 0x1p30);
    }
}
