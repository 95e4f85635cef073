package io.reco.embeddings.item2vec;

import io.reco.core.data.IdMap;
import io.reco.core.sequence.Sequences;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Arrays;
import java.util.concurrent.CancellationException;

/**
 * The sequences as rows, 4 bytes a token, cut into blocks of whole sequences: the unit of work of a thread, with a random
 * stream and a learning rate of its own, so that what is drawn does not depend on the number of threads. Tracks without a
 * row are left out, and so are sequences of which fewer than two tokens remain. Thread-safe once made.
 */
final class TokenCorpus implements Closeable {
    /** A block ends with the sequence that reaches this many tokens. */
    static final int BLOCK_TOKENS = 4096;

    private final BlockStore store;
    private final boolean owners;
    /** First token of each block, then the number of all. */
    private final long[] firstTokens;

    private final long sequences;
    private final int longest;
    private final int largestBlock;

    private TokenCorpus(Encoder encoder) {
        store = encoder.store;
        owners = encoder.owners;
        firstTokens = encoder.firstTokens.toLongArray();
        sequences = encoder.sequences;
        longest = encoder.longest;
        largestBlock = encoder.largestBlock;
    }

    /**
     * Reads all sequences once.
     *
     * @param store empty; closed with the corpus, and if this fails
     * @param owners whether to keep the owners of sequences, 4 bytes each
     * @throws UncheckedIOException if the store cannot be written
     * @throws CancellationException if the thread is interrupted meanwhile; it stays interrupted
     */
    static TokenCorpus of(Sequences source, Vocabulary vocabulary, BlockStore store, boolean owners) {
        boolean made = false;
        try {
            Encoder encoder = new Encoder(vocabulary, store, owners);
            source.forEach(encoder::add);
            encoder.end();
            TokenCorpus corpus = new TokenCorpus(encoder);
            made = true;
            return corpus;
        } catch (UncheckedIOException e) {
            throw interruptOr(e);
        } catch (IOException e) {
            throw interruptOr(new UncheckedIOException("the file of encoded sequences: " + e.getMessage(), e));
        } finally {
            if (!made) {
                store.close();
            }
        }
    }

    private static RuntimeException interruptOr(UncheckedIOException e) {
        if (e.getCause() instanceof ClosedByInterruptException) {
            return new CancellationException("training was interrupted while the sequences were encoded");
        }
        return e;
    }

    /** Number of tokens. */
    long size() {
        return firstTokens[firstTokens.length - 1];
    }

    /** Number of sequences. */
    long sequences() {
        return sequences;
    }

    /** Length of the longest sequence. */
    int longest() {
        return longest;
    }

    /** Words of the largest block. */
    int largestBlock() {
        return largestBlock;
    }

    /** Number of blocks. */
    int blocks() {
        return firstTokens.length - 1;
    }

    /** Number of tokens of a block. */
    int blockTokens(int block) {
        return (int) (firstTokens[block + 1] - firstTokens[block]);
    }

    /** Tokens before a block. */
    long firstToken(int block) {
        return firstTokens[block];
    }

    /** Fills a buffer with a block. */
    void read(int block, TokenBlock target) {
        store.read(block, target.words);
        target.reset(store.length(block), owners);
    }

    /** Frees the space of the tokens. */
    @Override
    public void close() {
        store.close();
    }

    private static final class Encoder {
        private final int[] rowOfTrack;
        private final BlockStore store;
        private final boolean owners;
        private final LongArrayList firstTokens = new LongArrayList(new long[] {0});
        private int[] words = new int[2 * BLOCK_TOKENS];
        private int used;
        private int blockTokens;
        private int largestBlock;
        private long sequences;
        private int longest;

        Encoder(Vocabulary vocabulary, BlockStore store, boolean owners) {
            rowOfTrack = vocabulary.rowOfTrack();
            this.store = store;
            this.owners = owners;
        }

        void add(int owner, int[] tracks, int length) {
            int header = used;
            int at = header + (owners ? 2 : 1);
            if (words.length - at < length) {
                words = Arrays.copyOf(words, Math.max(2 * words.length, Math.addExact(at, length)));
            }
            int from = at;
            for (int i = 0; i < length; i++) {
                int row = rowOfTrack[tracks[i]];
                if (row != IdMap.ABSENT) {
                    words[at++] = row;
                }
            }
            int kept = at - from;
            if (kept < 2) {
                return;
            }
            words[header] = kept;
            if (owners) {
                words[header + 1] = owner;
            }
            used = at;
            blockTokens += kept;
            longest = Math.max(longest, kept);
            sequences++;
            if (blockTokens >= BLOCK_TOKENS) {
                endBlock();
            }
        }

        private void endBlock() {
            try {
                store.append(words, used);
            } catch (IOException e) {
                throw new UncheckedIOException("the file of encoded sequences: " + e.getMessage(), e);
            }
            largestBlock = Math.max(largestBlock, used);
            firstTokens.add(firstTokens.getLong(firstTokens.size() - 1) + blockTokens);
            used = 0;
            blockTokens = 0;
        }

        void end() throws IOException {
            if (used > 0) {
                endBlock();
            }
            store.seal();
        }
    }
}
