package io.reco.embeddings;

import io.reco.core.vector.SearchHits;
import it.unimi.dsi.fastutil.ints.Int2DoubleLinkedOpenHashMap;
import it.unimi.dsi.fastutil.ints.Int2DoubleMap;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.ArrayList;
import java.util.List;

/**
 * Reciprocal rank fusion (Cormack, Clarke, Buettcher, SIGIR 2009): {@code score(x) = sum over lists of w / (c + rank)}, the
 * first rank being 1; a list without x adds nothing. Sums are taken in the order of the lists. Not thread-safe.
 */
final class RankFusion {
    private final double constant;
    private final List<SearchHits> lists = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();
    private final Int2DoubleLinkedOpenHashMap scores = new Int2DoubleLinkedOpenHashMap();

    /**
     * Nothing fused yet.
     *
     * @param constant c, 0 or above
     */
    RankFusion(double constant) {
        this.constant = constant;
    }

    /** Adds a list; one of weight 0 counts for nothing. */
    void add(SearchHits hits, double weight) {
        lists.add(hits);
        weights.add(weight);
        for (int i = 0; weight > 0 && i < hits.size(); i++) {
            scores.addTo(hits.row(i), part(i, weight));
        }
    }

    private double part(int i, double weight) {
        return weight / (constant + i + 1);
    }

    double score(int row) {
        return scores.get(row);
    }

    /** The k best, equal scores by rank ascending. O(n log n). */
    int[] best(int k, int[] tieRanks) {
        int[] rows = new int[scores.size()];
        int n = 0;
        for (Int2DoubleMap.Entry entry : scores.int2DoubleEntrySet()) {
            rows[n++] = entry.getIntKey();
        }
        IntArrays.quickSort(rows, (a, b) -> {
            int byScore = Double.compare(scores.get(b), scores.get(a));
            return byScore != 0 ? byScore : Integer.compare(tieRanks[a], tieRanks[b]);
        });
        return n > k ? java.util.Arrays.copyOf(rows, k) : rows;
    }

    /** What each list adds to the score of a row, in the order of the lists. O(length of the lists). */
    double[] parts(int row) {
        double[] out = new double[lists.size()];
        for (int j = 0; j < out.length; j++) {
            SearchHits hits = lists.get(j);
            for (int i = 0; i < hits.size(); i++) {
                if (hits.row(i) == row) {
                    out[j] = weights.get(j) > 0 ? part(i, weights.get(j)) : 0;
                    break;
                }
            }
        }
        return out;
    }
}
