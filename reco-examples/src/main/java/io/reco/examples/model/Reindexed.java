package io.reco.examples.model;

import io.reco.core.data.IdMap;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.TrackVectors;
import java.util.Arrays;

/** Vectors at the indices of other data. */
public final class Reindexed {
    private Reindexed() {}

    /**
     * The same vectors for the tracks of some data; tracks that it does not have lose theirs. The vectors themselves if the
     * tracks are the same.
     */
    public static TrackVectors of(TrackVectors vectors, IdMap tracks) {
        if (vectors.tracks().equals(tracks)) {
            return vectors;
        }
        int[] trackOfRow = new int[vectors.rows()];
        int[] support = new int[vectors.rows()];
        int[] from = new int[vectors.rows()];
        int n = 0;
        for (int row = 0; row < vectors.rows(); row++) {
            int t = tracks.indexOf(vectors.tracks().id(vectors.track(row)));
            if (t != IdMap.ABSENT) {
                trackOfRow[n] = t;
                support[n] = vectors.support(row);
                from[n++] = row;
            }
        }
        FloatMatrix matrix = FloatMatrix.allocate(n, vectors.dimension());
        for (int row = 0; row < n; row++) {
            vectors.matrix().copyRow(from[row], matrix.array(row), matrix.offset(row));
        }
        return new TrackVectors(tracks, Arrays.copyOf(trackOfRow, n), Arrays.copyOf(support, n), matrix);
    }
}
