package io.reco.rerank;

/**
 * A rule that reorders the tracks that were kept. It may undo what a soft {@link FillRule} arranged, and nothing that one
 * refuses ({@link FillRule#refusesByOrder}): where that rule objects, the pipeline changes the order as little as it can, down
 * to the one in which the list was filled, and counts the tracks that stand elsewhere as relaxations of this rule. Tracks in
 * fixed positions ({@link FillRule.Constraint#fixed}) are not given to it and stay where they are.
 */
public non-sealed interface SequenceRule extends Rule {
    @Override
    default Stage stage() {
        return Stage.SEQUENCE;
    }

    /**
     * Reorders the list.
     *
     * @param order modified: candidates of the pool, first position first; must stay a permutation of itself
     * @param pool the candidates
     * @param context the request
     */
    void sequence(int[] order, Pool pool, RuleContext context);
}
