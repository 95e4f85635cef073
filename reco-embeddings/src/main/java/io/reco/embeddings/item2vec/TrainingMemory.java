package io.reco.embeddings.item2vec;

import io.reco.core.vector.FloatMatrix;
import java.util.Locale;

/**
 * What training is going to take of the heap, in bytes. The file of {@link CorpusStorage#DISK} is mapped, and its pages are
 * not heap.
 *
 * @param tables input and output rows
 * @param corpus encoded sequences, if they are kept in memory
 * @param bookkeeping counts, row maps, attributes, norms, the tables of negatives
 */
record TrainingMemory(long tables, long corpus, long bookkeeping) {

    /**
     * An estimate.
     *
     * @param tracks size of the catalogue
     * @param attributes those with a row
     * @param workerRows rows that belong to workers, in both tables together, and snapshots of them
     */
    static TrainingMemory of(
            Vocabulary vocabulary,
            int tracks,
            AttributeVocabulary attributes,
            long workerRows,
            Item2VecOptions options) {
        long rowBytes = 4L * FloatMatrix.paddedLength(options.dimension());
        long rows = vocabulary.rows() + (long) attributes.rows();
        long sequences = Math.min(vocabulary.sequences(), vocabulary.newTokens() / 2);
        return new TrainingMemory(
                (2 * rows + workerRows) * rowBytes,
                4 * vocabulary.newTokens() + (attributes.active() ? 8 : 4) * sequences,
                rows * (4 + 8 + 8 + 8 + 8 + 4 + 4 + 4) + 12L * tracks + attributes.bytes());
    }

    long total() {
        return tables + corpus + bookkeeping;
    }

    /**
     * Where the sequences go.
     *
     * @param available bytes that the heap can take
     * @return {@code MEMORY} or {@code DISK}
     * @throws IllegalStateException with advice, if it does not fit
     */
    CorpusStorage place(CorpusStorage asked, Vocabulary vocabulary, Item2VecOptions options, long available) {
        if (asked != CorpusStorage.DISK && total() <= available) {
            return CorpusStorage.MEMORY;
        }
        if (asked != CorpusStorage.MEMORY && total() - corpus <= available) {
            return CorpusStorage.DISK;
        }
        throw new IllegalStateException(String.format(
                Locale.ROOT,
                "training %,d vectors of dimension %d on %,d tokens takes about %s of heap (vectors %s, sequences %s), %s are"
                        + " free; start the JVM with a larger -Xmx, or lower dimension (%2$d), or raise minCount (%d)%s",
                vocabulary.rows(),
                options.dimension(),
                vocabulary.newTokens(),
                text(asked == CorpusStorage.MEMORY ? total() : total() - corpus),
                text(tables),
                asked == CorpusStorage.MEMORY ? text(corpus) : "on disk",
                text(available),
                options.minCount(),
                asked == CorpusStorage.MEMORY && total() - corpus <= available
                        ? ", or keep the sequences on disk"
                        : ""));
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
