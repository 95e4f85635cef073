package io.reco.eval.metric;

import io.reco.eval.metric.Metric.Direction;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How the exposure of all lists together is spread over the catalogue. {@code x_i} is the number of lists with item {@code i}
 * among their first {@code k}, zeros included; items never shown count.
 *
 * <p>Ranks count from 1. Empty lists show nothing; when nothing at all was shown, all but both kinds of coverage and user coverage are
 * NaN. Empty truth: does not matter, nor does any truth. Ties: items within averaged ties are seen in code-point order.
 * Duplicates are settled and NaN scores refused before, see {@link ListResolver}.
 *
 * <p>Examples: catalogue of 4 items, lists {@code a, b} and {@code a, c} of two characters, so {@code x = 2, 1, 1, 0}; training counts {@code a: 4, b: 2, c: 1, d: 0}, training items {@code a, c} of both characters.
 */
public final class SystemMetrics {
    private record Simple(String name, int cutoff, Direction direction, ToDoubleFunction<Exposure> function)
            implements SystemMetric {
        Simple {
            Labels.checkCutoff(cutoff);
        }

        @Override
        public String label() {
            return Labels.of(name, cutoff);
        }

        @Override
        public boolean comparesPopularity() {
            return name.startsWith("gap_") || name.equals("pop_lift");
        }

        @Override
        public double value(Exposure exposure) {
            return function.applyAsDouble(exposure);
        }
    }

    private SystemMetrics() {}

    /**
     * {@return all system metrics of this class at one cutoff}
     *
     * @param k cutoff
     */
    public static List<SystemMetric> all(int k) {
        return List.of(
                coverage(k),
                coverageCount(k),
                uniqueTracks(k),
                gini(k),
                giniUnbiased(k),
                giniIndexRankSys(k),
                entropyBits(k),
                entropyNormalised(k),
                simpson(k),
                userCoverage(k),
                personalization(k),
                profilePopularity(k),
                listPopularity(k),
                popularityLift(k));
    }

    /**
     * {@return {@code coverage@k}: items shown at least once / N; example: 3/4}
     *
     * @param k cutoff
     */
    public static SystemMetric coverage(int k) {
        return new Simple("coverage", k, Direction.HIGHER, e -> shown(e) / e.catalogSize());
    }

    /**
     * {@return {@code coverage_count@k}: items shown at least once; example: 3}
     *
     * @param k cutoff
     */
    public static SystemMetric coverageCount(int k) {
        return new Simple("coverage_count", k, Direction.HIGHER, SystemMetrics::shown);
    }

    /**
     * {@return {@code unique_tracks@k}, different tracks per character: items shown at least once / non-empty lists, from 1 / lists
     * (all characters see one item) to k (no item is shown twice); example: 3/2}
     *
     * @param k cutoff
     */
    public static SystemMetric uniqueTracks(int k) {
        return new Simple(
                "unique_tracks", k, Direction.HIGHER, e -> e.lists() == 0 ? Double.NaN : shown(e) / e.lists());
    }

    /**
     * {@return {@code gini@k}: {@code sum (2r - N - 1) x_(r) / (N sum x)}, r ascending (RecBole, LensKit): 0 when all items are shown
     * equally often; example: {@code (-3*0 - 1 + 1 + 3*2) / (4*4) = 0.375}}
     *
     * @param k cutoff
     */
    public static SystemMetric gini(int k) {
        return new Simple("gini", k, Direction.LOWER, SystemMetrics::giniOf);
    }

    /**
     * {@return {@code gini_unbiased@k}: gini * N / (N - 1); 1 when one item takes all; example: 0.5}
     *
     * @param k cutoff
     */
    public static SystemMetric giniUnbiased(int k) {
        return new Simple("gini_unbiased", k, Direction.LOWER, SystemMetrics::giniUnbiasedOf);
    }

    /**
     * {@return {@code gini_index_ranksys@k}: 1 - gini_unbiased (RankSys, Elliot), high is equal; example: 0.5}
     *
     * @param k cutoff
     */
    public static SystemMetric giniIndexRankSys(int k) {
        return new Simple("gini_index_ranksys", k, Direction.HIGHER, e -> 1 - giniUnbiasedOf(e));
    }

    /**
     * {@return {@code entropy_bits@k}: {@code -sum p log2 p} of the shares {@code x_i / sum x}; example: 1.5}
     *
     * @param k cutoff
     */
    public static SystemMetric entropyBits(int k) {
        return new Simple("entropy_bits", k, Direction.HIGHER, SystemMetrics::entropyOf);
    }

    /**
     * {@return {@code entropy_norm@k}: entropy_bits / log2 N; example: 0.75}
     *
     * @param k cutoff
     */
    public static SystemMetric entropyNormalised(int k) {
        return new Simple(
                "entropy_norm", k, Direction.HIGHER, e -> entropyOf(e) * Math.log(2) / Math.log(e.catalogSize()));
    }

    /**
     * {@return {@code simpson@k}: sum of squared shares, {@code sum (x_i / sum x)^2}; example: (4 + 1 + 1) / 16}
     *
     * @param k cutoff
     */
    public static SystemMetric simpson(int k) {
        return new Simple("simpson", k, Direction.LOWER, e -> {
            double total = e.total();
            double sum = 0;
            for (int i = 0; i < e.catalogSize(); i++) {
                double share = e.count(i) / total;
                sum += share * share;
            }
            return sum;
        });
    }

    /**
     * {@return {@code user_coverage@k}: characters with a non-empty list / characters; example: 2/2}
     *
     * @param k cutoff
     */
    public static SystemMetric userCoverage(int k) {
        return new Simple("user_coverage", k, Direction.HIGHER, e -> (double) e.lists() / e.characters());
    }

    /**
     * {@return {@code personalization@k}: 1 - mean over pairs of non-empty lists of shared items / k; example: 1 - 1/2. Counted
     * per item, since an item in x lists is shared by x (x - 1) / 2 pairs: O(N)}
     *
     * @param k cutoff
     */
    public static SystemMetric personalization(int k) {
        return new Simple("personalization", k, Direction.HIGHER, e -> {
            double shared = 0;
            for (int i = 0; i < e.catalogSize(); i++) {
                shared += e.count(i) * (e.count(i) - 1.0) / 2;
            }
            return 1 - shared / (e.lists() * (e.lists() - 1.0) / 2) / k;
        });
    }

    /**
     * {@return {@code gap_profile@k}: mean over characters with list and history of the mean {@code n_i} of their history; example:
     * (4 + 1) / 2}
     *
     * @param k cutoff
     */
    public static SystemMetric profilePopularity(int k) {
        return new Simple("gap_profile", k, Direction.NEITHER, Exposure::profilePopularity);
    }

    /**
     * {@return {@code gap_list@k}: mean over characters with list and history of the mean {@code n_i} of their list; example:
     * (6/2 + 5/2) / 2}
     *
     * @param k cutoff
     */
    public static SystemMetric listPopularity(int k) {
        return new Simple("gap_list", k, Direction.NEITHER, Exposure::listPopularity);
    }

    /**
     * {@return {@code pop_lift@k}: (gap_list - gap_profile) / gap_profile; 0 keeps the taste for popular items as it is;
     * example: 0.25 / 2.5}
     *
     * @param k cutoff
     */
    public static SystemMetric popularityLift(int k) {
        return new Simple(
                "pop_lift",
                k,
                Direction.NEITHER,
                e -> (e.listPopularity() - e.profilePopularity()) / e.profilePopularity());
    }

    private static double shown(Exposure exposure) {
        int shown = 0;
        for (int i = 0; i < exposure.catalogSize(); i++) {
            shown += exposure.count(i) > 0 ? 1 : 0;
        }
        return shown;
    }

    private static double giniOf(Exposure exposure) {
        int[] sorted = exposure.counts();
        Arrays.sort(sorted);
        double n = sorted.length;
        double weighted = 0;
        for (int i = 0; i < sorted.length; i++) {
            weighted += (2.0 * (i + 1) - n - 1) * sorted[i];
        }
        return weighted / (n * exposure.total());
    }

    private static double giniUnbiasedOf(Exposure exposure) {
        double n = exposure.catalogSize();
        return giniOf(exposure) * n / (n - 1);
    }

    private static double entropyOf(Exposure exposure) {
        double total = exposure.total();
        double sum = 0;
        for (int i = 0; i < exposure.catalogSize(); i++) {
            double share = exposure.count(i) / total;
            sum -= share > 0 ? share * Math.log(share) : 0;
        }
        return total == 0 ? Double.NaN : sum / Math.log(2);
    }
}
