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

    /**
     * Whether an event says that the character wanted the track: a counted listen, a like, an addition to a playlist. Each
     * event is judged alone: a like that an {@link EventType#UNLIKE} takes back later still tells that the track was wanted
     * once.
     */
    public boolean isPositive(EventType type, int millisPlayed) {
        return switch (type) {
            case LISTEN -> millisPlayed < 0 || millisPlayed >= minListenMillis;
            case LIKE, ADD_TO_PLAYLIST -> true;
            case SKIP, UNLIKE, DISLIKE, UNDISLIKE, BLOCK, UNBLOCK, SNOOZE -> false;
        };
    }

    /**
     * Whether an event is an early skip, a sign of dislike: for rules and metrics, histories do not use it. A skip whose
     * length is not told (below 0) is not known to be early.
     */
    public boolean isEarlySkip(EventType type, int millisPlayed) {
        return type == EventType.SKIP && millisPlayed >= 0 && millisPlayed < earlySkipMillis;
    }

    /**
     * Whether so much of a track was played that it counts as heard to its end: for rules and metrics, histories do not use
     * it. False when the one or the other is not told.
     *
     * @param millisPlayed milliseconds played, or -1 when not told
     * @param durationMillis length of the track, or -1 or 0 when not told
     */
    public boolean isComplete(int millisPlayed, int durationMillis) {
        return millisPlayed >= 0 && durationMillis > 0 && millisPlayed >= completedShare * durationMillis;
    }

    /** {@link #isPositive(EventType, int)} of event {@code i} of a log. */
    public boolean isPositive(EventLog log, int i) {
        return isPositive(log.type(i), log.millisPlayed(i));
    }
}
