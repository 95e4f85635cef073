package io.reco.core.recommend;

import io.reco.core.data.IdMap;
import it.unimi.dsi.fastutil.ints.IntLinkedOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Says which tracks of a history a recommendation rests on, by leaving each out and scoring again: the contribution of h to
 * track t is {@code score(t | history) - score(t | history without all events of h)}. True of the computation of any model
 * because it is one. Contributions need not add up to the score.
 *
 * <p>Both scores are those of the history as a given one ({@link ResolvedQuery#historyIsFitted} is false), so that a model
 * that keeps something for fitted characters is compared with itself. Where the model has no opinion, the score counts as
 * {@link TrackModel#noOpinion}.
 *
 * <p>Costs one {@link TrackModel#scoreOf} per explained track of the history and one more. Thread-safe.
 */
public final class RemovalExplainer {
    private final TrackModel model;
    private final Function<Query, ResolvedQuery> resolver;

    private RemovalExplainer(TrackModel model, Function<Query, ResolvedQuery> resolver) {
        this.model = model;
        this.resolver = resolver;
    }

    /** Explains the answers of this recommender. */
    public static RemovalExplainer of(ScoringRecommender recommender) {
        return new RemovalExplainer(recommender.scorer(), recommender::resolve);
    }

    /** Explains the answers of this recommender. */
    public static RemovalExplainer of(RetrievingRecommender recommender) {
        return new RemovalExplainer(recommender.retriever(), recommender::resolve);
    }

    /**
     * Contributions of the tracks of the history to the score of a track, largest first, equal ones by id ascending by code
     * point. Empty when there is no history, or the model has no opinion on the track.
     *
     * @param query the query that was answered
     * @param trackId raw id of the track to explain
     * @param maxTracks how many distinct tracks of the history are left out in turn, the most recent ones; 1 or above,
     *     {@link Integer#MAX_VALUE} for all
     * @throws UnknownIdException if the track is not known
     */
    public List<Contribution> explain(Query query, String trackId, int maxTracks) {
        if (maxTracks < 1) {
            throw new IllegalArgumentException("maxTracks " + maxTracks + " is not 1 or above");
        }
        IdMap tracks = model.tracks();
        int t = tracks.indexOf(trackId);
        if (t == IdMap.ABSENT) {
            throw new UnknownIdException("track", trackId);
        }
        ResolvedQuery given = resolver.apply(query).withHistoryWithout(IdMap.ABSENT);
        double full = model.scoreOf(given, t);
        if (full == Double.NEGATIVE_INFINITY) {
            return List.of();
        }
        List<Contribution> contributions = new ArrayList<>();
        for (int h : mostRecent(given.historyTracks(), maxTracks)) {
            double without = model.scoreOf(given.withHistoryWithout(h), t);
            contributions.add(new Contribution(
                    tracks.id(h), full - (without == Double.NEGATIVE_INFINITY ? model.noOpinion() : without)));
        }
        int[] ranks = tracks.codePointRanks();
        contributions.sort(Comparator.comparingDouble(Contribution::amount)
                .reversed()
                .thenComparingInt(c -> ranks[tracks.indexOf(c.trackId())]));
        return List.copyOf(contributions);
    }

    private static IntSet mostRecent(int[] history, int maxTracks) {
        IntSet found = new IntLinkedOpenHashSet();
        for (int i = history.length - 1; i >= 0 && found.size() < maxTracks; i--) {
            found.add(history[i]);
        }
        return found;
    }
}
