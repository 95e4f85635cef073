package io.reco.core.world;

import io.reco.core.data.EventType;
import io.reco.core.data.Origin;

/** Receives events one at a time. */
@FunctionalInterface
public interface EventSink {
    /**
     * An event. Those of one character come one after another, in the order of time.
     *
     * @param c index of the character
     * @param t index of the track
     * @param timeMillis epoch milliseconds
     * @param type what was done
     * @param millisPlayed milliseconds played; -1 when it was not a play
     * @param origin how the listener came to the track
     */
    void event(int c, int t, long timeMillis, EventType type, int millisPlayed, Origin origin);
}
