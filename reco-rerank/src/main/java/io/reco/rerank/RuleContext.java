package io.reco.rerank;

import io.reco.core.data.Catalog;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import it.unimi.dsi.fastutil.ints.IntSets;
import java.util.function.Consumer;

/**
 * Everything a rule may look at besides the candidates. All values are passed in; nothing is read from a clock or a static.
 * Made by {@link #of} and refined by the {@code with} methods, or by {@link RuleContexts}. Immutable and thread-safe.
 */
public final class RuleContext {
    private final Parts parts;

    /** The values; written before they are published and never after. */
    private static final class Parts {
        private final Catalog catalog;
        private String characterId = "";
        private Listener listener = Listener.unknown();
        private ListeningHistory history = ListeningHistory.none();
        private RecommendedBefore recommended = RecommendedBefore.none();
        private JustPlayed justPlayed = JustPlayed.none();
        private Popularity popularity = Popularity.none();
        private IntSet barred = IntSets.EMPTY_SET;
        private String surface = "default";
        private long nowMillis;
        private long seed;

        Parts(Catalog catalog) {
            this.catalog = catalog;
        }

        Parts(Parts other) {
            catalog = other.catalog;
            characterId = other.characterId;
            listener = other.listener;
            history = other.history;
            recommended = other.recommended;
            justPlayed = other.justPlayed;
            popularity = other.popularity;
            barred = other.barred;
            surface = other.surface;
            nowMillis = other.nowMillis;
            seed = other.seed;
        }
    }

    private RuleContext(Parts parts) {
        this.parts = parts;
    }

    /**
     * Nothing known but the tracks and the moment; surface {@code "default"}, seed 0.
     *
     * @param catalog the tracks
     * @param nowMillis the moment of the request, epoch milliseconds, 0 or above
     */
    public static RuleContext of(Catalog catalog, long nowMillis) {
        return new RuleContext(new Parts(catalog)).withNow(nowMillis);
    }

    private RuleContext with(Consumer<Parts> change) {
        Parts changed = new Parts(parts);
        change.accept(changed);
        return new RuleContext(changed);
    }

    /** The tracks. */
    public Catalog catalog() {
        return parts.catalog;
    }

    /** Raw id of the character; empty when there is none. */
    public String characterId() {
        return parts.characterId;
    }

    /** The character's profile. */
    public Listener listener() {
        return parts.listener;
    }

    /** What the character did up to {@link #nowMillis}. */
    public ListeningHistory history() {
        return parts.history;
    }

    /** What was recommended to the character on this surface before. */
    public RecommendedBefore recommended() {
        return parts.recommended;
    }

    /** The tracks that the list follows in a session. */
    public JustPlayed justPlayed() {
        return parts.justPlayed;
    }

    /** Counts from the training data. */
    public Popularity popularity() {
        return parts.popularity;
    }

    /**
     * Indices of tracks the request does not want, which no rule may add or put in the place of another. Candidates are taken to
     * be without them: a {@link io.reco.core.recommend.Recommender} leaves them out, and surfaces and the radio drop them.
     */
    public IntSet barred() {
        return parts.barred;
    }

    /** Name of the place in the product the list is for. */
    public String surface() {
        return parts.surface;
    }

    /** The moment of the request, epoch milliseconds. */
    public long nowMillis() {
        return parts.nowMillis;
    }

    /** Seed of everything random in this request. */
    public long seed() {
        return parts.seed;
    }

    /** A copy for the character of this raw id; its profile and history are not changed. */
    public RuleContext withCharacterId(String characterId) {
        return with(p -> p.characterId = characterId);
    }

    /** A copy for this character. */
    public RuleContext withListener(Listener listener) {
        return with(p -> p.listener = listener);
    }

    /** A copy with this history. */
    public RuleContext withHistory(ListeningHistory history) {
        return with(p -> p.history = history);
    }

    /** A copy with these earlier recommendations. */
    public RuleContext withRecommended(RecommendedBefore recommended) {
        return with(p -> p.recommended = recommended);
    }

    /** A copy that follows these tracks. */
    public RuleContext withJustPlayed(JustPlayed justPlayed) {
        return with(p -> p.justPlayed = justPlayed);
    }

    /** A copy with these counts. */
    public RuleContext withPopularity(Popularity popularity) {
        return with(p -> p.popularity = popularity);
    }

    /** A copy in which exactly these tracks may not be put in; the set is copied. */
    public RuleContext withBarred(IntSet barred) {
        IntSet copy = barred.isEmpty() ? IntSets.EMPTY_SET : IntSets.unmodifiable(new IntOpenHashSet(barred));
        return with(p -> p.barred = copy);
    }

    /** A copy for this surface. */
    public RuleContext withSurface(String surface) {
        return with(p -> p.surface = surface);
    }

    /** A copy with this seed. */
    public RuleContext withSeed(long seed) {
        return with(p -> p.seed = seed);
    }

    /**
     * A copy at this moment.
     *
     * @throws IllegalArgumentException if it is below 0
     */
    public RuleContext withNow(long nowMillis) {
        if (nowMillis < 0) {
            throw new IllegalArgumentException("nowMillis " + nowMillis + " is not 0 or above");
        }
        return with(p -> p.nowMillis = nowMillis);
    }
}
