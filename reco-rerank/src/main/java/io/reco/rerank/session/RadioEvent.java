package io.reco.rerank.session;

/**
 * What the listener did with a track of the session.
 *
 * @param kind what
 * @param trackId raw id of a track that the session has given
 * @param timeMillis when, epoch milliseconds, 0 or above
 */
public record RadioEvent(Kind kind, String trackId, long timeMillis) {
    /** Kinds of events. */
    public enum Kind {
        /** Did not want to hear it out: its artists and genres come later in this session, and the next track begins now. */
        SKIP,
        /** Liked it: its artists and genres come sooner. */
        LIKE,
        /** Took the like back. */
        UNLIKE,
        /** Heard it again: counts like a like, each time. */
        REPLAY
    }

    /** Checks the range. */
    public RadioEvent {
        if (timeMillis < 0) {
            throw new IllegalArgumentException("timeMillis " + timeMillis + " is not 0 or above");
        }
    }
}
