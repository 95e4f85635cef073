package io.reco.embeddings;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.IdMap;
import io.reco.core.recommend.Listen;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.recommend.UnknownIds;
import io.reco.core.vector.SearchHits;
import it.unimi.dsi.fastutil.ints.IntSet;
import it.unimi.dsi.fastutil.ints.IntSets;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Tracks for a character with the tracks of its history that each rests on: the scores and the order of {@link VectorScorer},
 * which a {@code ScoringRecommender} with a fallback is made of, and besides filters and seeds. The seeds of a track are those of
 * the interest that wins: first the track of the history with the largest product of weight and cosine.
 *
 * <p>Exactly k come back whenever k eligible tracks have a vector and the history has an interest. Immutable and thread-safe.
 */
public final class TrackRecommender {
    private final VectorIndex index;
    private final CharacterHistories histories;
    private final float[] terms;
    private final boolean unheardOnly;
    private final UnknownIds unknownCharacters;
    private final UnknownIds unknownTracks;

    private TrackRecommender(
            VectorIndex index,
            CharacterHistories histories,
            float[] terms,
            boolean unheardOnly,
            UnknownIds unknownCharacters,
            UnknownIds unknownTracks) {
        this.index = index;
        this.histories = histories;
        this.terms = terms;
        this.unheardOnly = unheardOnly;
        this.unknownCharacters = unknownCharacters;
        this.unknownTracks = unknownTracks;
    }

    /**
     * A recommender of the tracks of a data set; tracks of the history allowed.
     *
     * @param vectors of its tracks
     * @param data histories
     * @param semantics which events are positive
     * @param options how a history becomes a query
     * @param unknownIds what to do with unknown ids
     * @throws IllegalArgumentException if vectors and data do not have the same tracks at the same indices
     */
    public static TrackRecommender of(
            TrackVectors vectors,
            Dataset data,
            EventSemantics semantics,
            HistoryOptions options,
            UnknownIdPolicy unknownIds) {
        float[] terms = options.popularityWeight() == 0
                ? RowTerms.NONE
                : RowTerms.popularity(vectors.supports(), options.popularityWeight());
        return new TrackRecommender(
                vectors.index(),
                new CharacterHistories(vectors, data, semantics, options),
                terms,
                false,
                new UnknownIds("tracks", "character", unknownIds),
                new UnknownIds("tracks", "track", unknownIds));
    }

    /** A copy that leaves out, or does not, the tracks of all events of the history, skips included. */
    public TrackRecommender withUnheardOnly(boolean newUnheardOnly) {
        return new TrackRecommender(index, histories, terms, newUnheardOnly, unknownCharacters, unknownTracks);
    }

    /** The k best tracks for a known character. */
    public Answer forCharacter(String characterId, int k) {
        return forCharacter(characterId, Wanted.best(k));
    }

    /**
     * The best tracks for a known character, by its history in the data; empty if no track of it has a vector.
     *
     * @throws io.reco.core.recommend.UnknownIdException if an id is unknown and the policy says to fail
     */
    public Answer forCharacter(String characterId, Wanted wanted) {
        IdPass pass = new IdPass();
        int c = pass.find(histories.data().profiles().ids(), characterId, unknownCharacters);
        return c == IdMap.ABSENT ? pass.answer(List.of()) : nearest(histories.of(c), wanted, pass);
    }

    /**
     * The best tracks for whoever has this history, oldest first; empty if no track of it has a vector. Events that are not
     * positive are passed over; if one event has no time, there is no decay by time.
     *
     * @throws io.reco.core.recommend.UnknownIdException if an id is unknown and the policy says to fail
     */
    public Answer forHistory(List<Listen> history, Wanted wanted) {
        IdPass pass = new IdPass();
        return nearest(histories.of(history, pass, unknownTracks), wanted, pass);
    }

    private Answer nearest(CharacterHistories.History history, Wanted wanted, IdPass pass) {
        IntSet barred = unheardOnly ? history.heard() : IntSets.emptySet();
        IntPredicate eligible = pass.eligible(wanted, index.ids(), unknownTracks, barred);
        List<SeedSum> interests = history.interests();
        if (interests.isEmpty()) {
            return pass.answer(List.of());
        }
        SearchHits hits = index.nearest(PlaylistRecommender.directions(interests), terms, wanted.k(), eligible);
        SeedShares shares = SeedShares.ofTracks(interests, index);
        return pass.answer(
                Neighbours.of(hits, index, Evidence.VECTORS, row -> shares.of(index.vector(row), wanted.seeds())));
    }
}
