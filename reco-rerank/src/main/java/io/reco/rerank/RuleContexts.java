package io.reco.rerank;

import io.reco.core.data.Catalog;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.IdMap;
import io.reco.core.data.Profile;
import io.reco.core.random.SplitMix64;
import io.reco.core.recommend.Query;
import io.reco.rerank.history.Impression;
import io.reco.rerank.history.Outcome;
import io.reco.rerank.history.RecommendationHistory;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes the {@link RuleContext} of a query from a data set. A known character has its profile and its events of the data
 * set up to the moment of the query. A history in the query goes before those, but what the character blocked, disliked and
 * liked in the data set stands until it is taken back there or here. Immutable; as thread-safe as the recommendation history
 * and the profiles.
 */
public final class RuleContexts {
    private final Dataset data;
    private final Popularity popularity;
    private final RecommendationHistory recommended;
    private final long lookbackMillis;
    private final String surface;
    private final long seed;
    private final long lastMillis;
    private final Function<String, Optional<Profile>> profiles;

    /**
     * Contexts of one surface.
     *
     * @param data what was known when the lists are made: the training part, when they are judged afterwards
     * @param popularity counts of the same data
     * @param recommended what was recommended before
     * @param lookbackMillis how far back to look into it at least, 0 or above; a {@link RerankingRecommender} looks as far
     *     back as its rules need
     * @param surface name of the surface
     * @param seed seed; each character of each surface gets its own from it
     */
    public RuleContexts(
            Dataset data,
            Popularity popularity,
            RecommendationHistory recommended,
            long lookbackMillis,
            String surface,
            long seed) {
        this(data, popularity, recommended, lookbackMillis, surface, seed, id -> Optional.empty());
    }

    private RuleContexts(
            Dataset data,
            Popularity popularity,
            RecommendationHistory recommended,
            long lookbackMillis,
            String surface,
            long seed,
            Function<String, Optional<Profile>> profiles) {
        if (lookbackMillis < 0) {
            throw new IllegalArgumentException("lookbackMillis " + lookbackMillis + " is not 0 or above");
        }
        this.data = data;
        this.popularity = popularity;
        this.recommended = recommended;
        this.lookbackMillis = lookbackMillis;
        this.surface = surface;
        this.seed = seed;
        this.profiles = profiles;
        this.lastMillis = Math.max(0, data.events().lastMillis());
    }

    /** Contexts of the surface {@code "default"} on which nothing was recommended before; seed 0. */
    public static RuleContexts of(Dataset data, Popularity popularity) {
        return new RuleContexts(data, popularity, NO_HISTORY, 0, "default", 0);
    }

    private static final RecommendationHistory NO_HISTORY = new RecommendationHistory() {
        @Override
        public void record(List<Impression> impressions) {
            throw new UnsupportedOperationException("these contexts were made without a recommendation history");
        }

        @Override
        public int mark(String characterId, String surface, String requestId, Outcome outcome, int... slots) {
            return 0;
        }

        @Override
        public List<Impression> recent(String characterId, String surface, long sinceMillis, long nowMillis) {
            return List.of();
        }

        @Override
        public long sweep(long nowMillis) {
            return 0;
        }
    };

    /**
     * Contexts that look at least this far back into what was recommended before: {@link RulePipeline#lookbackMillis} of
     * the rules they are for.
     */
    public RuleContexts lookingBack(long millis) {
        return millis <= lookbackMillis
                ? this
                : new RuleContexts(data, popularity, recommended, millis, surface, seed, profiles);
    }

    /**
     * Contexts that ask for the profile of a character at each request: what it blocked a minute ago, or what is known of a
     * character the data set does not hold.
     *
     * @param current the profile by raw id, thread-safe; where it is empty that of the data set counts
     */
    public RuleContexts withProfiles(Function<String, Optional<Profile>> current) {
        return new RuleContexts(data, popularity, recommended, lookbackMillis, surface, seed, current);
    }

    /** Contexts of another surface. */
    public RuleContexts withSurface(String name) {
        return new RuleContexts(data, popularity, recommended, lookbackMillis, name, seed, profiles);
    }

    /** The catalogue the rules work with. */
    public Catalog catalog() {
        return data.catalog();
    }

    /** The counts the rules work with. */
    public Popularity popularity() {
        return popularity;
    }

    /** The tracks the rules work with. */
    public IdMap tracks() {
        return data.catalog().tracks();
    }

    /**
     * The context of a query. A query without a moment is made at the last moment of the data (0 when it has no times).
     */
    public RuleContext of(Query query) {
        long now = query.nowMillis() == EventLog.NO_TIME ? lastMillis : query.nowMillis();
        String id = query.characterId().orElse("");
        int c = id.isEmpty() ? IdMap.ABSENT : data.profiles().ids().indexOf(id);
        ListeningHistory known = c == IdMap.ABSENT
                ? ListeningHistory.none()
                : ListeningHistory.of(data.events(), c).until(now);
        ListeningHistory history = query.history()
                .map(listens ->
                        ListeningHistory.of(listens, tracks()).until(now).withStandingOf(known))
                .orElse(known);
        RecommendedBefore before = id.isEmpty()
                ? RecommendedBefore.none()
                : RecommendedBefore.of(
                        recommended.recent(id, surface, Math.max(0, now - lookbackMillis), now), tracks());
        return RuleContext.of(data.catalog(), now)
                .withCharacterId(id)
                .withListener(listener(id, c))
                .withHistory(history)
                .withRecommended(before)
                .withPopularity(popularity)
                .withBarred(barred(query, history, known))
                .withSurface(surface)
                .withSeed(hash(hash(seed, surface), id));
    }

    private Listener listener(String id, int c) {
        Optional<Profile> current = id.isEmpty() ? Optional.empty() : profiles.apply(id);
        if (current.isPresent()) {
            return Listener.of(current.get(), data.catalog());
        }
        return c == IdMap.ABSENT ? Listener.unknown() : Listener.of(data.profiles(), c);
    }

    /** A well-mixed function of a seed and a text, the same everywhere. */
    private static long hash(long seed, String text) {
        long hash = SplitMix64.hash(seed, text.length());
        for (int i = 0; i < text.length(); i++) {
            hash = SplitMix64.hash(hash, text.charAt(i));
        }
        return hash;
    }

    /** The excluded tracks and, when only unseen ones are wanted, those of the given and of the known history. */
    private IntSet barred(Query query, ListeningHistory given, ListeningHistory known) {
        IntOpenHashSet barred = new IntOpenHashSet(query.excluded().size());
        for (String trackId : query.excluded()) {
            int t = tracks().indexOf(trackId);
            if (t != IdMap.ABSENT) {
                barred.add(t);
            }
        }
        if (query.unseenOnly()) {
            given.addTracksTo(barred);
            known.addTracksTo(barred);
        }
        return barred;
    }
}
