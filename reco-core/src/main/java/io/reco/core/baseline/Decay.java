package io.reco.core.baseline;

import io.reco.core.data.EventLog;
import io.reco.core.recommend.ResolvedQuery;

/**
 * Exponential decay by age in time, by age in events, or both:
 * {@code weight = 2^(-millis / halfLifeMillis) * 2^(-events / halfLifeEvents)}, where a half-life of 0 leaves its factor
 * out.
 *
 * @param halfLifeMillis milliseconds after which a weight has halved; 0: no decay by time
 * @param halfLifeEvents events after which a weight has halved; 0: no decay by events
 */
public record Decay(long halfLifeMillis, double halfLifeEvents) {
    /** All weights are 1. */
    public static final Decay NONE = new Decay(0, 0);

    /** Checks the ranges. */
    public Decay {
        if (halfLifeMillis < 0) {
            throw new IllegalArgumentException("halfLifeMillis " + halfLifeMillis + " is not 0 (off) or above");
        }
        if (!(halfLifeEvents >= 0 && halfLifeEvents < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "halfLifeEvents " + halfLifeEvents + " is not 0 (off) or a finite number above");
        }
    }

    /** Decay by time only. */
    public static Decay ofMillis(long halfLifeMillis) {
        return new Decay(halfLifeMillis, 0);
    }

    /** Decay by events only. */
    public static Decay ofEvents(double halfLifeEvents) {
        return new Decay(0, halfLifeEvents);
    }

    /** Whether all weights are 1. */
    public boolean isNone() {
        return halfLifeMillis == 0 && halfLifeEvents == 0;
    }

    /**
     * The weight at an age, in [0, 1].
     *
     * @param millis age in milliseconds; below 0 (a history that is not in order) counts as 0
     * @param events age in events, 0 or above
     */
    public double weight(long millis, long events) {
        double halvings = 0;
        if (halfLifeMillis > 0) {
            halvings += (double) Math.max(0, millis) / halfLifeMillis;
        }
        if (halfLifeEvents > 0) {
            halvings += events / halfLifeEvents;
        }
        return Math.pow(2, -halvings);
    }

    /**
     * The weight of event {@code i} of a query's history, by its age in time and in events at the last event of the history.
     * (The moment of the request would scale all weights by one factor, which changes no order and may underflow.) A history
     * without times does not decay by time.
     */
    double weight(ResolvedQuery query, int i) {
        int last = query.historyTracks().length - 1;
        long millis = query.historyTimed() ? query.historyMillis()[last] - query.historyMillis()[i] : 0;
        return weight(millis, last - i);
    }

    /** Refuses a decay by time for training events that have none. */
    void checkFits(EventLog events, String field) {
        if (halfLifeMillis > 0) {
            checkTimed(events, field + ".halfLifeMillis", halfLifeMillis, "; use halfLifeEvents");
        }
    }

    static void checkTimed(EventLog events, String field, long value, String advice) {
        if (events.size() > 0 && !events.timed()) {
            throw new IllegalArgumentException(
                    field + " " + value + " needs events with times, the training data has none" + advice);
        }
    }
}
