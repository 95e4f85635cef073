package io.reco.core.recommend;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Gender;
import io.reco.core.data.IdMap;

/**
 * A query in indices, as scorers see it. The arrays are shared: do not modify.
 *
 * @param characterIdx index of the character among the fitted ones, or {@link IdMap#ABSENT}
 * @param historyTracks tracks of the positive events of the history, oldest first, repeats included
 * @param historyMillis their times in epoch milliseconds, or {@link io.reco.core.data.EventLog#NO_TIME}; same length
 * @param historyIsFitted whether the history is the one the model was fitted with
 * @param gender gender, {@link Gender#UNKNOWN} when not told
 * @param ageBand age band, {@link AgeBand#UNKNOWN} when not told
 * @param regionIdx index of the region, or {@link IdMap#ABSENT}
 * @param nowMillis the moment of the request in epoch milliseconds; when the query has none, the last moment of the
 *     training data; {@link io.reco.core.data.EventLog#NO_TIME} when that has none either
 */
public record ResolvedQuery(
        int characterIdx,
        int[] historyTracks,
        long[] historyMillis,
        boolean historyIsFitted,
        Gender gender,
        AgeBand ageBand,
        int regionIdx,
        long nowMillis) {}
