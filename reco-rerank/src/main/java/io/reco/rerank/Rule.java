package io.reco.rerank;

/**
 * One decision of stage two. A rule is one of {@link PoolRule}, {@link FillRule}, {@link ObjectiveRule} and
 * {@link SequenceRule}; a new one implements one of these and plugs in without a change to the pipeline.
 *
 * <p>Rules are immutable, thread-safe, and pure: what they do depends on the candidates and the {@link RuleContext} only.
 * None reads a clock, a static or a random source of its own. Their {@code toString} shows the parameters; the trace quotes
 * it.
 */
public interface Rule {
    /** Short name for tables and traces: {@code "artist-cap"}. */
    String name();

    /** When the rule runs. */
    Stage stage();

    /**
     * How far back the rule looks into {@link RuleContext#recommended}, in milliseconds before the request; 0: not at all,
     * {@link Long#MAX_VALUE}: to the beginning. What is older may be missing in the context.
     */
    default long lookbackMillis() {
        return 0;
    }

    /**
     * Words for a code that the rule passed on with a decision.
     *
     * @param code the code given to {@link Pool#drop} or {@link Pool#replace}; 0 for refusals of a {@link FillRule}
     * @return the words, or an empty text when the rule's name says it all
     */
    default String reason(int code) {
        return "";
    }
}
