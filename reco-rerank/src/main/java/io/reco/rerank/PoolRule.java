package io.reco.rerank;

/**
 * A rule that looks at all candidates at once and drops, rescores or replaces some: stages {@link Stage#SUBSTITUTION} to
 * {@link Stage#SCORE}.
 */
public non-sealed interface PoolRule extends Rule {
    /**
     * Applies the rule. The order of the candidates in the pool carries no meaning; nothing may depend on it.
     *
     * @param pool modified
     * @param context the request
     */
    void apply(Pool pool, RuleContext context);

    /**
     * Whether the rule raises the score of a track in this request for reasons of the service's own, which the listener is to
     * be told of ({@link Reason.Kind#CAMPAIGN}).
     *
     * @param context the request
     * @param track index of a track
     */
    default boolean promotes(RuleContext context, int track) {
        return false;
    }
}
