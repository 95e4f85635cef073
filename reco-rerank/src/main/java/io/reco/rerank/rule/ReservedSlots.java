package io.reco.rerank.rule;

import io.reco.core.data.Catalog;
import io.reco.rerank.FillRule;
import io.reco.rerank.Pool;
import io.reco.rerank.RuleContext;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Positions kept for a group: new releases in slots 2 and 7. The best track of the group that fits comes there; the group may
 * have other positions as well. Relaxed where it runs out.
 *
 * @param group the group
 * @param slots positions, 0 being the first; 0 or above, ascending, none twice; an empty list changes nothing. Copied
 */
public record ReservedSlots(TrackGroup group, List<Integer> slots) implements FillRule {
    /** Checks the positions. */
    public ReservedSlots {
        slots = List.copyOf(slots);
        Parameters.requireAscending("reserved-slots", "slots", slots);
    }

    @Override
    public List<String> unknownIds(Catalog catalog) {
        return group.unknownIds(catalog);
    }

    @Override
    public String name() {
        return "reserved-slots";
    }

    @Override
    public boolean refuses() {
        return false;
    }

    @Override
    public int wantedGroups() {
        return 1;
    }

    @Override
    public Constraint bind(Pool pool, RuleContext context, int k) {
        boolean[] reserved = new boolean[Math.min(k, pool.size())];
        int lastSlot = -1;
        for (int slot : slots) {
            if (slot < reserved.length) {
                reserved[slot] = true;
                lastSlot = slot;
            }
        }
        int last = lastSlot;
        IntPredicate members = group.members(context);
        Remembered groups = new Remembered(pool.size(), i -> members.test(pool.track(i)) ? 0 : -1);
        return new Constraint() {
            private int position;

            @Override
            public int degree(int i) {
                return isReserved() && groups.group(i) < 0 ? 1 : 0;
            }

            private boolean isReserved() {
                return position < reserved.length && reserved[position];
            }

            @Override
            public int demand() {
                return isReserved() ? 1 : 0;
            }

            @Override
            public void place(int i) {
                position++;
            }

            @Override
            public boolean isSpare(int i) {
                return position < last && !reserved[position] && groups.group(i) == 0;
            }
        };
    }
}
