package io.reco.embeddings;

import io.reco.core.vector.SearchHits;
import it.unimi.dsi.fastutil.ints.Int2DoubleMap;
import it.unimi.dsi.fastutil.ints.Int2DoubleOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reciprocal rank fusion (Cormack, Clarke, Buettcher, SIGIR 2009): {@code score(x) = sum over lists of w / (c + rank)}, the
 * first rank being 1; a list without x adds nothing. Sums are taken in the order of the lists. Not thread-safe.
 */
final class RankFusion {
    private final double constant;
    private final List<int[]> lists = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();
    private final Int2DoubleOpenHashMap scores = new Int2DoubleOpenHashMap();

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
        add(hits.rows(), weight);
    }

    /** Adds a list of distinct rows, best first, which is not copied; one of weight 0 counts for nothing. */
    void add(int[] rows, double weight) {
        lists.add(rows);
        weights.add(weight);
        for (int i = 0; weight > 0 && i < rows.length; i++) {
            scores.addTo(rows[i], part(i, weight));
        }
    }

    private double part(int i, double weight) {
        return weight / (constant + i + 1);
    }

    double score(int row) {
        return scores.get(row);
    }

    /** The k best, equal scores by tie rank ascending. O(n log n) for n distinct rows. */
    int[] best(int k, int[] tieRanks) {
        int n = scores.size();
        int[] rows = new int[n];
        double[] values = new double[n];
        int next = 0;
        for (Int2DoubleMap.Entry entry : scores.int2DoubleEntrySet()) {
            rows[next] = entry.getIntKey();
            values[next++] = entry.getDoubleValue();
        }
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        IntArrays.quickSort(
                order,
                (a, b) -> values[a] != values[b]
                        ? Double.compare(values[b], values[a])
                        : Integer.compare(tieRanks[rows[a]], tieRanks[rows[b]]));
        int[] best = new int[Math.min(k, n)];
        Arrays.setAll(best, i -> rows[order[i]]);
        return best;
    }

    /** Where a row stands in a list, from 0; -1 if it does not. O(length). */
    int place(int list, int row) {
        int[] rows = lists.get(list);
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == row) {
                return i;
            }
        }
        return -1;
    }

    /** What each list adds to the score of a row, in the order of the lists. O(length of the lists). */
    double[] parts(int row) {
        double[] out = new double[lists.size()];
        for (int j = 0; j < out.length; j++) {
            int place = place(j, row);
            out[j] = place < 0 || weights.get(j) == 0 ? 0 : part(place, weights.get(j));
        }
        return out;
    }
}
