package io.reco.core.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects the k best of a stream of scored rows: score descending, then rank ascending, whatever the order of arrival.
 *
 * <p>The rank of a row is its index, or {@code tieRank[row]}: give the position of each row's id in code-point order to get
 * the total order of the library. Zero and negative zero are equal scores. Negative infinity means <em>not eligible</em>:
 * such a row is never kept. NaN is refused.
 *
 * <p>A binary heap with the worst kept row on top: most rows of a long stream fail one comparison with {@link #threshold()}
 * and cost no more; one that enters costs O(log k). Storage grows with what is kept, so a k far above the number of rows
 * costs nothing. Not safe for use by several threads.
 */
public final class TopK {

    private static final int FIRST_CAPACITY = 16;

    private final int k;
    private final int @Nullable [] tieRank;
    private int[] rows;
    private float[] scores;
    private int size;
    private float threshold;

    private TopK(int k, int @Nullable [] tieRank) {
        if (k < 0) {
            throw new IllegalArgumentException("k: " + k + " is not in [0, " + Integer.MAX_VALUE + "]");
        }
        this.k = k;
        this.tieRank = tieRank;
        this.rows = new int[Math.min(k, FIRST_CAPACITY)];
        this.scores = new float[rows.length];
        clear();
    }

    /** Returns an empty collector that orders equal scores by row index. */
    public static TopK of(int k) {
        return new TopK(k, null);
    }

    /**
     * Returns an empty collector that orders equal scores by {@code tieRank[row]}.
     *
     * @param tieRank distinct ranks, one for each row that may be pushed; not copied, not modified
     */
    public static TopK of(int k, int[] tieRank) {
        return new TopK(k, tieRank);
    }

    /**
     * Offers a row. Each row is to be offered once.
     *
     * @param row at least 0, and within the tie ranks if there are any
     * @throws IllegalArgumentException if the score is NaN; the message names the row
     */
    public void push(int row, float score) {
        if (score < threshold) {
            return;
        }
        pushSlowly(row, score);
    }

    /**
     * Returns the score below which a row cannot enter any more: negative infinity until k rows are kept, positive
     * infinity when k is 0. A row with exactly this score may still enter by its rank.
     */
    public float threshold() {
        return threshold;
    }

    /** Returns how many rows are kept, at most k. */
    public int size() {
        return size;
    }

    /** Offers everything that another collector keeps; the other one is not modified. */
    public void merge(TopK other) {
        for (int i = 0; i < other.size; i++) {
            push(other.rows[i], other.scores[i]);
        }
    }

    /** Forgets all rows. */
    public void clear() {
        size = 0;
        threshold = k == 0 ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY;
    }

    /** Returns the kept rows, best first, and leaves this collector empty. O(k log k). */
    public SearchHits drain() {
        int[] bestRows = new int[size];
        float[] bestScores = new float[size];
        while (size > 0) {
            int last = size - 1;
            bestRows[last] = rows[0];
            bestScores[last] = scores[0];
            size = last;
            if (last > 0) {
                siftDown(rows[last], scores[last]);
            }
        }
        clear();
        return new SearchHits(bestRows, bestScores);
    }

    private void pushSlowly(int row, float score) {
        if (Float.isNaN(score)) {
            throw new IllegalArgumentException("Score of row " + row + " is NaN");
        }
        if (k == 0 || score == Float.NEGATIVE_INFINITY) {
            return;
        }
        if (size < k) {
            append(row, score);
        } else if (worse(rows[0], scores[0], row, score)) {
            siftDown(row, score);
        }
        if (size == k) {
            threshold = scores[0];
        }
    }

    private void append(int row, float score) {
        if (size == rows.length) {
            int capacity = (int) Math.min(k, 2L * size);
            rows = Arrays.copyOf(rows, capacity);
            scores = Arrays.copyOf(scores, capacity);
        }
        int hole = size++;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (!worse(row, score, rows[parent], scores[parent])) {
                break;
            }
            rows[hole] = rows[parent];
            scores[hole] = scores[parent];
            hole = parent;
        }
        rows[hole] = row;
        scores[hole] = score;
    }

    /** Replaces the top by the given row and lets it sink to its place. */
    private void siftDown(int row, float score) {
        int hole = 0;
        int firstLeaf = size >>> 1;
        while (hole < firstLeaf) {
            int child = 2 * hole + 1;
            int right = child + 1;
            if (right < size && worse(rows[right], scores[right], rows[child], scores[child])) {
                child = right;
            }
            if (!worse(rows[child], scores[child], row, score)) {
                break;
            }
            rows[hole] = rows[child];
            scores[hole] = scores[child];
            hole = child;
        }
        rows[hole] = row;
        scores[hole] = score;
    }

    private boolean worse(int rowA, float scoreA, int rowB, float scoreB) {
        return scoreA < scoreB || (scoreA == scoreB && rank(rowA) > rank(rowB));
    }

    private int rank(int row) {
        return tieRank == null ? row : tieRank[row];
    }
}
