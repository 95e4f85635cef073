package io.reco.embeddings;

import io.reco.core.data.IdMap;
import io.reco.core.vector.FloatMatrix;
import java.util.Arrays;
import java.util.List;

/** Hand-made vectors for tests. */
final class Vectors {
    private Vectors() {}

    /** All tracks, those with a vector, and their vectors; support 10 each. */
    static TrackVectors of(String[] ids, int[] trackOfRow, float[][] rows) {
        int[] support = new int[rows.length];
        Arrays.fill(support, 10);
        return new TrackVectors(IdMap.of(List.of(ids)), trackOfRow, support, FloatMatrix.copyOf(rows, rows[0].length));
    }
}
