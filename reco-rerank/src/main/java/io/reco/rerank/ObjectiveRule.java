package io.reco.rerank;

/**
 * A rule that says which candidate is worth most given those already placed: MMR, calibration, determinantal point
 * processes. A pipeline has at most one; without one, the candidate with the highest score is worth most.
 */
public non-sealed interface ObjectiveRule extends Rule {
    /** Values closer than this count as equal; then the better candidate by score and id wins. */
    double TIE = 1e-12;

    @Override
    default Stage stage() {
        return Stage.FILL;
    }

    /**
     * The rule at work in one request.
     *
     * @param pool the candidates, best first by score and id; they do not change any more
     * @param context the request
     * @param k number of tracks wanted
     */
    Objective bind(Pool pool, RuleContext context, int k);

    /** What one objective knows while a list is filled. Used by one thread. */
    interface Objective {
        /**
         * Worth of a candidate for the next position. {@link Double#NEGATIVE_INFINITY}: worth nothing beside what is
         * placed; when that holds for all that are left, the list goes on by score. NaN and positive infinity end the
         * request with an {@link IllegalStateException} that names the rule and the track.
         *
         * @param i candidate of the pool that was not placed
         */
        double value(int i);

        /** The candidate was put into the next position. */
        void place(int i);
    }
}
