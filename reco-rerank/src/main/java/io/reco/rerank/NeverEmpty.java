package io.reco.rerank;

import java.util.HashSet;
import java.util.List;

/**
 * The ladder of fallbacks. When a list has fewer than {@code minimum} tracks (or k, if that is less) and the source has no
 * more candidates, rules are set aside one after the other, in this order, until it has. What was found before stays as it
 * is, on top; what comes in is added below, under the rules that are left (a {@link SequenceRule} then orders them all). {@link Reranked#setAside} names the rules, and
 * {@link Reranked#relaxedRule} the one to which a track owes its place.
 *
 * <p>Rules that keep away what may never be shown cannot be set aside ({@link Rule#mayBeSetAside}).
 *
 * @param minimum number of tracks to have at least, 0 or above; 0 changes nothing
 * @param setAside names of rules as {@link RulePipeline#ruleNames} gives them, the first to go first; no name twice. A name
 *     without {@code #} stands for all rules of that name. Copied
 */
public record NeverEmpty(int minimum, List<String> setAside) implements Rule {
    /** Checks the minimum and the names. */
    public NeverEmpty {
        if (minimum < 0) {
            throw new IllegalArgumentException("never-empty: minimum " + minimum + " is not 0 or above");
        }
        setAside = List.copyOf(setAside);
        if (new HashSet<>(setAside).size() < setAside.size()) {
            throw new IllegalArgumentException("never-empty: setAside " + setAside + " names a rule twice");
        }
    }

    @Override
    public String name() {
        return "never-empty";
    }

    @Override
    public Stage stage() {
        return Stage.FILL;
    }
}
