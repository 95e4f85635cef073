package io.reco.embeddings;

import io.reco.core.data.IdMap;
import io.reco.core.data.Playlists;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.recommend.UnknownIds;
import io.reco.core.vector.SearchHits;
import io.reco.core.vector.VectorSearch;
import it.unimi.dsi.fastutil.ints.IntSets;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Playlists near a playlist, by the cosine of playlist vectors: score descending, then id ascending by code point. The seeds
 * are the tracks of the playlist asked for.
 *
 * <p>The vector of a playlist is the direction of the sum of the unit vectors of its tracks, each track once. A playlist
 * without any such track has none: it is in no answer, and its own is empty. Exactly k come back whenever k eligible
 * playlists have a vector. Immutable and thread-safe.
 */
public final class SimilarPlaylists {
    private final PlaylistVectors playlists;
    private final VectorIndex index;
    private final UnknownIds unknown;

    private SimilarPlaylists(PlaylistVectors playlists, VectorIndex index, UnknownIds unknown) {
        this.playlists = playlists;
        this.index = index;
        this.unknown = unknown;
    }

    /**
     * Makes the vectors of the playlists.
     *
     * @param vectors of the tracks, at the indices that the playlists use
     * @param playlists what to look for
     * @param unknownIds what to do with unknown ids
     */
    public static SimilarPlaylists of(TrackVectors vectors, Playlists playlists, UnknownIdPolicy unknownIds) {
        PlaylistVectors made = new PlaylistVectors(vectors, playlists);
        return new SimilarPlaylists(made, made.index(), new UnknownIds("similar playlists", "playlist", unknownIds));
    }

    /** A copy that finds the nearest with another search over the rows of {@link #index}. */
    public SimilarPlaylists withSearch(VectorSearch search) {
        return new SimilarPlaylists(playlists, index.withSearch(search), unknown);
    }

    /** The k playlists nearest to a playlist, itself excluded. */
    public Answer similar(String playlistId, int k) {
        return similar(playlistId, Wanted.best(k));
    }

    /**
     * The playlists nearest to a playlist, itself excluded.
     *
     * @return empty if the playlist has no vector
     * @throws io.reco.core.recommend.UnknownIdException if an id is unknown and the policy says to fail
     */
    public Answer similar(String playlistId, Wanted wanted) {
        IdPass pass = new IdPass();
        int playlist = pass.find(index.ids(), playlistId, unknown);
        IntPredicate eligible = pass.eligible(wanted, index.ids(), unknown, IntSets.singleton(playlist));
        if (playlist == IdMap.ABSENT || index.row(playlist) == IdMap.ABSENT) {
            return pass.answer(List.of());
        }
        SeedSum sum = playlists.sum(playlist);
        SearchHits hits = index.nearest(sum.direction(), RowTerms.NONE, wanted.k(), eligible);
        SeedShares shares = SeedShares.ofTracks(List.of(sum), playlists.tracks());
        return pass.answer(
                Neighbours.of(hits, index, Evidence.VECTORS, row -> shares.of(index.vector(row), wanted.seeds())));
    }

    /** The playlists that have a vector. */
    public VectorIndex index() {
        return index;
    }
}
