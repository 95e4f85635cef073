package io.reco.embeddings.item2vec;

import io.reco.core.data.IdMap;
import io.reco.core.sequence.Sequences;
import java.util.Arrays;

/**
 * The sequences as rows, 4 bytes a token, cut into blocks of whole sequences: the unit of work of a thread, with a random
 * stream and a learning rate of its own, so that what is drawn does not depend on the number of threads. Tracks without a
 * row are left out, and so are sequences of which fewer than two tokens remain.
 */
final class TokenCorpus {
    /** A block ends with the sequence that reaches this many tokens. */
    static final int BLOCK_TOKENS = 4096;

    private final int[] tokens;
    private final int[] ends;
    private final int[] blockEnds;
    private final int longest;

    private TokenCorpus(int[] tokens, int[] ends, int[] blockEnds, int longest) {
        this.tokens = tokens;
        this.ends = ends;
        this.blockEnds = blockEnds;
        this.longest = longest;
    }

    /** Reads all sequences once. */
    static TokenCorpus of(Sequences source, Vocabulary vocabulary) {
        Encoder encoder = new Encoder(vocabulary);
        source.forEach(encoder::add);
        return encoder.build();
    }

    /** Number of tokens. */
    int size() {
        return tokens.length;
    }

    /** Number of sequences. */
    int sequences() {
        return ends.length;
    }

    /** Length of the longest sequence. */
    int longest() {
        return longest;
    }

    /** Number of blocks. */
    int blocks() {
        return blockEnds.length;
    }

    /** First sequence of a block. */
    int blockStart(int block) {
        return block == 0 ? 0 : blockEnds[block - 1];
    }

    /** One past the last sequence of a block. */
    int blockEnd(int block) {
        return blockEnds[block];
    }

    /** Number of tokens of a block. */
    int blockTokens(int block) {
        return ends[blockEnds[block] - 1] - start(blockStart(block));
    }

    /** First token of a sequence. */
    int start(int sequence) {
        return sequence == 0 ? 0 : ends[sequence - 1];
    }

    /** One past the last token of a sequence. */
    int end(int sequence) {
        return ends[sequence];
    }

    /** Row of a token. */
    int row(int token) {
        return tokens[token];
    }

    private static final class Encoder {
        private final int[] rowOfTrack;
        private final int[] tokens;
        private int[] ends;
        private int[] blockEnds = new int[16];
        private int used;
        private int sequences;
        private int blocks;
        private int blockFrom;
        private int longest;

        Encoder(Vocabulary vocabulary) {
            rowOfTrack = vocabulary.rowOfTrack();
            tokens = new int[Math.toIntExact(vocabulary.tokens())];
            ends = new int[(int) Math.min(vocabulary.sequences(), vocabulary.tokens() / 2)];
        }

        /** Called through the visitor interface. */
        void add(@SuppressWarnings("unused") int owner, int[] tracks, int length) {
            int from = used;
            for (int i = 0; i < length; i++) {
                int row = rowOfTrack[tracks[i]];
                if (row != IdMap.ABSENT) {
                    tokens[used++] = row;
                }
            }
            if (used - from < 2) {
                used = from;
                return;
            }
            longest = Math.max(longest, used - from);
            ends[sequences++] = used;
            if (used - blockFrom >= BLOCK_TOKENS) {
                endBlock();
            }
        }

        private void endBlock() {
            if (blocks == blockEnds.length) {
                blockEnds = Arrays.copyOf(blockEnds, 2 * blocks);
            }
            blockEnds[blocks++] = sequences;
            blockFrom = used;
        }

        TokenCorpus build() {
            if (used > blockFrom) {
                endBlock();
            }
            return new TokenCorpus(
                    Arrays.copyOf(tokens, used),
                    Arrays.copyOf(ends, sequences),
                    Arrays.copyOf(blockEnds, blocks),
                    longest);
        }
    }
}
