package io.reco.rerank.rule;

import io.reco.core.data.Catalog;
import io.reco.core.data.IdMap;
import io.reco.rerank.FillRule;
import io.reco.rerank.Pool;
import io.reco.rerank.RuleContext;
import it.unimi.dsi.fastutil.ints.Int2IntAVLTreeMap;
import it.unimi.dsi.fastutil.ints.Int2IntMap;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.Int2IntSortedMap;
import it.unimi.dsi.fastutil.ints.Int2IntSortedMaps;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Editorial slots: tracks in fixed positions between dates. A pinned track that is no candidate is added, with the lowest
 * score among the candidates, and has to pass all other rules: what is blocked, not playable or
 * {@link RuleContext#barred} does not come in, and caps refuse it when pins before it have used them up. Gaps and quotas
 * give way to it, and the trace says so. Where the list ends before its position it comes at the end; one whose position lies
 * behind the k tracks wanted comes only when nothing else is left. Of two pins of one
 * position the first given holds at a moment, of two pins of one track that of the lower position. Tracks the catalogue does
 * not hold are left out. Another release that a rule puts in the place of a pinned track has its position.
 *
 * @param pins the pins; an empty list changes nothing. Copied
 */
public record Pins(List<Pin> pins) implements FillRule {
    /** Highest position that can be pinned. */
    public static final int MAX_SLOT = 99_999;

    /**
     * One track in one position.
     *
     * @param trackId raw id
     * @param slot position, 0 being the first; in [0, {@link #MAX_SLOT}]
     * @param fromMillis first moment, epoch milliseconds; {@link Long#MIN_VALUE}: always was
     * @param untilMillis end, that moment excluded, above {@code fromMillis}; {@link Long#MAX_VALUE}: for ever
     */
    public record Pin(String trackId, int slot, long fromMillis, long untilMillis) {
        /** Checks the ranges. */
        public Pin {
            if (slot < 0 || slot > MAX_SLOT) {
                throw new IllegalArgumentException("pins: slot " + slot + " is not in [0, " + MAX_SLOT + "]");
            }
            Parameters.requireSpan("pins", fromMillis, untilMillis);
        }

        /** A pin without dates. */
        public static Pin always(String trackId, int slot) {
            return new Pin(trackId, slot, Long.MIN_VALUE, Long.MAX_VALUE);
        }

        private boolean holds(long nowMillis) {
            return nowMillis >= fromMillis && nowMillis < untilMillis;
        }
    }

    /** Copies the pins. */
    public Pins {
        pins = List.copyOf(pins);
    }

    @Override
    public String name() {
        return "pins";
    }

    @Override
    public List<String> unknownIds(Catalog catalog) {
        return pins.stream()
                .map(Pin::trackId)
                .filter(id -> !catalog.tracks().contains(id))
                .distinct()
                .sorted()
                .toList();
    }

    /** The tracks pinned at this moment by position, in the order of positions. */
    private Int2IntSortedMap pinned(RuleContext context) {
        Int2IntAVLTreeMap tracks = new Int2IntAVLTreeMap();
        List<Pin> bySlot =
                pins.stream().sorted(Comparator.comparingInt(Pin::slot)).toList();
        for (Pin pin : bySlot) {
            int t = pin.holds(context.nowMillis()) ? context.catalog().tracks().indexOf(pin.trackId()) : IdMap.ABSENT;
            if (t != IdMap.ABSENT && !context.barred().contains(t) && !tracks.containsValue(t)) {
                tracks.putIfAbsent(pin.slot(), t);
            }
        }
        return tracks;
    }

    @Override
    public void prepare(Pool pool, RuleContext context) {
        if (pins.isEmpty()) {
            return;
        }
        int candidates = pool.size();
        double lowest = candidates == 0 ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < candidates; i++) {
            lowest = Math.min(lowest, pool.score(i));
        }
        for (int t : pinned(context).values()) {
            if (find(pool, t, candidates) < 0) {
                pool.add(t, lowest);
            }
        }
    }

    private static int find(Pool pool, int t, int size) {
        for (int i = 0; i < size; i++) {
            if (pool.trackAtFirst(i) == t) {
                return i;
            }
        }
        return -1;
    }

    /** The trials reckon with the positions that are taken. */
    @Override
    public boolean refuses() {
        return true;
    }

    @Override
    public boolean refusesByOrder() {
        return false;
    }

    @Override
    public Constraint bind(Pool pool, RuleContext context, int k) {
        Int2IntSortedMap pinned = pins.isEmpty() ? Int2IntSortedMaps.EMPTY_MAP : pinned(context);
        int[] fixed = new int[pinned.isEmpty() ? 0 : Math.min(k, pinned.lastIntKey() + 1)];
        Arrays.fill(fixed, -1);
        Int2IntOpenHashMap late = new Int2IntOpenHashMap(4);
        for (Int2IntMap.Entry pin : pinned.int2IntEntrySet()) {
            int i = find(pool, pin.getIntValue(), pool.size());
            if (pin.getIntKey() < fixed.length) {
                fixed[pin.getIntKey()] = i;
            } else if (i >= 0) {
                late.put(i, pin.getIntKey() - k + 1);
            }
        }
        return new Constraint() {
            /** What is pinned behind the end of this list comes when nothing else is left, the lowest position first. */
            @Override
            public int degree(int i) {
                return late.get(i);
            }

            @Override
            public void place(int i) {}

            @Override
            public int[] fixed() {
                return fixed;
            }
        };
    }
}
