package io.reco.rerank;

import io.reco.core.data.Catalog;
import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventType;
import io.reco.core.data.Origin;
import io.reco.core.data.Profile;
import io.reco.core.data.Track;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** A catalogue and one character, told track by track and event by event, for hand-made cases. */
public final class SmallCatalog {
    /** 2023-11-14T22:13:20Z. */
    public static final long NOW = 1_700_000_000_000L;

    public static final long DAY = 86_400_000L;

    private final DatasetBuilder builder = Dataset.builder("small");
    private Profile profile = Profile.of("me");

    /** A track of these artists, the main one first. */
    public SmallCatalog track(String id, String... artists) {
        return track(id, track -> {
            Arrays.stream(artists).forEach(track::artist);
            return track;
        });
    }

    public SmallCatalog track(String id, UnaryOperator<Track.Builder> facts) {
        builder.catalog().addTrack(facts.apply(Track.builder(id)).build());
        return this;
    }

    public SmallCatalog me(Profile newProfile) {
        profile = newProfile;
        return this;
    }

    public SmallCatalog event(EventType type, String trackId, long daysAgo) {
        return event(type, trackId, NOW - daysAgo * DAY, -1);
    }

    public SmallCatalog event(EventType type, String trackId, long timeMillis, int millisPlayed) {
        builder.events()
                .add(
                        builder.character("me"),
                        builder.catalog().track(trackId),
                        timeMillis,
                        type,
                        millisPlayed,
                        Float.NaN,
                        Origin.UNKNOWN);
        return this;
    }

    public Built build() {
        builder.addCharacter(profile);
        Dataset data = builder.build();
        int me = data.profiles().ids().indexOf("me");
        EventLog events = data.events();
        return new Built(
                data,
                RuleContext.of(data.catalog(), NOW)
                        .withListener(Listener.of(data.profiles(), me))
                        .withHistory(ListeningHistory.of(events, me)));
    }

    /** The catalogue with the context of its character at {@link #NOW}. */
    public record Built(Dataset data, RuleContext context) {
        public Catalog catalog() {
            return data.catalog();
        }

        public int idx(String trackId) {
            return catalog().tracks().indexOf(trackId);
        }

        /** All tracks in the order they were told, with falling scores n, n-1, ... 1. */
        public Candidates all() {
            int n = catalog().trackCount();
            int[] tracks = new int[n];
            double[] scores = new double[n];
            for (int t = 0; t < n; t++) {
                tracks[t] = t;
                scores[t] = n - t;
            }
            return Candidates.of(tracks, scores, "model");
        }

        public Candidates scored(double... scores) {
            int[] tracks = new int[scores.length];
            Arrays.setAll(tracks, t -> t);
            return Candidates.of(tracks, scores, "model");
        }

        public Reranked apply(Rule... rules) {
            return RulePipeline.of(rules)
                    .withTrace(true)
                    .apply(all(), context, catalog().trackCount());
        }

        public Built with(UnaryOperator<RuleContext> change) {
            return new Built(data, change.apply(context));
        }
    }

    /** Raw ids by position. */
    public static List<String> ids(Reranked list) {
        return list.items().stream().map(item -> item.trackId()).toList();
    }

    /** Score of a track of the list. */
    public static double score(Reranked list, String trackId) {
        return list.items().stream()
                .filter(item -> item.trackId().equals(trackId))
                .findFirst()
                .orElseThrow()
                .score();
    }
}
