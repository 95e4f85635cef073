package io.reco.rerank;

import java.util.Arrays;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The best list of a small pool: the longest, of those the one that relaxes rules least, of those the one that begins with the
 * better ranked candidates. A dynamic program over the sets of candidates in the free positions: of all orders of a set the best
 * is kept. What is best for a set stays best whatever follows, as long as rules go by what is placed and by how much of it
 * (caps, quotas, shares, reserved positions); for rules that go by the order (spacing, licence window) the list found keeps what
 * they refuse and may relax more than another.
 *
 * <p>O(2^n) sets, for each of which the rules are bound anew.
 */
final class CompleteSearch {
    private final int[] ranked;
    private final int room;
    private final int k;
    private final String[] names;
    private final Function<RuleCounts, Placing> placings;
    private @Nullable Found best;
    private int bestSize = -1;

    /**
     * A list.
     *
     * @param script what comes into the free positions
     * @param relaxed by rule, number of tracks it is relaxed for
     */
    record Found(int[] script, long[] relaxed) {}

    private CompleteSearch(int[] ranked, int room, int k, String[] names, Function<RuleCounts, Placing> placings) {
        this.ranked = ranked;
        this.room = room;
        this.k = k;
        this.names = names;
        this.placings = placings;
    }

    /**
     * The best list.
     *
     * @param ranked all candidates, best first; at most 31
     * @param room length at which to stop
     * @param k number of tracks wanted
     * @param names of all rules
     * @param placings makes the beginning of a list that is noted in these counts
     */
    static Found best(int[] ranked, int room, int k, String[] names, Function<RuleCounts, Placing> placings) {
        CompleteSearch search = new CompleteSearch(ranked, room, k, names, placings);
        TreeMap<Integer, Found> layer = new TreeMap<>();
        layer.put(0, new Found(new int[0], new long[names.length]));
        while (!layer.isEmpty()) {
            TreeMap<Integer, Found> next = new TreeMap<>();
            layer.forEach((set, found) -> search.extend(set, found.script(), next));
            layer = next;
        }
        Found best = search.best;
        return best == null ? new Found(new int[0], new long[names.length]) : best;
    }

    /** Follows a script and adds every way to go on to the next layer; with none, the list ends. */
    private void extend(int set, int[] script, TreeMap<Integer, Found> next) {
        RuleCounts counts = new RuleCounts(names);
        long[] mark = counts.mark();
        Placing placing = placings.apply(counts);
        Filled out = new Filled(room);
        placing.begin(out, k);
        boolean isOpen = follow(placing, out, script);
        long[] relaxed = counts.relaxedSince(mark);
        boolean goesOn = false;
        for (int r = 0; isOpen && r < ranked.length; r++) {
            int i = ranked[r];
            if ((set >> r & 1) == 0 && !placing.isSkipped(i) && placing.ask(i) <= Placing.SOFT) {
                goesOn = true;
                int[] longer = Arrays.copyOf(script, script.length + 1);
                longer[script.length] = i;
                long[] more = relaxed.clone();
                for (int c = 0; c < placing.constraints(); c++) {
                    more[placing.rule(c)] += placing.objections() >> c & 1;
                }
                next.merge(set | 1 << r, new Found(longer, more), this::better);
            }
        }
        if (!goesOn) {
            while (out.size() < room && placing.placeFixed(out, out.size(), true)) {}
            end(out.size(), new Found(script, counts.relaxedSince(mark)));
        }
    }

    /** Whether a free position comes after the script. */
    private boolean follow(Placing placing, Filled out, int[] script) {
        int placed = 0;
        while (out.size() < room) {
            if (placing.placeFixed(out, out.size(), false)) {
                continue;
            }
            if (placed == script.length) {
                return true;
            }
            int i = script[placed++];
            placing.ask(i);
            out.add(i, placing.relax(i, placing.degrees(), out.size()), false);
            placing.place(i);
        }
        return false;
    }

    private void end(int size, Found found) {
        Found other = best;
        if (other == null || size > bestSize || (size == bestSize && better(other, found) == found)) {
            best = found;
            bestSize = size;
        }
    }

    /** The first on a tie. */
    private Found better(Found one, Found two) {
        int order = Arrays.compare(one.relaxed(), two.relaxed());
        for (int f = 0; order == 0 && f < Math.min(one.script().length, two.script().length); f++) {
            order = Integer.compare(rank(one.script()[f]), rank(two.script()[f]));
        }
        return order <= 0 ? one : two;
    }

    private int rank(int i) {
        int r = 0;
        while (ranked[r] != i) {
            r++;
        }
        return r;
    }
}
