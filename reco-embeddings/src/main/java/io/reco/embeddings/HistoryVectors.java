package io.reco.embeddings;

import io.reco.core.data.EventLog;
import io.reco.core.data.IdMap;
import io.reco.core.vector.FloatMatrix;
import java.util.List;

/** Histories as vectors. Immutable and thread-safe. */
final class HistoryVectors {
    private final TrackVectors vectors;
    private final FloatMatrix unit;
    private final HistoryOptions options;

    HistoryVectors(TrackVectors vectors, HistoryOptions options) {
        this.vectors = vectors;
        this.unit = vectors.unitMatrix();
        this.options = options;
    }

    /**
     * The interests of a history, one unit row each; no row if no track of it has a vector.
     *
     * @param tracks track indices, oldest first; not modified
     * @param millis their times, or {@link EventLog#NO_TIME} for all; not modified
     */
    FloatMatrix interests(int[] tracks, long[] millis) {
        return divide(tracks, millis).centroids();
    }

    /** As {@link #interests}, with what each interest is made of. */
    List<SeedSum> sums(int[] tracks, long[] millis) {
        return divide(tracks, millis).sums();
    }

    /** The rows that the sums are made of. */
    FloatMatrix unitMatrix() {
        return unit;
    }

    private Interests divide(int[] tracks, long[] millis) {
        int last = tracks.length - 1;
        // Later events without a vector would scale all weights by one factor, which may underflow.
        while (last >= 0 && vectors.row(tracks[last]) == IdMap.ABSENT) {
            last--;
        }
        Interests interests = new Interests(unit, options.interests(), options.similarity());
        int used = 0;
        for (int i = last; i >= 0 && used < options.maxEvents(); i--) {
            int row = vectors.row(tracks[i]);
            if (row != IdMap.ABSENT) {
                long age = millis[i] == EventLog.NO_TIME ? 0 : millis[last] - millis[i];
                interests.add(row, options.decay().weight(age, last - i));
                used++;
            }
        }
        return interests;
    }
}
