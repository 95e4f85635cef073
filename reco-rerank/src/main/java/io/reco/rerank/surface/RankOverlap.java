package io.reco.rerank.surface;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How alike two lists without duplicates are. */
final class RankOverlap {
    private RankOverlap() {}

    /** Share of the longer list that is in the other; 1 when both are empty. */
    static double overlap(List<String> a, List<String> b) {
        int longer = Math.max(a.size(), b.size());
        if (longer == 0) {
            return 1;
        }
        Set<String> common = new HashSet<>(a);
        common.retainAll(new HashSet<>(b));
        return (double) common.size() / longer;
    }

    /**
     * Rank-biased overlap, extrapolated beyond the ends of the lists (Webber, Moffat and Zobel, TOIS 2010, equation 32): with
     * {@code X_d} the overlap of the first d, {@code s <= l} the lengths,
     * {@code (1-p)/p (sum_{d=1..l} X_d/d p^d + sum_{d=s+1..l} X_s (d-s)/(s d) p^d) + ((X_l - X_s)/l + X_s/s) p^l}. In [0, 1],
     * 1 for equal lists and for two empty ones, 0 when nothing is common.
     *
     * @param p weight of the depths, in (0, 1): the first ten ranks have 86 % of it at 0.9
     */
    static double rankBiased(List<String> a, List<String> b, double p) {
        List<String> shorter = a.size() <= b.size() ? a : b;
        List<String> longer = a.size() <= b.size() ? b : a;
        int s = shorter.size();
        int l = longer.size();
        if (s == 0) {
            return l == 0 ? 1 : 0;
        }
        Set<String> seenShort = new HashSet<>();
        Set<String> seenLong = new HashSet<>();
        double sum = 0;
        double power = 1;
        int common = 0;
        int commonAtS = 0;
        for (int d = 1; d <= l; d++) {
            String next = longer.get(d - 1);
            seenLong.add(next);
            if (d <= s) {
                String other = shorter.get(d - 1);
                seenShort.add(other);
                // Each of the two counts when the other list has it already; the same track counts once.
                common += seenLong.contains(other) ? 1 : 0;
                common += !other.equals(next) && seenShort.contains(next) ? 1 : 0;
                commonAtS = common;
            } else {
                common += seenShort.contains(next) ? 1 : 0;
            }
            power *= p;
            sum += (double) common / d * power;
            if (d > s) {
                sum += (double) commonAtS * (d - s) / ((double) s * d) * power;
            }
        }
        return (1 - p) / p * sum + ((double) (common - commonAtS) / l + (double) commonAtS / s) * power;
    }
}
