package io.reco.core.data;

/**
 * What the raw events mean: the dials that turn plays into taste.
 *
 * @param minListenMillis a listen counts from this many milliseconds played; one whose length is not told counts. Default
 *     30,000
 * @param earlySkipMillis a skip below this many milliseconds is an early one, a sign of dislike. Default 10,000
 * @param completedShare a listen of this share of the track's length, in (0, 1], is complete. Default 0.9
 * @param sessionGapMillis a pause longer than this begins a new session. Default 20 minutes
 */
public record EventSemantics(int minListenMillis, int earlySkipMillis, double completedShare, long sessionGapMillis) {
    /** The defaults above. */
    public static final EventSemantics DEFAULT = new EventSemantics(30_000, 10_000, 0.9, 20 * 60_000L);

    /** Checks the ranges. */
    public EventSemantics {
        if (minListenMillis < 0) {
            throw new IllegalArgumentException("minListenMillis " + minListenMillis + " is not 0 or above");
        }
        if (earlySkipMillis < 0) {
            throw new IllegalArgumentException("earlySkipMillis " + earlySkipMillis + " is not 0 or above");
        }
        if (!(completedShare > 0 && completedShare <= 1)) {
            throw new IllegalArgumentException("completedShare " + completedShare + " is not in (0, 1]");
        }
        if (sessionGapMillis <= 0) {
            throw new IllegalArgumentException("sessionGapMillis " + sessionGapMillis + " is not above 0");
        }
    }

    /** Whether an event says that the character wanted the track: a counted listen, a like, an addition to a playlist. */
    public boolean isPositive(EventType type, int millisPlayed) {
        return switch (type) {
            case LISTEN -> millisPlayed < 0 || millisPlayed >= minListenMillis;
            case LIKE, ADD_TO_PLAYLIST -> true;
            case SKIP, UNLIKE, DISLIKE, UNDISLIKE, BLOCK, UNBLOCK, SNOOZE -> false;
        };
    }

    /** {@link #isPositive(EventType, int)} of event {@code i} of a log. */
    public boolean isPositive(EventLog log, int i) {
        return isPositive(log.type(i), log.millisPlayed(i));
    }
}
