package io.reco.embeddings;

import io.reco.core.data.IdMap;
import io.reco.core.data.IntLists;
import io.reco.core.data.Playlists;
import io.reco.core.vector.FloatMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Playlists as vectors: the direction of the sum of the unit vectors of its tracks, each track once. A playlist without any
 * such track has none. Immutable and thread-safe.
 */
final class PlaylistVectors {
    private final TrackVectors vectors;
    private final Playlists playlists;
    private final VectorIndex tracks;
    private final VectorIndex index;

    /** O(tracks of the playlists x dimension). */
    PlaylistVectors(TrackVectors vectors, Playlists playlists) {
        this.vectors = vectors;
        this.playlists = playlists;
        tracks = vectors.index();
        List<float[]> rows = new ArrayList<>();
        int[] playlistOfRow = new int[playlists.size()];
        for (int p = 0; p < playlists.size(); p++) {
            SeedSum sum = sum(p);
            if (sum.norm() > 0) {
                playlistOfRow[rows.size()] = p;
                rows.add(sum.direction());
            }
        }
        FloatMatrix unit = FloatMatrix.copyOf(rows.toArray(new float[0][]), vectors.dimension());
        index = VectorIndex.of(playlists.ids(), Arrays.copyOf(playlistOfRow, rows.size()), unit);
    }

    /** The sum of a playlist; of norm 0 if no track of it has a vector. */
    SeedSum sum(int p) {
        SeedSum sum = new SeedSum(vectors.unitMatrix());
        IntLists tracks = playlists.tracks();
        for (int i = 0; i < tracks.length(p); i++) {
            int row = vectors.row(tracks.get(p, i));
            if (row != IdMap.ABSENT && !sum.weights().containsKey(row)) {
                sum.add(row, 1);
            }
        }
        return sum;
    }

    VectorIndex index() {
        return index;
    }

    VectorIndex tracks() {
        return tracks;
    }
}
