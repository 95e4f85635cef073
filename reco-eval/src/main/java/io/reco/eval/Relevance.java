package io.reco.eval;

import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import java.util.Objects;

/**
 * Which events make a track relevant, and how much. A track's grade is the highest of its events; 0 is judged and not relevant.
 *
 * @param label how the rule is printed
 * @param rule the grade of an event
 */
public record Relevance(String label, Rule rule) {
    /** The grade of one event. */
    @FunctionalInterface
    public interface Rule {
        /**
         * {@return the grade, 0 for an event that does not make its track relevant}
         *
         * @param log a log
         * @param event index of an event
         */
        int grade(EventLog log, int event);
    }

    /** Checks for null. */
    public Relevance {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(rule, "rule");
    }

    /**
     * {@return grade 1 for positive events: counted listens, likes, additions to a playlist}
     *
     * @param semantics what counts as a listen
     */
    public static Relevance positive(EventSemantics semantics) {
        return new Relevance(
                "positive events (listens of " + semantics.minListenMillis() / 1000.0
                        + " s or more or of unknown length, likes, playlist additions)",
                (log, i) -> semantics.isPositive(log, i) ? 1 : 0);
    }

    /**
     * {@return grade 1 for positive events whose value (a rating) is at least this}
     *
     * @param semantics what counts as a listen
     * @param value lowest value that counts; a value that is not told (NaN) does not
     */
    public static Relevance valueAtLeast(EventSemantics semantics, float value) {
        return new Relevance(
                "positive events of value " + value + " or more",
                (log, i) -> semantics.isPositive(log, i) && log.value(i) >= value ? 1 : 0);
    }
}
