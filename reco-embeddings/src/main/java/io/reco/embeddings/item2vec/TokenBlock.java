package io.reco.embeddings.item2vec;

/**
 * A block of whole sequences, read sequence by sequence: {@link #next} moves on, then {@code words[from .. to)} are the rows
 * of one. One per thread, reused.
 */
final class TokenBlock {
    /** Words of the block: for each sequence its length, its owner if owners are kept, its rows. */
    final int[] words;

    int from;
    int to;
    /** Owner of the sequence at hand; of use only if the corpus keeps owners. */
    int owner;

    private int used;
    private boolean owners;

    /** A buffer for any block of a corpus. */
    TokenBlock(TokenCorpus corpus) {
        words = new int[corpus.largestBlock()];
    }

    /** Starts over after {@code words} have been filled. */
    void reset(int newUsed, boolean newOwners) {
        used = newUsed;
        owners = newOwners;
        to = 0;
    }

    /** Moves to the next sequence; false if there is none. */
    boolean next() {
        if (to == used) {
            return false;
        }
        int at = to;
        int length = words[at++];
        if (owners) {
            owner = words[at++];
        }
        from = at;
        to = at + length;
        return true;
    }

    /** Number of words of the block. */
    int used() {
        return used;
    }

    /** Number of rows of the sequence at hand. */
    int length() {
        return to - from;
    }
}
