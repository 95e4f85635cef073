package io.reco.embeddings;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.IdMap;
import io.reco.core.recommend.Listen;
import io.reco.core.recommend.Scored;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.recommend.UnknownIds;
import io.reco.core.vector.FloatMatrix;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Playlists for a character: the best cosine of a playlist's vector (see {@link SimilarPlaylists}) with one of the
 * character's interests (see {@link HistoryOptions}); score descending, then id ascending by code point. Playlists that the
 * character owns are left out. Immutable and thread-safe.
 */
public final class PlaylistRecommender {
    private final TrackVectors vectors;
    private final Dataset data;
    private final EventSemantics semantics;
    private final HistoryVectors histories;
    private final VectorIndex index;
    private final UnknownIds unknownCharacters;
    private final UnknownIds unknownTracks;

    private PlaylistRecommender(
            TrackVectors vectors,
            Dataset data,
            EventSemantics semantics,
            HistoryOptions options,
            UnknownIdPolicy unknownIds) {
        this.vectors = vectors;
        this.data = data;
        this.semantics = semantics;
        histories = new HistoryVectors(vectors, options);
        index = SimilarPlaylists.of(vectors, data.playlists(), unknownIds).index();
        unknownCharacters = new UnknownIds("playlists", "character", unknownIds);
        unknownTracks = new UnknownIds("playlists", "track", unknownIds);
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
        vectors.requireTracks(data.catalog().tracks());
        return new PlaylistRecommender(vectors, data, semantics, options, unknownIds);
    }

    /**
     * The k best playlists for a known character, by its history in the data; empty if no track of it has a vector.
     *
     * @param k 1 or above
     * @throws io.reco.core.recommend.UnknownIdException if the character is unknown and the policy says to fail
     */
    public List<Scored> forCharacter(String characterId, int k) {
        int c = data.profiles().ids().indexOf(characterId);
        if (c == IdMap.ABSENT) {
            unknownCharacters.report(characterId);
            return List.of();
        }
        EventLog log = data.events();
        IntArrayList tracks = new IntArrayList();
        LongArrayList millis = new LongArrayList();
        for (int i = log.start(c); i < log.end(c); i++) {
            if (semantics.isPositive(log, i)) {
                tracks.add(log.track(i));
                millis.add(log.timeMillis(i));
            }
        }
        return nearest(tracks, millis, k, p -> data.playlists().owner(p) != c);
    }

    /**
     * The k best playlists for whoever has this history, oldest first; empty if no track of it has a vector. Events that are
     * not positive are passed over; events without time, or of different kinds in that, do not decay by time.
     *
     * @param k 1 or above
     * @throws io.reco.core.recommend.UnknownIdException if a track is unknown and the policy says to fail
     */
    public List<Scored> forHistory(List<Listen> history, int k) {
        boolean timed = history.stream().allMatch(listen -> listen.timeMillis() != EventLog.NO_TIME);
        IntArrayList tracks = new IntArrayList();
        LongArrayList millis = new LongArrayList();
        for (Listen listen : history) {
            int t = vectors.tracks().indexOf(listen.trackId());
            if (t == IdMap.ABSENT) {
                unknownTracks.report(listen.trackId());
            } else if (semantics.isPositive(listen.type(), listen.millisPlayed())) {
                tracks.add(t);
                millis.add(timed ? listen.timeMillis() : EventLog.NO_TIME);
            }
        }
        return nearest(tracks, millis, k, p -> true);
    }

    private List<Scored> nearest(IntArrayList tracks, LongArrayList millis, int k, IntPredicate eligible) {
        FloatMatrix interests = histories.interests(tracks.toIntArray(), millis.toLongArray());
        return interests.rows() == 0 ? List.of() : index.nearest(interests, k, eligible);
    }
}
