package io.reco.embeddings.item2vec;

import java.io.Closeable;
import java.io.IOException;

/** Holds the words of blocks, in memory or on disk. First all blocks are appended, by one thread; then any may be read. */
interface BlockStore extends Closeable {
    /**
     * Appends a block.
     *
     * @param words not modified; the first {@code count} are kept
     */
    void append(int[] words, int count) throws IOException;

    /** Ends appending. */
    void seal() throws IOException;

    /** Number of words of a block. */
    int length(int block);

    /** Copies the words of a block. Thread-safe once sealed. */
    void read(int block, int[] target);

    /** Frees the space. */
    @Override
    void close();
}
