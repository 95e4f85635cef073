package io.reco.rerank;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts a list into the order that a {@link SequenceRule} wants, as far as the rules that refuse by order
 * ({@link FillRule#refusesByOrder}) let it: position by position comes the first track of that order to which none of them
 * objects. Where the end of the list cannot be reached so, a track that is left over moves up to the last place from which it
 * can; after {@value #TRIES} trials the list stays in the order in which it was filled, which no rule refuses.
 */
final class Sequencing {
    /** Each costs as much as a fill of the list from its own tracks. */
    static final int TRIES = 64;

    private final int rule;
    private final String name;
    private final Pool pool;
    private final RuleContext context;
    private final int k;
    private final RuleCounts counts;
    private final @Nullable TraceLog log;

    /**
     * The work of one rule.
     *
     * @param rule its number
     * @param name its name
     */
    Sequencing(
            int rule, String name, Pool pool, RuleContext context, int k, RuleCounts counts, @Nullable TraceLog log) {
        this.rule = rule;
        this.name = name;
        this.pool = pool;
        this.context = context;
        this.k = k;
        this.counts = counts;
        this.log = log;
    }

    /**
     * The list in its new order; tracks in fixed positions stay there.
     *
     * @param by the rule
     * @param filled the list
     * @param fills fills of the tracks of the list by the rules that refuse; null when none refuses by order
     */
    Filled reordered(SequenceRule by, Filled filled, @Nullable Supplier<Fill> fills) {
        int[] free = new int[filled.size()];
        int n = 0;
        for (int p = 0; p < filled.size(); p++) {
            if (!filled.isFixed(p)) {
                free[n++] = p;
            }
        }
        int[] given = new int[n];
        for (int f = 0; f < n; f++) {
            given[f] = filled.candidate(free[f]);
        }
        int[] wanted = given.clone();
        by.sequence(wanted, pool, context);
        checkPermutation(given, wanted, free);
        int[] order =
                fills == null || Arrays.equals(wanted, given) ? wanted : lawful(wanted, given, free, filled, fills);
        int[] from = new int[filled.size()];
        for (int p = 0; p < from.length; p++) {
            from[p] = p;
        }
        for (int f = 0; f < n; f++) {
            int was = indexOf(given, order[f]);
            from[free[f]] = free[was];
            if (was != f) {
                counts.add(rule, 0, 1, 0);
                if (log != null) {
                    log.sequenced(rule, pool.origin(order[f]), free[was] + 1, free[f] + 1);
                }
            }
            int aim = indexOf(wanted, order[f]);
            if (aim != f) {
                counts.add(rule, 0, 0, 1);
                if (log != null) {
                    log.relaxed(rule, pool.origin(order[f]), Math.abs(free[aim] - free[f]));
                }
            }
        }
        return filled.permuted(from);
    }

    private void checkPermutation(int[] given, int[] order, int[] free) {
        boolean[] met = new boolean[given.length];
        for (int f = 0; f < order.length; f++) {
            int was = indexOf(given, order[f]);
            if (was < 0 || met[was]) {
                throw new IllegalStateException("rule '" + name + "' did not return a permutation: candidate "
                        + order[f] + " in position " + free[f]);
            }
            met[was] = true;
        }
    }

    /** An order near the wanted one that no rule refuses; {@code given} if none is found. */
    private int[] lawful(int[] wanted, int[] given, int[] free, Filled filled, Supplier<Fill> fills) {
        int[] order = wanted.clone();
        int[] reached = follow(order, filled, fills);
        int tries = 1;
        while (reached.length < filled.size()) {
            int left = firstLeft(order, reached);
            if (left == order.length) {
                return given; // only fixed tracks are missing
            }
            int[] further = reached;
            int[] next = order;
            for (int to = left - 1; to >= 0 && further.length <= reached.length; to--) {
                if (tries++ == TRIES) {
                    return given;
                }
                next = moved(order, left, to);
                further = follow(next, filled, fills);
            }
            if (further.length <= reached.length) {
                return given;
            }
            order = next;
            reached = further;
        }
        int[] freeTracks = new int[given.length];
        for (int p = 0, f = 0; p < reached.length; p++) {
            boolean here = f < free.length && f < given.length && free[f] == p;
            if (!here && reached[p] != filled.candidate(p)) {
                return given; // a fixed track would have to leave its position
            }
            if (here) {
                freeTracks[f++] = reached[p];
            }
        }
        return freeTracks;
    }

    /** The list that comes out when this order is followed; short when it leads nowhere. */
    private int[] follow(int[] order, Filled filled, Supplier<Fill> fills) {
        double[] places = new double[pool.size()];
        for (int f = 0; f < order.length; f++) {
            places[order[f]] = -f;
        }
        Fill fill = fills.get();
        fill.by(new InOrder(places), rule, name);
        Filled list = new Filled(filled.size());
        fill.run(list, filled.size(), k);
        int[] tracks = new int[list.size()];
        for (int p = 0; p < tracks.length; p++) {
            tracks[p] = list.candidate(p);
        }
        return tracks;
    }

    /** The place in the order of the first track that was not reached. */
    private static int firstLeft(int[] order, int[] reached) {
        int f = 0;
        while (f < order.length && indexOf(reached, order[f]) >= 0) {
            f++;
        }
        return f;
    }

    private static int[] moved(int[] order, int from, int to) {
        int[] next = order.clone();
        System.arraycopy(order, to, next, to + 1, from - to);
        next[to] = order[from];
        return next;
    }

    private static int indexOf(int[] values, int value) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == value) {
                return i;
            }
        }
        return -1;
    }

    /** The earlier in the order, the better. */
    private record InOrder(double[] places) implements ObjectiveRule.Objective {
        @Override
        public double value(int i) {
            return places[i];
        }

        @Override
        public void place(int i) {}
    }
}
