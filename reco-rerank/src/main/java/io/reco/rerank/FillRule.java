package io.reco.rerank;

/**
 * A rule about which tracks may stand together or in which place: caps, spacing, quotas. The pipeline walks the candidates
 * from the best down and puts into each position the first one to which no rule objects.
 *
 * <p><b>When nothing fits</b> a position, rules are relaxed: among the candidates that none refuses, the one with the
 * lexicographically smallest degrees wins, rules compared in the order they were given (so the last rule is relaxed
 * first), then the better candidate. The trace and the counts say which rule gave way and by how much. A refusal is never
 * relaxed.
 */
public interface FillRule extends Rule {
    /** Answer of {@link Constraint#degree}: not in this list any more, whatever is placed. */
    int REFUSED = -1;

    @Override
    default Stage stage() {
        return Stage.FILL;
    }

    /**
     * The rule at work in one request.
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
         * @return 0: yes; above 0: only if the rule is relaxed by this much; {@link FillRule#REFUSED}: never again
         */
        int degree(int i);

        /** The candidate was put into the next position. */
        void place(int i);
    }
}
