package io.reco.rerank;

/**
 * A rule about which tracks may stand together or in which place: caps, spacing, quotas, pins. The pipeline walks the
 * candidates from the best down and puts into each position the first one to which no rule objects.
 *
 * <p><b>When nothing fits</b> a position, rules are relaxed: among the candidates that none refuses, the one with the
 * lexicographically smallest degrees wins, rules compared in the order they were given (so the last rule is relaxed
 * first), then the better candidate. The trace and the counts say which rule gave way and by how much. {@link #REFUSED} and
 * {@link #NOT_NOW} are never relaxed. A rule about groups of tracks ({@link #wantedGroups}) is relaxed only
 * when no list is found in which it need not be.
 */
public non-sealed interface FillRule extends Rule {
    /** Answer of {@link Constraint#degree}: not in this list any more, whatever is placed. */
    int REFUSED = -1;

    /** Answer of {@link Constraint#degree}: not in this position, maybe in a later one. */
    int NOT_NOW = -2;

    /** Answer of {@link Constraint#demand}: not told. */
    int ANY = -1;

    @Override
    default Stage stage() {
        return Stage.FILL;
    }

    /**
     * Called before all rules, in every request: may {@link Pool#add} candidates, and nothing else. What is added has to
     * pass all other rules.
     *
     * @param pool modified
     * @param context the request
     */
    default void prepare(Pool pool, RuleContext context) {}

    /**
     * Whether the rule can answer {@link #REFUSED} or {@link #NOT_NOW}, or has {@link Constraint#fixed} positions. One that only ever asks to be relaxed says no, and is
     * left out of the trials that look for a longer list.
     */
    default boolean refuses() {
        return true;
    }

    /**
     * Whether what the rule refuses depends on the order of the list. Then a {@link SequenceRule} is held to it: an order that
     * the rule refuses is changed where it does. As it stands, every rule that {@link #refuses}; one that counts tracks
     * wherever they stand (a cap) says no and spares the trial.
     */
    default boolean refusesByOrder() {
        return refuses();
    }

    /**
     * How many groups of tracks the rule wants in a list: a quota 1, shares of three bands 3. Above 0, the pipeline looks for
     * another list when the rule was relaxed although some candidate, which another rule had refused by then or which
     * {@link Constraint#isSpare stood elsewhere}, would have spared it that; in a small pool also when the rules together want several
     * groups, which may be in each other's way. As it stands, 0: the greedy choice is what the rule means (spacing).
     */
    default int wantedGroups() {
        return 0;
    }

    /**
     * The rule at work in one request. It may be bound several times in a request, for trials; each time begins anew.
     *
     * @param pool the candidates; they do not change any more
     * @param context the request
     * @param k number of tracks wanted
     */
    Constraint bind(Pool pool, RuleContext context, int k);

    /** What one fill rule knows while a list is filled from the first position on. Used by one thread. */
    interface Constraint {
        /**
         * Whether a candidate may take the next position.
         *
         * @param i candidate of the pool
         * @return 0: yes; above 0: only if the rule is relaxed by this much; {@link FillRule#REFUSED}: never again;
         *     {@link FillRule#NOT_NOW}: not in this position
         */
        int degree(int i);

        /**
         * What the rule asks of the next position, as a number of its own: in two positions of one list for which it is the same,
         * the rule says the same to a candidate, unless it refuses it. A rule about groups gives the groups it wants. Where it
         * cannot be told ({@link FillRule#ANY}, as it stands), positions that no candidate fits are looked at more slowly.
         *
         * @return 0 or above, or {@link FillRule#ANY}
         */
        default int demand() {
            return ANY;
        }

        /** The candidate was put into the next position. */
        void place(int i);

        /**
         * Whether a candidate that is about to come into the next position does the rule no good there, and might in a position
         * to come. For rules with {@link FillRule#wantedGroups}; as it stands, no: the rule counts tracks wherever they stand.
         */
        default boolean isSpare(int i) {
            return false;
        }

        /**
         * The candidates that have a position of their own, by position; -1 where there is none. They are placed there
         * whatever gaps and quotas say, unless some rule refuses them. Asked once, before the first position is filled.
         */
        default int[] fixed() {
            return new int[0];
        }

        /**
         * A candidate will be put into this position. Told before the first position is filled, in the order of positions,
         * so that caps and gaps can reckon with it.
         *
         * @return true if the rule has taken it into account for good and {@link #place} need not be called for it
         */
        default boolean reserve(int i, int position) {
            return false;
        }
    }
}
