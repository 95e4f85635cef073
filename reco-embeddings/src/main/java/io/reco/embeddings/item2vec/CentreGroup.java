package io.reco.embeddings.item2vec;

/** Consecutive centres of a sequence, for CBOW: each is predicted by the mean of its contexts. Reused. */
final class CentreGroup {
    /** Rows of the sequence that the positions below refer to. */
    int[] rows;
    /** Position of each centre. */
    final int[] centres;
    /** Its first context. */
    final int[] first;
    /** Its last context; the centre lies in between and is not one. */
    final int[] last;
    /** Negatives that the centres share. */
    final int[] negatives;

    int size;
    int negativeCount;

    CentreGroup(int[] rows, int maxSize, int maxNegatives) {
        this.rows = rows;
        centres = new int[maxSize];
        first = new int[maxSize];
        last = new int[maxSize];
        negatives = new int[maxNegatives];
    }

    void add(int centre, int firstContext, int lastContext) {
        centres[size] = centre;
        first[size] = firstContext;
        last[size] = lastContext;
        size++;
    }

    /** Row of a centre. */
    int target(int i) {
        return rows[centres[i]];
    }

    /** Number of contexts of a centre. */
    int contexts(int i) {
        return last[i] - first[i];
    }
}
