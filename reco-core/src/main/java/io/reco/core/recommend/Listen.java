package io.reco.core.recommend;

import io.reco.core.data.EventLog;
import io.reco.core.data.EventType;

/**
 * One event of a history that comes with a query.
 *
 * @param trackId raw id of the track
 * @param timeMillis epoch milliseconds up to {@link EventLog#MAX_TIME_MILLIS}, or {@link EventLog#NO_TIME} when only the order is known
 * @param type what was done
 * @param millisPlayed milliseconds played, or -1 when not told
 */
public record Listen(String trackId, long timeMillis, EventType type, int millisPlayed) {
    /** Checks the ranges. */
    public Listen {
        if (timeMillis < EventLog.NO_TIME || timeMillis > EventLog.MAX_TIME_MILLIS) {
            throw new IllegalArgumentException("timeMillis " + timeMillis + " is not in [" + EventLog.NO_TIME + ", "
                    + EventLog.MAX_TIME_MILLIS + "]");
        }
        if (millisPlayed < -1) {
            throw new IllegalArgumentException("millisPlayed " + millisPlayed + " is not -1 (not told) or above");
        }
    }

    /** A listen of unknown time and length. */
    public static Listen of(String trackId) {
        return new Listen(trackId, EventLog.NO_TIME, EventType.LISTEN, -1);
    }

    /** A listen of unknown length. */
    public static Listen of(String trackId, long timeMillis) {
        return new Listen(trackId, timeMillis, EventType.LISTEN, -1);
    }
}
