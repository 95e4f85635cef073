package io.reco.rerank;

import io.reco.core.data.IdMap;
import io.reco.rerank.history.Impression;
import it.unimi.dsi.fastutil.ints.Int2LongMap;
import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import java.util.List;

/**
 * When each track was last shown to one character on one surface and left alone. Only slots that were seen count. Acting on
 * a track resets it: that impression and the ones before it no longer count. Immutable and thread-safe.
 */
public final class RecommendedBefore {
    /** Answer of {@link #lastSeenMillis} for a track that does not count as recommended. */
    public static final long NEVER = Long.MIN_VALUE;

    private static final RecommendedBefore NONE = new RecommendedBefore(new Int2LongOpenHashMap(0));

    private final Int2LongOpenHashMap lastSeen;

    private RecommendedBefore(Int2LongOpenHashMap lastSeen) {
        this.lastSeen = lastSeen;
        lastSeen.defaultReturnValue(NEVER);
    }

    /** Nothing was recommended. */
    public static RecommendedBefore none() {
        return NONE;
    }

    /**
     * The impressions of one character on one surface, in any order. Tracks the catalogue does not hold are left out.
     *
     * @param impressions impressions of one character on one surface
     * @param tracks tracks of the catalogue
     */
    public static RecommendedBefore of(List<Impression> impressions, IdMap tracks) {
        Int2LongOpenHashMap acted = new Int2LongOpenHashMap(8);
        acted.defaultReturnValue(NEVER);
        Int2LongOpenHashMap seen = new Int2LongOpenHashMap(impressions.size());
        seen.defaultReturnValue(NEVER);
        for (Impression impression : impressions) {
            if (impression.seen() || impression.acted()) {
                int t = tracks.indexOf(impression.trackId());
                if (t != IdMap.ABSENT) {
                    Int2LongOpenHashMap times = impression.acted() ? acted : seen;
                    times.put(t, Math.max(times.get(t), impression.timeMillis()));
                }
            }
        }
        for (Int2LongMap.Entry entry : acted.int2LongEntrySet()) {
            int t = entry.getIntKey();
            if (seen.get(t) <= entry.getLongValue()) {
                seen.remove(t);
            }
        }
        return new RecommendedBefore(seen);
    }

    /** Whether no track counts as recommended. */
    public boolean isEmpty() {
        return lastSeen.isEmpty();
    }

    /** Epoch milliseconds at which track {@code t} was last seen and left alone, or {@link #NEVER}. */
    public long lastSeenMillis(int t) {
        return lastSeen.get(t);
    }
}
