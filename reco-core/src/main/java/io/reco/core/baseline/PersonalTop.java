package io.reco.core.baseline;

import io.reco.core.data.Dataset;
import io.reco.core.data.IdMap;
import io.reco.core.recommend.ResolvedQuery;
import io.reco.core.recommend.TrackScorer;
import java.util.Arrays;

/**
 * What the character itself plays most, recent plays first:
 * {@code score(t) = sum over positive events e of t in the history of decay(age of e)}, with {@link Decay} by time, by
 * events, or both. No opinion on tracks that are not in the history, and none at all without one; with unseen tracks only,
 * the whole list is the fallback's. Ages are those at the last event of the history: the moment of the query would scale all
 * scores alike.
 *
 * <p>Scoring is O(n + history). Immutable and thread-safe.
 */
public final class PersonalTop implements TrackScorer {
    /** A play counts half after 200 more of them. Works with and without times; not tuned on any data. */
    public static final Decay DEFAULT_RECENCY = Decay.ofEvents(200);

    private final IdMap tracks;
    private final Decay recency;

    private PersonalTop(IdMap tracks, Decay recency) {
        this.tracks = tracks;
        this.recency = recency;
    }

    /**
     * Nothing is learnt: the histories stay in the training data.
     *
     * @throws IllegalArgumentException if a decay by time is asked for and the training events have no times
     */
    public static PersonalTop fit(Dataset train, Decay recency) {
        recency.checkFits(train.events(), "recency");
        return new PersonalTop(train.catalog().tracks(), recency);
    }

    @Override
    public String name() {
        return "personal-top";
    }

    @Override
    public IdMap tracks() {
        return tracks;
    }

    @Override
    public boolean score(ResolvedQuery query, float[] scores) {
        int[] history = query.historyTracks();
        if (history.length == 0) {
            return false;
        }
        Arrays.fill(scores, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < history.length; i++) {
            int t = history[i];
            float before = scores[t] == Float.NEGATIVE_INFINITY ? 0 : scores[t];
            scores[t] = before + (float) recency.weight(query, i);
        }
        return true;
    }
}
