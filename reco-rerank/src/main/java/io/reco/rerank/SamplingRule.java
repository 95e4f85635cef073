package io.reco.rerank;

/**
 * A rule that lets chance take part in the choice: exploration. For each position it says with which probability each of the
 * candidates that fit is taken; the pipeline draws one and keeps the probability as the propensity of the position
 * ({@link Reranked#propensity}). A pipeline has at most one.
 *
 * <p><b>Why per position.</b> One noise term a candidate for the whole list (Gumbel top-k, Kool, van Hoof and Welling, ICML
 * 2019) gives the same lists in law where no rule objects, but under caps and spacing the probability of a pick given the
 * picks before it has no closed form: that a candidate lost an earlier position tells something of its noise. Fresh draws
 * a position make the propensities exact products whatever the other rules do.
 *
 * <p>The draw is a function of the seed and the moment of the {@link RuleContext} and of the position. Positions that are
 * fixed, or filled by relaxing a rule, are not drawn: their propensity is 1.
 */
public non-sealed interface SamplingRule extends Rule {
    @Override
    default Stage stage() {
        return Stage.FILL;
    }

    /**
     * The chances of the candidates that fit a position.
     *
     * @param position the position, 0 being the first
     * @param values what each candidate is worth: its score, or what the objective says; not modified. In the order of
     *     scores and ids
     * @param n number of candidates that fit, 1 or above; the arrays may be longer
     * @param best the candidate that is taken without chance
     * @param probabilities modified: {@code n} values of 0 or above that sum to 1, unless the answer is false
     * @return false: no chance at this position, the best is taken
     */
    boolean probabilities(int position, double[] values, int n, int best, double[] probabilities);
}
