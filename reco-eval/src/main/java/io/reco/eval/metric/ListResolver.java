package io.reco.eval.metric;

import it.unimi.dsi.fastutil.doubles.DoubleArrays;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * Settles the order of scored items: score descending, ties and duplicates by policy. Immutable and thread-safe if
 * {@code idOf} is.
 */
public final class ListResolver {
    private final IntFunction<String> idOf;
    private final TiePolicy ties;
    private final DuplicatePolicy duplicates;

    /**
     * @param idOf the id of an item index; used to order ties and in messages
     * @param ties order within equal scores
     * @param duplicates what to do with an item that appears twice
     */
    public ListResolver(IntFunction<String> idOf, TiePolicy ties, DuplicatePolicy duplicates) {
        this.idOf = Objects.requireNonNull(idOf, "idOf");
        this.ties = Objects.requireNonNull(ties, "ties");
        this.duplicates = Objects.requireNonNull(duplicates, "duplicates");
    }

    /**
     * {@return the items in their final order}
     *
     * <p>{@code O(n log n)}: scores that descend already are not sorted, but items are, to find duplicates; {@code 0.0} and {@code -0.0} are equal scores; infinities are ordered.
     *
     * @param items dense item indices in file order. Not modified
     * @param scores one score per item. Not modified
     * @throws IllegalArgumentException for a NaN score, for lengths that differ, and for a duplicate under {@link
     *     DuplicatePolicy#ERROR}
     */
    public RankedItems resolve(int[] items, double[] scores) {
        if (items.length != scores.length) {
            throw new IllegalArgumentException(
                    "scores has length " + scores.length + ", expected that of items, " + items.length);
        }
        int[] order = new int[items.length];
        boolean inOrder = true;
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
            inOrder &= i == 0 || scores[i - 1] > scores[i];
            if (Double.isNaN(scores[i])) {
                throw new IllegalArgumentException(
                        "score of item '" + idOf.apply(items[i]) + "' is NaN, expected a number");
            }
        }
        if (!inOrder) {
            sort(order, items, scores);
        }
        return withoutDuplicates(items, scores, order);
    }

    /** Sorts by score with primitive keys, then each run of equal scores by policy. */
    private void sort(int[] order, int[] items, double[] scores) {
        double[] keys = new double[scores.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = 0.0 - scores[i]; // descending; and 0.0 for both zeros
        }
        DoubleArrays.quickSortIndirect(order, keys);
        Comparator<String> ids = ties == TiePolicy.TREC ? CodePointOrder.INSTANCE.reversed() : CodePointOrder.INSTANCE;
        for (int start = 0; start < order.length; ) {
            int end = start + 1;
            while (end < order.length && keys[order[end]] == keys[order[start]]) {
                end++;
            }
            if (end > start + 1) {
                Arrays.sort(
                        order, start, end); // the order of the file, which a stable sort by id then keeps for equal ids
                if (ties != TiePolicy.FILE) {
                    IntArrays.mergeSort(
                            order, start, end, (x, y) -> ids.compare(idOf.apply(items[x]), idOf.apply(items[y])));
                }
            }
            start = end;
        }
    }

    private RankedItems withoutDuplicates(int[] items, double[] scores, int[] order) {
        int[] kept = new int[order.length];
        double[] keptScores = new double[order.length];
        int size = 0;
        boolean distinct = distinct(items);
        IntOpenHashSet seen = new IntOpenHashSet(distinct ? 0 : order.length);
        for (int i : order) {
            if (distinct || seen.add(items[i])) {
                kept[size] = items[i];
                keptScores[size++] = scores[i];
            } else if (duplicates == DuplicatePolicy.ERROR) {
                throw new IllegalArgumentException("item '" + idOf.apply(items[i])
                        + "' appears twice in one list; accepted with duplicates = keep-first");
            }
        }
        int[] ranked = size == kept.length ? kept : IntArrays.copy(kept, 0, size);
        return ties == TiePolicy.AVERAGE
                ? RankedItems.tied(ranked, groupEnds(keptScores, size))
                : RankedItems.of(ranked);
    }

    /** Cheaper than a hash set for lists of usual length. */
    private static boolean distinct(int[] items) {
        int[] sorted = items.clone();
        Arrays.sort(sorted);
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                return false;
            }
        }
        return true;
    }

    private static int[] groupEnds(double[] scores, int size) {
        int[] ends = new int[size];
        for (int i = size - 1; i >= 0; i--) {
            ends[i] = i + 1 < size && scores[i] == scores[i + 1] ? ends[i + 1] : i + 1;
        }
        return ends;
    }
}
