package io.reco.benchmarks.quality;

import io.reco.core.data.IdMap;
import io.reco.core.random.SplitMix64;
import io.reco.core.vector.ExactSearch;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Metric;
import io.reco.core.vector.SearchHits;
import java.util.Arrays;
import java.util.List;

/**
 * How well vectors show the clusters of a corpus in which item {@code tN} belongs to cluster {@code N mod clusters}.
 *
 * <p>Purity@k: the share of the k nearest neighbours (cosine, among all items with a vector, itself excluded, ties by row) of
 * the items of at least some number of occurrences that lie in the cluster of the item. AUC: the probability that an item is
 * nearer (cosine) to another one within a distance in a held-out sentence than to an item drawn by its frequency in the
 * training corpus; a tie counts one half; pairs with an item that has no vector are left out. The draws depend on the seed
 * and on the order of the ids of {@code counts} only, hence are the same for all vectors that are compared.
 */
final class ClusterMetrics {
    private static final int BATCH = 256;

    private ClusterMetrics() {}

    /**
     * Purity.
     *
     * @param ids id of each row
     * @param unit vectors of norm 1
     * @param counts occurrences in the corpus, by row
     * @param clusters how many clusters there are
     * @param fewest fewest occurrences of an item that is asked for
     * @return NaN if there is no such item
     */
    static double purity(IdMap ids, FloatMatrix unit, int[] counts, int clusters, int k, int fewest) {
        int[] cluster = new int[ids.size()];
        Arrays.setAll(
                cluster,
                row -> ids.id(row).matches("t[0-9]+")
                        ? Integer.parseInt(ids.id(row).substring(1)) % clusters
                        : -1);
        int[] asked = java.util.stream.IntStream.range(0, ids.size())
                .filter(row -> counts[row] >= fewest)
                .toArray();
        ExactSearch search = ExactSearch.of(unit, Metric.COSINE_OF_UNIT_ROWS);
        long same = 0;
        long all = 0;
        for (int from = 0; from < asked.length; from += BATCH) {
            int n = Math.min(BATCH, asked.length - from);
            int first = from;
            FloatMatrix queries = FloatMatrix.allocate(n, unit.dim());
            for (int q = 0; q < n; q++) {
                queries.setRow(q, unit.array(asked[from + q]), unit.offset(asked[from + q]));
            }
            List<SearchHits> hits = search.searchAll(queries, k, (query, row) -> row != asked[first + query]);
            for (int q = 0; q < n; q++) {
                for (int i = 0; i < hits.get(q).size(); i++) {
                    same += cluster[hits.get(q).row(i)] == cluster[asked[from + q]] ? 1 : 0;
                    all++;
                }
            }
        }
        return same / (double) all;
    }

    /**
     * Area under the curve.
     *
     * @param unit vectors of norm 1
     * @param cumulative running sum of the occurrences of all items of the corpus, in its order
     * @param rowOf row of each item of the corpus, or {@link IdMap#ABSENT}
     * @param held sentences of items of the corpus; negative: not in it
     * @param distance how far apart two items may stand
     * @return NaN without any pair
     */
    static double auc(FloatMatrix unit, long[] cumulative, int[] rowOf, List<int[]> held, int distance, long seed) {
        SplitMix64 random = new SplitMix64(seed);
        double wins = 0;
        long pairs = 0;
        for (int[] sentence : held) {
            for (int i = 0; i < sentence.length; i++) {
                for (int j = i + 1; j < sentence.length && j <= i + distance; j++) {
                    int other = draw(cumulative, random);
                    if (sentence[i] < 0 || sentence[j] < 0) {
                        continue;
                    }
                    int a = rowOf[sentence[i]];
                    int b = rowOf[sentence[j]];
                    int c = rowOf[other];
                    if (a != IdMap.ABSENT && b != IdMap.ABSENT && c != IdMap.ABSENT) {
                        double near = dot(unit, a, b);
                        double far = dot(unit, a, c);
                        wins += near > far ? 1 : near == far ? 0.5 : 0;
                        pairs++;
                    }
                }
            }
        }
        return wins / pairs;
    }

    private static int draw(long[] cumulative, SplitMix64 random) {
        long at = (long) (random.nextDouble() * cumulative[cumulative.length - 1]);
        int found = Arrays.binarySearch(cumulative, at + 1);
        return found >= 0 ? found : -found - 1;
    }

    private static double dot(FloatMatrix unit, int a, int b) {
        double sum = 0;
        float[] x = unit.array(a);
        float[] y = unit.array(b);
        for (int i = 0; i < unit.dim(); i++) {
            sum += x[unit.offset(a) + i] * y[unit.offset(b) + i];
        }
        return sum;
    }
}
