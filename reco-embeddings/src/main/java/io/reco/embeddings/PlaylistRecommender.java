package io.reco.embeddings;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.IdMap;
import io.reco.core.data.Playlists;
import io.reco.core.recommend.Listen;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.recommend.UnknownIds;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.SearchHits;
import io.reco.core.vector.VectorSearch;
import it.unimi.dsi.fastutil.ints.IntSets;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Playlists for a character: the best cosine of a playlist's vector (see {@link SimilarPlaylists}) with one of the
 * character's interests (see {@link HistoryOptions}); score descending, then id ascending by code point. The seeds are tracks
 * of the history. Playlists that the character owns are left out; {@link Wanted#where} takes care of other wishes, for
 * example {@code p -> playlists.owner(p) == editor}.
 *
 * <p>Exactly k come back whenever k eligible playlists have a vector and the history has an interest. Immutable and
 * thread-safe.
 */
public final class PlaylistRecommender {
    private final VectorIndex tracks;
    private final CharacterHistories histories;
    private final VectorIndex index;
    private final UnknownIds unknownCharacters;
    private final UnknownIds unknownTracks;
    private final UnknownIds unknownPlaylists;

    private PlaylistRecommender(
            VectorIndex tracks, CharacterHistories histories, VectorIndex index, UnknownIdPolicy unknownIds) {
        this.tracks = tracks;
        this.histories = histories;
        this.index = index;
        unknownCharacters = new UnknownIds("playlists", "character", unknownIds);
        unknownTracks = new UnknownIds("playlists", "track", unknownIds);
        unknownPlaylists = new UnknownIds("playlists", "playlist", unknownIds);
    }

    private PlaylistRecommender(PlaylistRecommender other, VectorIndex index) {
        tracks = other.tracks;
        histories = other.histories;
        this.index = index;
        unknownCharacters = other.unknownCharacters;
        unknownTracks = other.unknownTracks;
        unknownPlaylists = other.unknownPlaylists;
    }

    /**
     * A recommender of the playlists of a data set.
     *
     * @param vectors of its tracks
     * @param data playlists, histories and owners
     * @param semantics which events are positive
     * @param options how a history becomes a query
     * @param unknownIds what to do with unknown ids
     * @throws IllegalArgumentException if vectors and data do not have the same tracks at the same indices
     */
    public static PlaylistRecommender of(
            TrackVectors vectors,
            Dataset data,
            EventSemantics semantics,
            HistoryOptions options,
            UnknownIdPolicy unknownIds) {
        return new PlaylistRecommender(
                vectors.index(),
                new CharacterHistories(vectors, data, semantics, options),
                new PlaylistVectors(vectors, data.playlists()).index(),
                unknownIds);
    }

    /** A copy that finds the nearest with another search over the rows of {@link #index}. */
    public PlaylistRecommender withSearch(VectorSearch search) {
        return new PlaylistRecommender(this, index.withSearch(search));
    }

    /** The k best playlists for a known character. */
    public Answer forCharacter(String characterId, int k) {
        return forCharacter(characterId, Wanted.best(k));
    }

    /**
     * The best playlists for a known character, by its history in the data; empty if no track of it has a vector.
     *
     * @throws io.reco.core.recommend.UnknownIdException if an id is unknown and the policy says to fail
     */
    public Answer forCharacter(String characterId, Wanted wanted) {
        IdPass pass = new IdPass();
        int c = pass.find(histories.data().profiles().ids(), characterId, unknownCharacters);
        if (c == IdMap.ABSENT) {
            return pass.answer(List.of());
        }
        Playlists playlists = histories.data().playlists();
        IntPredicate eligible = wanted.eligible();
        Wanted ofOthers = wanted.where(p -> playlists.owner(p) != c && eligible.test(p));
        return nearest(histories.of(c), ofOthers, pass);
    }

    /** The k best playlists for whoever has this history. */
    public Answer forHistory(List<Listen> history, int k) {
        return forHistory(history, Wanted.best(k));
    }

    /**
     * The best playlists for whoever has this history, oldest first; empty if no track of it has a vector. Events that are
     * not positive are passed over; if one event has no time, there is no decay by time.
     *
     * @throws io.reco.core.recommend.UnknownIdException if an id is unknown and the policy says to fail
     */
    public Answer forHistory(List<Listen> history, Wanted wanted) {
        IdPass pass = new IdPass();
        return nearest(histories.of(history, pass, unknownTracks), wanted, pass);
    }

    private Answer nearest(CharacterHistories.History history, Wanted wanted, IdPass pass) {
        IntPredicate eligible = pass.eligible(wanted, index.ids(), unknownPlaylists, IntSets.emptySet());
        List<SeedSum> interests = history.interests();
        if (interests.isEmpty()) {
            return pass.answer(List.of());
        }
        SearchHits hits = index.nearest(directions(interests), RowTerms.NONE, wanted.k(), eligible);
        SeedShares shares = SeedShares.ofTracks(interests, tracks);
        return pass.answer(
                Neighbours.of(hits, index, Evidence.VECTORS, row -> shares.of(index.vector(row), wanted.seeds())));
    }

    static FloatMatrix directions(List<SeedSum> sums) {
        float[][] rows = sums.stream().map(SeedSum::direction).toArray(float[][]::new);
        return FloatMatrix.copyOf(rows, rows[0].length);
    }

    /** The playlists that have a vector. */
    public VectorIndex index() {
        return index;
    }
}
