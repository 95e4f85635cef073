package io.reco.embeddings;

import io.reco.core.data.IdMap;
import io.reco.core.data.IntLists;
import io.reco.core.data.Playlists;
import io.reco.core.recommend.Scored;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.recommend.UnknownIds;
import io.reco.core.vector.FloatMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Playlists near a playlist, by the cosine of playlist vectors: score descending, then id ascending by code point.
 *
 * <p>The vector of a playlist is the direction of the sum of the unit vectors of its tracks, each track once. A playlist
 * without any such track has none: it is in no answer, and its own is empty. Immutable and thread-safe.
 */
public final class SimilarPlaylists {
    private final VectorIndex index;
    private final UnknownIds unknown;

    private SimilarPlaylists(VectorIndex index, UnknownIdPolicy unknownIds) {
        this.index = index;
        unknown = new UnknownIds("similar playlists", "playlist", unknownIds);
    }

    /**
     * Makes the vectors of the playlists.
     *
     * @param vectors of the tracks, at the indices that the playlists use
     * @param playlists what to look for
     * @param unknownIds what to do with unknown ids
     */
    public static SimilarPlaylists of(TrackVectors vectors, Playlists playlists, UnknownIdPolicy unknownIds) {
        IntLists tracks = playlists.tracks();
        List<float[]> rows = new ArrayList<>();
        List<Integer> playlistOfRow = new ArrayList<>();
        VectorSum sum = new VectorSum(vectors.unitMatrix());
        for (int p = 0; p < playlists.size(); p++) {
            sum.clear();
            for (int t : Arrays.stream(tracks.toArray(p)).distinct().toArray()) {
                if (vectors.row(t) != IdMap.ABSENT) {
                    sum.add(vectors.row(t), 1);
                }
            }
            if (sum.norm() > 0) {
                rows.add(sum.direction());
                playlistOfRow.add(p);
            }
        }
        int[] playlistIdxs = playlistOfRow.stream().mapToInt(Integer::intValue).toArray();
        FloatMatrix unit = FloatMatrix.copyOf(rows.toArray(new float[0][]), vectors.dimension());
        return new SimilarPlaylists(new VectorIndex(playlists.ids(), playlistIdxs, unit), unknownIds);
    }

    /** The k playlists nearest to a playlist; see {@link #similar(String, int, IntPredicate)}. */
    public List<Scored> similar(String playlistId, int k) {
        return similar(playlistId, k, p -> true);
    }

    /**
     * The k playlists nearest to a playlist, itself excluded.
     *
     * @param k 1 or above
     * @param eligible says by index which playlists may be in the answer
     * @return empty if the playlist has no vector
     * @throws io.reco.core.recommend.UnknownIdException if the playlist is unknown and the policy says to fail
     */
    public List<Scored> similar(String playlistId, int k, IntPredicate eligible) {
        int playlist = index.ids().indexOf(playlistId);
        if (playlist == IdMap.ABSENT) {
            unknown.report(playlistId);
            return List.of();
        }
        int row = index.row(playlist);
        return row == IdMap.ABSENT
                ? List.of()
                : index.nearest(index.vector(row), k, p -> p != playlist && eligible.test(p));
    }

    VectorIndex index() {
        return index;
    }
}
