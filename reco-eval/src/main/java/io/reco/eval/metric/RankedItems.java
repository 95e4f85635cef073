package io.reco.eval.metric;

import org.jspecify.annotations.Nullable;

/**
 * A list whose order is settled: items by rank, each at most once. Immutable; arrays are taken over, not copied.
 */
public final class RankedItems {
    private static final RankedItems MISSING = new RankedItems(new int[0], null, false);

    private final int[] items;
    private final int @Nullable [] groupEnds;
    private final boolean listed;

    private RankedItems(int[] items, int @Nullable [] groupEnds, boolean listed) {
        this.items = items;
        this.groupEnds = groupEnds;
        this.listed = listed;
    }

    /**
     * {@return a list that is in its final order}
     *
     * @param items dense item indices, best first, without duplicates (not checked here, see {@link ListResolver}). Not
     *     modified
     */
    public static RankedItems of(int... items) {
        return new RankedItems(items, null, true);
    }

    /**
     * {@return a list with groups of equal score whose order is random}
     *
     * @param items dense item indices, best first, without duplicates
     * @param groupEnds for each position the position after the last one of its group; same length as {@code items}
     */
    static RankedItems tied(int[] items, int[] groupEnds) {
        return new RankedItems(items, groupEnds, true);
    }

    /** {@return the list of a character for whom there is none: empty, and not {@link #listed()}} */
    public static RankedItems missing() {
        return MISSING;
    }

    /** {@return the number of items, {@code |L|}} */
    public int size() {
        return items.length;
    }

    /** {@return whether there is a list at all; an empty list is one} */
    public boolean listed() {
        return listed;
    }

    /**
     * {@return the item at a position}
     *
     * @param position 0-based, below {@link #size()}
     */
    public int item(int position) {
        return items[position];
    }

    /** {@return whether there are groups of random order} */
    boolean tied() {
        return groupEnds != null;
    }

    /**
     * {@return the end (exclusive) of the group of equal scores that starts or continues at a position}
     *
     * @param position 0-based
     */
    int groupEnd(int position) {
        return groupEnds == null ? position + 1 : groupEnds[position];
    }
}
