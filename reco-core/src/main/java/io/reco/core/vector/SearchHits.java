package io.reco.core.vector;

import java.util.Arrays;

/** The answer to one query: row indices and scores, best first. Immutable. */
public final class SearchHits {

    private final int[] rows;
    private final float[] scores;

    /** Takes over both arrays, which have the same length. */
    SearchHits(int[] rows, float[] scores) {
        this.rows = rows;
        this.scores = scores;
    }

    /** Returns the number of hits: k, or the number of eligible rows if that is smaller. */
    public int size() {
        return rows.length;
    }

    /** Returns the row index of hit i, i in [0, size). */
    public int row(int i) {
        return rows[i];
    }

    /** Returns the score of hit i, i in [0, size). */
    public float score(int i) {
        return scores[i];
    }

    /** Returns a copy of the row indices. */
    public int[] rows() {
        return rows.clone();
    }

    /** Returns a copy of the scores. */
    public float[] scores() {
        return scores.clone();
    }

    /** Equal when rows and scores are, the scores bit for bit. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SearchHits hits && Arrays.equals(rows, hits.rows) && Arrays.equals(scores, hits.scores);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(rows) + Arrays.hashCode(scores);
    }

    @Override
    public String toString() {
        return "SearchHits[rows=" + Arrays.toString(rows) + ", scores=" + Arrays.toString(scores) + "]";
    }
}
