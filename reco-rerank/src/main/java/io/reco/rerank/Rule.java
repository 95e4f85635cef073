package io.reco.rerank;

import io.reco.core.data.Catalog;
import java.util.List;

/**
 * One decision of stage two. A rule is one of {@link PoolRule}, {@link FillRule}, {@link ObjectiveRule},
 * {@link SamplingRule} and {@link SequenceRule}; a new one implements one of these and plugs in without a change to the
 * pipeline. {@link NeverEmpty} says which rules are set aside when too little is left.
 *
 * <p>Rules are immutable, thread-safe, and pure: what they do depends on the candidates and the {@link RuleContext} only.
 * None reads a clock, a static or a random source of its own. Their {@code toString} shows the parameters; the trace quotes
 * it.
 */
public sealed interface Rule permits PoolRule, FillRule, ObjectiveRule, SamplingRule, SequenceRule, NeverEmpty {
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
     * Whether {@link NeverEmpty} may set the rule aside. What makes a track one that may never be shown to this character
     * now says no: that is the case for the stages {@link Stage#SUBSTITUTION} and {@link Stage#ELIGIBILITY} unless a rule
     * there says otherwise.
     */
    default boolean mayBeSetAside() {
        return stage().compareTo(Stage.ELIGIBILITY) > 0;
    }

    /**
     * Raw ids that the rule names and a catalogue does not hold, sorted: a typing error, or what has left the catalogue. The rule
     * passes over them.
     */
    default List<String> unknownIds(Catalog catalog) {
        return List.of();
    }

    /**
     * Words for a code that the rule passed on with a decision.
     *
     * @param code the code given to {@link Pool#drop}, {@link Pool#replace} or {@link Pool#label}; 0 for refusals of a {@link FillRule}
     * @return the words, or an empty text when the rule's name says it all
     */
    default String reason(int code) {
        return "";
    }
}
