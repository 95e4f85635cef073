package io.reco.rerank;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Looks for a longer list when rules that refuse (caps over several artists a track) left the greedy one short: a search
 * over sets of candidates to give up, small sets first, and in each the worst placed first. Given up one set, the list is
 * filled greedily again.
 *
 * <p>With rules whose refusals depend on what is placed but not on its order, and grow with it (caps), every longest list is
 * found in this way: as long as what is placed is part of a longest list, filling goes on; so some track placed is not in
 * it, and is given up next. The caller bounds the work; {@value #WAITING} tracks in the lists of sets that wait are the most.
 */
final class Exchange {
    private static final int WAITING = 8_000;

    private Exchange() {}

    /**
     * The longest list found.
     *
     * @param list it
     * @param givenUp for it; empty: it is the greedy one
     */
    record Longest(Filled list, BitSet givenUp) {}

    /**
     * The longest list found.
     *
     * @param greedy the greedy list
     * @param wanted length at which to stop
     * @param more asked before each set whether to go on
     * @param fill the list when these candidates are given up
     */
    static Longest search(Filled greedy, int wanted, BooleanSupplier more, Function<BitSet, Filled> fill) {
        Longest longest = new Longest(greedy, new BitSet());
        ArrayDeque<BitSet> queue = new ArrayDeque<>();
        Set<BitSet> met = new HashSet<>();
        extend(new BitSet(), greedy, queue, met);
        while (!queue.isEmpty() && longest.list().size() < wanted && more.getAsBoolean()) {
            BitSet givenUp = queue.removeFirst();
            Filled list = fill.apply(givenUp);
            if (list.size() > longest.list().size()) {
                longest = new Longest(list, givenUp);
            }
            extend(givenUp, list, queue, met);
        }
        return longest;
    }

    /** Gives up one more of what was placed; tracks in fixed positions stay. */
    private static void extend(BitSet givenUp, Filled list, ArrayDeque<BitSet> queue, Set<BitSet> met) {
        for (int p = list.size() - 1; p >= 0 && (long) queue.size() * list.size() < WAITING; p--) {
            if (!list.isFixed(p)) {
                BitSet next = (BitSet) givenUp.clone();
                next.set(list.candidate(p));
                if (met.add(next)) {
                    queue.addLast(next);
                }
            }
        }
    }
}
