package io.reco.rerank.rule;

import io.reco.core.data.IdMap;
import io.reco.rerank.FillRule;
import io.reco.rerank.Pool;
import io.reco.rerank.RuleContext;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Editorial slots: tracks in fixed positions between dates. A pinned track that is no candidate is added, with the lowest
 * score among the candidates, and has to pass all other rules: what is blocked, not playable or
 * {@link RuleContext#barred} does not come in, and caps refuse it when pins before it have used them up. Gaps and quotas
 * give way to it, and the trace says so. Where the list ends before its position it comes at the end. Of two pins of one
 * position the first given holds at a moment, of two pins of one track that of the lower position. Tracks the catalogue does
 * not hold are left out. Another release that a rule puts in the place of a pinned track has its position.
 *
 * @param pins the pins; an empty list changes nothing. Copied
 */
public record Pins(List<Pin> pins) implements FillRule {
    /**
     * One track in one position.
     *
     * @param trackId raw id
     * @param slot position, 0 being the first; 0 or above
     * @param fromMillis first moment, epoch milliseconds; {@link Long#MIN_VALUE}: always was
     * @param untilMillis end, that moment excluded, above {@code fromMillis}; {@link Long#MAX_VALUE}: for ever
     */
    public record Pin(String trackId, int slot, long fromMillis, long untilMillis) {
        /** Checks the ranges. */
        public Pin {
            Parameters.requireAtLeast("pins", "slot", slot, 0);
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

    /** The tracks pinned at this moment by position, {@link IdMap#ABSENT} where there is none. */
    private int[] pinned(RuleContext context) {
        int[] tracks = new int[0];
        List<Pin> bySlot =
                pins.stream().sorted(Comparator.comparingInt(Pin::slot)).toList();
        for (Pin pin : bySlot) {
            int t = pin.holds(context.nowMillis()) ? context.catalog().tracks().indexOf(pin.trackId()) : IdMap.ABSENT;
            boolean taken = pin.slot() < tracks.length && tracks[pin.slot()] != IdMap.ABSENT;
            if (t != IdMap.ABSENT && !taken && !context.barred().contains(t) && indexOf(tracks, t) < 0) {
                int before = tracks.length;
                if (pin.slot() >= before) {
                    tracks = Arrays.copyOf(tracks, pin.slot() + 1);
                    Arrays.fill(tracks, before, tracks.length, IdMap.ABSENT);
                }
                tracks[pin.slot()] = t;
            }
        }
        return tracks;
    }

    private static int indexOf(int[] values, int value) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == value) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void prepare(Pool pool, RuleContext context) {
        int[] pinned = pins.isEmpty() ? new int[0] : pinned(context);
        int candidates = pool.size();
        double lowest = candidates == 0 ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < candidates; i++) {
            lowest = Math.min(lowest, pool.score(i));
        }
        for (int t : pinned) {
            if (t != IdMap.ABSENT && find(pool, t, candidates) < 0) {
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

    @Override
    public Constraint bind(Pool pool, RuleContext context, int k) {
        int[] pinned = pins.isEmpty() ? new int[0] : pinned(context);
        int[] fixed = new int[Math.min(k, pinned.length)];
        boolean[] late = new boolean[pinned.length > k ? pool.size() : 0];
        for (int p = 0; p < pinned.length; p++) {
            int i = pinned[p] == IdMap.ABSENT ? -1 : find(pool, pinned[p], pool.size());
            if (p < fixed.length) {
                fixed[p] = i;
            } else if (i >= 0) {
                late[i] = true;
            }
        }
        return new Constraint() {
            /** What is pinned behind the end of this list is not for its other positions. */
            @Override
            public int degree(int i) {
                return i < late.length && late[i] ? REFUSED : 0;
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
