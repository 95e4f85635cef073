package io.reco.eval.metric;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;

/**
 * One group per item, such as its main artist. Immutable.
 */
public final class ItemGroups {
    /** The group of an item that has none; such items match nothing. */
    public static final int NONE = -1;

    private final int[] groupOf;

    /**
     * @param groupOf dense group index per item, {@link #NONE} for none. Kept, not modified
     */
    public ItemGroups(int[] groupOf) {
        this.groupOf = groupOf;
    }

    /**
     * {@return the group of an item}
     *
     * @param item dense item index
     */
    public int of(int item) {
        return groupOf[item];
    }

    /** Adds the group of an item to a set, if it has one. */
    void addTo(IntOpenHashSet groups, int item) {
        if (groupOf[item] != NONE) {
            groups.add(groupOf[item]);
        }
    }

    /** {@return the groups of the character's training items} */
    IntOpenHashSet ofHistory(MetricContext context) {
        IntOpenHashSet groups = new IntOpenHashSet(context.historySize());
        for (int i = 0; i < context.historySize(); i++) {
            addTo(groups, context.historyItem(i));
        }
        return groups;
    }
}
