package io.reco.rerank.fusion;

import io.reco.core.data.IdMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fusion by a sum of one term per source. Terms are added in ascending order of value, so the sum does not depend on the
 * order of sources. Sums within {@value #TIE} below the largest of their group are tied and get its value, so that rounding decides nothing
 * and whoever ranks by score and id again comes to the same order. O(m S log S + m log m) for m distinct tracks of S sources.
 */
final class Terms {
    private static final double TIE = 1e-12;

    private Terms() {}

    /**
     * The tracks by sum descending, then id ascending by code point.
     *
     * @param lists S lists
     * @param terms S arrays: the term of every position of the list. Not modified
     * @param missing S terms of the tracks that the list does not hold. Not modified
     * @param n number of tracks wanted
     * @param ids for ties
     */
    static Fused fuse(List<Ranked> lists, double[][] terms, double[] missing, int n, IdMap ids) {
        if (n < 0) {
            throw new IllegalArgumentException("n " + n + " is not 0 or above");
        }
        Map<Integer, Sum> sums = new HashMap<>();
        for (int s = 0; s < lists.size(); s++) {
            Ranked list = lists.get(s);
            for (int i = 0; i < list.size(); i++) {
                Sum sum = sums.computeIfAbsent(list.track(i), track -> new Sum(track, missing));
                sum.terms[s] = terms[s][i];
                sum.add(list.name(), list.fallbacks(i));
            }
        }
        int[] idRanks = ids.codePointRanks();
        List<Sum> order = new ArrayList<>(sums.values());
        order.forEach(Sum::add);
        order.sort(Comparator.comparingDouble((Sum sum) -> -sum.value));
        level(order);
        order.sort(Comparator.comparingDouble((Sum sum) -> -sum.value).thenComparingInt(sum -> idRanks[sum.track]));
        List<Sum> best = order.subList(0, Math.min(n, order.size()));
        return new Fused(
                best.stream().mapToInt(sum -> sum.track).toArray(),
                best.stream().mapToDouble(sum -> sum.value).toArray(),
                best.stream().map(sum -> sum.sources).toList(),
                best.stream()
                        .map(sum -> sum.meant ? List.<String>of() : sum.fallbacks)
                        .toList());
    }

    /** Gives tied sums one value. */
    private static void level(List<Sum> descending) {
        double first = Double.POSITIVE_INFINITY;
        for (Sum sum : descending) {
            if (first - sum.value <= TIE) {
                sum.value = first;
            } else {
                first = sum.value;
            }
        }
    }

    /** What the sources say about one track. */
    private static final class Sum {
        private final int track;
        private final double[] terms;
        private final List<String> sources = new ArrayList<>(2);
        private final List<String> fallbacks = new ArrayList<>(0);
        private boolean meant;
        private double value;

        Sum(int track, double[] missing) {
            this.track = track;
            terms = missing.clone();
        }

        void add(String source, List<String> groups) {
            sources.add(source);
            fallbacks.addAll(groups);
            meant |= groups.isEmpty();
        }

        void add() {
            Arrays.sort(terms);
            for (double term : terms) {
                value += term;
            }
            value += 0.0; // -0.0 becomes 0.0: the two compare as different
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("fused score " + value + " of track index " + track
                        + " is not finite: terms " + Arrays.toString(terms));
            }
        }
    }
}
