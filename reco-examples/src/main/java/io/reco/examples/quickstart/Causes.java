package io.reco.examples.quickstart;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.IdMap;
import io.reco.core.recommend.Contribution;
import io.reco.core.recommend.Listen;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.RemovalExplainer;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.rerank.rule.SongVersions;
import java.util.ArrayList;
import java.util.List;

/**
 * Which track of a character's history to name as the reason of a recommendation: the one without which the score drops
 * most, provided that without it the track would stand lower in the model's list. Other releases of the same song are
 * passed over: that it was heard itself is no news to the listener.
 */
final class Causes {
    private final ScoringRecommender model;
    private final Query query;
    private final IdMap tracks;
    private final SongVersions versions;
    private final RemovalExplainer explainer;
    private final List<Listen> history;

    Causes(ScoringRecommender model, Query query, Dataset data, int c) {
        this.model = model;
        this.query = query;
        tracks = data.catalog().tracks();
        versions = SongVersions.of(data.catalog());
        explainer = RemovalExplainer.of(model);
        history = new ArrayList<>();
        EventLog log = data.events();
        for (int i = log.start(c); i < log.end(c); i++) {
            history.add(new Listen(tracks.id(log.track(i)), log.timeMillis(i), log.type(i), log.millisPlayed(i)));
        }
    }

    /** Index of the track to name, or {@link IdMap#ABSENT}. */
    int of(int t) {
        String trackId = tracks.id(t);
        for (Contribution contribution : explainer.explain(query, trackId, Integer.MAX_VALUE)) {
            int other = tracks.indexOf(contribution.trackId());
            if (contribution.amount() > 0
                    && versions.song(other) != versions.song(t)
                    && lowersTheRank(contribution.trackId(), trackId)) {
                return other;
            }
        }
        return IdMap.ABSENT;
    }

    /** Whether a track stands lower when all events of another are taken out of the history; the other is left out both times. */
    private boolean lowersTheRank(String removedId, String trackId) {
        int before = rank(trackId, history, removedId, Integer.MAX_VALUE);
        List<Listen> without = history.stream()
                .filter(listen -> !listen.trackId().equals(removedId))
                .toList();
        return rank(trackId, without, removedId, before + 1) > before;
    }

    /** Number of tracks above a track, at most {@code limit}. */
    private int rank(String trackId, List<Listen> listens, String leftOut, int limit) {
        int k = Math.min(limit, tracks.size());
        int rank = model.recommend(query.withHistory(listens)
                        .withExcluded(List.of(leftOut))
                        .withK(k))
                .trackIds()
                .indexOf(trackId);
        return rank < 0 ? k : rank;
    }
}
