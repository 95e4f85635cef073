package io.reco.eval;

import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;

/**
 * How satisfied a listener was with a track, told by one event, 0 to 1; a track's gain is the mean over its test events (see {@link
 * io.reco.eval.metric.SatisfiedNdcg}).
 *
 * <ul>
 *   <li>A listen heard to its end ({@link EventSemantics#isComplete}) is 1, any other the share played. Without the length of the track: 1 from {@link
 *       EventSemantics#minListenMillis} on, below in proportion to it. When it is not told how much was played: 1, as it counts as
 *       a listen.
 *   <li>An early skip ({@link EventSemantics#isEarlySkip}) is 0, a later one the share played; 0 when that cannot be told.
 *   <li>A like and an addition to a playlist are 1, a dislike and a block 0.
 *   <li>Other events say nothing: NaN.
 * </ul>
 *
 * <p>Example: a track of 200 s heard for 190 s (1), skipped after 50 s (0.25) and skipped after 5 s (0) has gain 1.25 / 3.
 *
 * @param semantics what is complete and what is early
 */
record Satisfaction(EventSemantics semantics) {
    double of(EventLog log, int event, int durationMillis) {
        int played = log.millisPlayed(event);
        return switch (log.type(event)) {
            case LISTEN -> listen(played, durationMillis);
            case SKIP ->
                played < 0 || durationMillis <= 0 || semantics.isEarlySkip(log.type(event), played)
                        ? 0
                        : share(played, durationMillis);
            case LIKE, ADD_TO_PLAYLIST -> 1;
            case DISLIKE, BLOCK -> 0;
            case UNLIKE, UNDISLIKE, UNBLOCK, SNOOZE -> Double.NaN;
        };
    }

    private double listen(int played, int durationMillis) {
        if (played < 0 || semantics.isComplete(played, durationMillis)) {
            return 1;
        }
        if (durationMillis > 0) {
            return share(played, durationMillis);
        }
        return played >= semantics.minListenMillis() ? 1 : share(played, semantics.minListenMillis());
    }

    private static double share(int played, int of) {
        return Math.min(1, (double) played / of);
    }
}
