package io.reco.eval.metric;

import io.reco.eval.metric.Metric.Direction;
import java.util.function.IntToDoubleFunction;

/**
 * How well known the shown items are: means over the first {@code k} items of a function of the training popularity {@code
 * n_i}. All divide by the number of items shown.
 *
 * <p>Ranks count from 1. Empty list: NaN, left out and counted. Empty truth: does not matter. Ties: items within averaged
 * ties are seen in code-point order. Duplicates are settled and NaN scores refused before, see {@link ListResolver}.
 *
 * <p>Examples: training counts {@code a: 4, b: 2, c: 1, d: 1, e: 0} of {@code U = 4} characters ({@code T = 8}), list {@code
 * a, b}.
 */
public final class PopularityMetrics {
    private PopularityMetrics() {}

    /**
     * {@return {@code novelty_users@k}: mean of {@code -log2(max(n_i, 1) / U)}, bits (RecTools MIUF); example: {@code (0 + 1) /
     * 2}}
     *
     * @param k cutoff
     * @param popularity of the training part
     */
    public static ListMetric noveltyUsers(int k, Popularity popularity) {
        double users = popularity.characters();
        return of(
                "novelty_users", k, popularity, Direction.HIGHER, i -> -log2(Math.max(popularity.count(i), 1) / users));
    }

    /**
     * {@return {@code novelty_interactions@k}: mean of {@code -log2(n_i / T)}, bits, with the smallest positive count in
     * place of 0 (EFD without rank discount and relevance); example: {@code (1 + 2) / 2}}
     *
     * @param k cutoff
     * @param popularity of the training part
     */
    public static ListMetric noveltyInteractions(int k, Popularity popularity) {
        double total = popularity.total();
        return of("novelty_interactions", k, popularity, Direction.HIGHER, i -> {
            int count = popularity.count(i);
            return -log2((count == 0 ? popularity.smallestPositive() : count) / total);
        });
    }

    /**
     * {@return {@code epc@k}, expected popularity complement: mean of {@code 1 - n_i / U}; example: {@code (0 + 0.5) / 2}}
     *
     * @param k cutoff
     * @param popularity of the training part
     */
    public static ListMetric popularityComplement(int k, Popularity popularity) {
        double users = popularity.characters();
        return of("epc", k, popularity, Direction.HIGHER, i -> 1 - popularity.count(i) / users);
    }

    /**
     * {@return {@code arp@k}, average recommendation popularity: mean of {@code n_i}; example: {@code (4 + 2) / 2}}
     *
     * @param k cutoff
     * @param popularity of the training part
     */
    public static ListMetric averagePopularity(int k, Popularity popularity) {
        return of("arp", k, popularity, Direction.NEITHER, popularity::count);
    }

    /**
     * {@return {@code arp_norm@k}: mean of {@code n_i / T}; example: {@code (4/8 + 2/8) / 2}}
     *
     * @param k cutoff
     * @param popularity of the training part
     */
    public static ListMetric averagePopularityShare(int k, Popularity popularity) {
        double total = popularity.total();
        return of("arp_norm", k, popularity, Direction.NEITHER, i -> popularity.count(i) / total);
    }

    /**
     * {@return {@code pop_percentile@k} (LensKit): mean of the average rank of {@code n_i}, ascending, among items with {@code
     * n > 0}, divided by the number of such items; 0 for an item never seen; example: {@code (4/4 + 3/4) / 2}}
     *
     * @param k cutoff
     * @param popularity of the training part
     */
    public static ListMetric popularityPercentile(int k, Popularity popularity) {
        double[] percentile = new double[popularity.catalogSize()];
        int seen = 0;
        while (seen < percentile.length && popularity.count(popularity.itemAt(seen)) > 0) {
            seen++;
        }
        for (int start = 0; start < seen; ) {
            int end = start + 1;
            while (end < seen
                    && popularity.count(popularity.itemAt(end)) == popularity.count(popularity.itemAt(start))) {
                end++;
            }
            // places start..end-1 of the descending order are ascending ranks seen-end+1 .. seen-start
            double averageRank = ((seen - end + 1) + (seen - start)) / 2.0;
            for (int place = start; place < end; place++) {
                percentile[popularity.itemAt(place)] = averageRank / seen;
            }
            start = end;
        }
        return new MeanItemValue("pop_percentile", k, percentile, Direction.NEITHER);
    }

    /**
     * {@return {@code longtail_share@k}: the share of items outside the head, see {@link Popularity#inHead}; items never seen
     * are tail; example: 0, as the head is {@code a, b, c} (7 of 8; 6 is less than 0.8 * 8)}
     *
     * @param k cutoff
     * @param popularity of the training part
     */
    public static ListMetric longTailShare(int k, Popularity popularity) {
        return of("longtail_share", k, popularity, Direction.HIGHER, i -> popularity.inHead(i) ? 0 : 1);
    }

    private static ListMetric of(
            String name, int k, Popularity popularity, Direction direction, IntToDoubleFunction valueOf) {
        double[] values = new double[popularity.catalogSize()];
        for (int i = 0; i < values.length; i++) {
            values[i] = valueOf.applyAsDouble(i);
        }
        return new MeanItemValue(name, k, values, direction);
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }
}
