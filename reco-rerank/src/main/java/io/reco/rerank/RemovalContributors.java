package io.reco.rerank;

import io.reco.core.data.EventSemantics;
import io.reco.core.data.IdMap;
import io.reco.core.recommend.Listen;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.Recommender;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntLinkedOpenHashSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * What any {@link Recommender} went by, found by removal: each track of the history that was heard is left out in turn, all its
 * events, and the model asked again. A track is named only if the explained one then stands lower in the model's list; of several, the
 * one without which it falls furthest, and of equal ones the one heard last. The track that is left out is itself not counted
 * among those above.
 *
 * <p>The model is asked with the history as a given one both times, so that what it keeps for fitted characters plays no part.
 * Nor does a gender or an age band that the query told: the context does not hold them.
 * A track that the model does not rank within the depth (a pin, one from deeper down) has no contributor. Tracks of the request that
 * are {@link RuleContext#barred} are left out of the lists.
 *
 * <p>Costs one list of the model for each track that was heard and one more, for all tracks of a request together. Immutable, and
 * thread-safe when the model is.
 */
public final class RemovalContributors implements Explainer.Contributors {
    private final Recommender model;
    private final int depth;
    private final int maxTracks;
    private final IntUnaryOperator song;

    /**
     * What a model went by.
     *
     * @param model the first stage; answers from the history in the query
     * @param depth how deep the lists are, 1 or above: that of the candidates
     * @param maxTracks how many distinct tracks that were heard are left out in turn, the most recent ones; 1 or above
     * @param song number of the song of a track: another release of the explained song is not named, as that it was heard is no
     *     news to the listener. {@code SongVersions::song}, or {@link IntUnaryOperator#identity}
     */
    public RemovalContributors(Recommender model, int depth, int maxTracks, IntUnaryOperator song) {
        if (depth < 1) {
            throw new IllegalArgumentException("depth " + depth + " is not 1 or above");
        }
        if (maxTracks < 1) {
            throw new IllegalArgumentException("maxTracks " + maxTracks + " is not 1 or above");
        }
        this.model = model;
        this.depth = depth;
        this.maxTracks = maxTracks;
        this.song = song;
    }

    /** Position by track in a list; the length of the list for a track that is not in it. */
    private static Int2IntOpenHashMap positions(RecommendationList list, IdMap tracks) {
        Int2IntOpenHashMap positions = new Int2IntOpenHashMap(list.size());
        positions.defaultReturnValue(Integer.MAX_VALUE);
        for (int p = 0; p < list.size(); p++) {
            positions.put(tracks.indexOf(list.items().get(p).trackId()), p);
        }
        return positions;
    }

    /** The lists of a request: with the whole history, and without each of its tracks, the one heard last first. */
    private record Lists(Int2IntOpenHashMap whole, Map<Integer, Int2IntOpenHashMap> without) {}

    @Override
    public IntUnaryOperator of(RuleContext context, EventSemantics semantics) {
        Lists lists = ask(context, semantics);
        return track -> contributor(lists, track);
    }

    private int contributor(Lists lists, int track) {
        int position = lists.whole().get(track);
        if (position == Integer.MAX_VALUE) {
            return IdMap.ABSENT;
        }
        int best = IdMap.ABSENT;
        int furthest = 0;
        for (Map.Entry<Integer, Int2IntOpenHashMap> entry : lists.without().entrySet()) {
            int removed = entry.getKey();
            if (removed == track || song.applyAsInt(removed) == song.applyAsInt(track)) {
                continue;
            }
            int before = position - (lists.whole().get(removed) < position ? 1 : 0);
            int fall = Math.min(entry.getValue().get(track), depth) - before;
            if (fall > furthest) {
                furthest = fall;
                best = removed;
            }
        }
        return best;
    }

    private Lists ask(RuleContext context, EventSemantics semantics) {
        IdMap tracks = context.catalog().tracks();
        ListeningHistory history = context.history();
        List<Listen> listens = new ArrayList<>(history.size());
        for (int j = 0; j < history.size(); j++) {
            listens.add(new Listen(
                    tracks.id(history.track(j)), history.timeMillis(j), history.type(j), history.millisPlayed(j)));
        }
        List<String> barred = new ArrayList<>();
        context.barred().forEach(t -> barred.add(tracks.id(t)));
        Query query = (context.characterId().isEmpty()
                        ? Query.forHistory(listens, depth)
                        : Query.forCharacter(context.characterId(), depth).withHistory(listens))
                .withNow(context.nowMillis())
                .withExcluded(barred);
        IntLinkedOpenHashSet heard = new IntLinkedOpenHashSet();
        for (int j = history.size() - 1; j >= 0 && heard.size() < maxTracks; j--) {
            if (semantics.isPositive(history.type(j), history.millisPlayed(j))) {
                heard.add(history.track(j));
            }
        }
        // One deeper: a track that is left out below may stand among the first here.
        Int2IntOpenHashMap whole = positions(model.recommend(query.withK(depth + 1)), tracks);
        Map<Integer, Int2IntOpenHashMap> without = new LinkedHashMap<>();
        for (int removed : heard) {
            String id = tracks.id(removed);
            List<String> excluded = new ArrayList<>(barred);
            excluded.add(id);
            List<Listen> rest = listens.stream()
                    .filter(listen -> !listen.trackId().equals(id))
                    .toList();
            without.put(
                    removed, positions(model.recommend(query.withHistory(rest).withExcluded(excluded)), tracks));
        }
        return new Lists(whole, without);
    }
}
