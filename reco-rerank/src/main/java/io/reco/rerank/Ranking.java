package io.reco.rerank;

/**
 * Candidates of a pool by score descending, then id ascending by code point, sorted only as far as asked for: a binary heap
 * that is popped on demand. Building is O(n), each further rank O(log n). A list of 50 out of 1,000 seldom looks below rank
 * 100, so most of the sorting never happens.
 */
final class Ranking {
    private final double[] scores;
    private final int[] tracks;
    private final int[] idRanks;
    private final int[] heap;
    private int left;

    Ranking(Pool pool, int[] idRanks) {
        scores = pool.scores();
        tracks = pool.tracks();
        this.idRanks = idRanks;
        left = pool.size();
        heap = new int[left];
        for (int i = 0; i < left; i++) {
            heap[i] = i;
        }
        if (!pool.isRanked(idRanks)) {
            for (int i = left / 2 - 1; i >= 0; i--) {
                sift(i, heap[i]);
            }
        }
    }

    /** Whether candidate {@code i} ranks before {@code j}. */
    static boolean before(double[] scores, int[] tracks, int[] idRanks, int i, int j) {
        return scores[i] > scores[j] || (scores[i] == scores[j] && idRanks[tracks[i]] < idRanks[tracks[j]]);
    }

    boolean isEmpty() {
        return left == 0;
    }

    /** The best candidate that was not given out yet. */
    int next() {
        int best = heap[0];
        left--;
        if (left > 0) {
            sift(0, heap[left]);
        }
        return best;
    }

    /** All candidates that were not given out yet, best first. */
    int[] rest() {
        int[] order = new int[left];
        for (int r = 0; r < order.length; r++) {
            order[r] = next();
        }
        return order;
    }

    private void sift(int hole, int candidate) {
        int at = hole;
        while (true) {
            int child = 2 * at + 1;
            if (child >= left) {
                break;
            }
            if (child + 1 < left && before(scores, tracks, idRanks, heap[child + 1], heap[child])) {
                child++;
            }
            if (before(scores, tracks, idRanks, candidate, heap[child])) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = candidate;
    }
}
