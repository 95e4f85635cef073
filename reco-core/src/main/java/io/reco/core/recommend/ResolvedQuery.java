package io.reco.core.recommend;

import io.reco.core.data.AgeBand;
import io.reco.core.data.EventLog;
import io.reco.core.data.Gender;
import io.reco.core.data.IdMap;
import java.util.Arrays;

/**
 * A query in indices, as scorers see it. The arrays are shared: do not modify.
 *
 * @param characterIdx index of the character among the fitted ones, or {@link IdMap#ABSENT}
 * @param historyTracks tracks of the positive events of the history, oldest first, repeats included
 * @param historyMillis their times in epoch milliseconds, same length; either all have one or all are
 *     {@link EventLog#NO_TIME}
 * @param historyIsFitted whether the history is the one the model was fitted with
 * @param gender gender, {@link Gender#UNKNOWN} when not told
 * @param ageBand age band, {@link AgeBand#UNKNOWN} when not told
 * @param regionIdx index of the region, or {@link IdMap#ABSENT}
 * @param nowMillis the moment of the request in epoch milliseconds; when the query has none, the last moment of the
 *     training data; {@link EventLog#NO_TIME} when that has none either
 */
public record ResolvedQuery(
        int characterIdx,
        int[] historyTracks,
        long[] historyMillis,
        boolean historyIsFitted,
        Gender gender,
        AgeBand ageBand,
        int regionIdx,
        long nowMillis) {

    /** Whether the events of the history have times; false when there are none. */
    public boolean historyTimed() {
        return historyMillis.length > 0 && historyMillis[0] != EventLog.NO_TIME;
    }

    /**
     * A copy whose history is a given one and holds no event of track {@code t}; with {@link IdMap#ABSENT} all events stay.
     */
    ResolvedQuery withHistoryWithout(int t) {
        int[] tracks = new int[historyTracks.length];
        long[] millis = new long[historyTracks.length];
        int n = 0;
        for (int i = 0; i < historyTracks.length; i++) {
            if (historyTracks[i] != t) {
                tracks[n] = historyTracks[i];
                millis[n++] = historyMillis[i];
            }
        }
        return new ResolvedQuery(
                characterIdx,
                Arrays.copyOf(tracks, n),
                Arrays.copyOf(millis, n),
                false,
                gender,
                ageBand,
                regionIdx,
                nowMillis);
    }
}
