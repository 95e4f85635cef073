package io.reco.rerank;

import io.reco.core.data.Catalog;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import it.unimi.dsi.fastutil.ints.IntSets;

/**
 * Everything a rule may look at besides the candidates. All values are passed in; nothing is read from a clock or a static.
 * Immutable and thread-safe.
 *
 * @param catalog the tracks
 * @param listener the character's profile
 * @param history what the character did before {@code nowMillis}
 * @param recommended what was recommended to the character on this surface before
 * @param popularity counts from the training data
 * @param barred indices of tracks the request does not want, which no rule may put in the place of another; copied
 * @param surface name of the place in the product the list is for
 * @param nowMillis the moment of the request, epoch milliseconds
 * @param seed seed of everything random in this request
 */
public record RuleContext(
        Catalog catalog,
        Listener listener,
        ListeningHistory history,
        RecommendedBefore recommended,
        Popularity popularity,
        IntSet barred,
        String surface,
        long nowMillis,
        long seed) {

    /** Checks the moment and copies the barred tracks. */
    public RuleContext {
        barred = barred.isEmpty() ? IntSets.EMPTY_SET : IntSets.unmodifiable(new IntOpenHashSet(barred));
        if (nowMillis < 0) {
            throw new IllegalArgumentException("nowMillis " + nowMillis + " is not 0 or above");
        }
    }

    /** Nothing known but the tracks and the moment; surface {@code "default"}, seed 0. */
    public static RuleContext of(Catalog catalog, long nowMillis) {
        return new RuleContext(
                catalog,
                Listener.unknown(),
                ListeningHistory.none(),
                RecommendedBefore.none(),
                Popularity.none(),
                IntSets.EMPTY_SET,
                "default",
                nowMillis,
                0);
    }

    /** A copy for this character. */
    public RuleContext withListener(Listener newListener) {
        return new RuleContext(
                catalog, newListener, history, recommended, popularity, barred, surface, nowMillis, seed);
    }

    /** A copy with this history. */
    public RuleContext withHistory(ListeningHistory newHistory) {
        return new RuleContext(
                catalog, listener, newHistory, recommended, popularity, barred, surface, nowMillis, seed);
    }

    /** A copy with these earlier recommendations. */
    public RuleContext withRecommended(RecommendedBefore newRecommended) {
        return new RuleContext(
                catalog, listener, history, newRecommended, popularity, barred, surface, nowMillis, seed);
    }

    /** A copy with these counts. */
    public RuleContext withPopularity(Popularity newPopularity) {
        return new RuleContext(
                catalog, listener, history, recommended, newPopularity, barred, surface, nowMillis, seed);
    }

    /** A copy in which exactly these tracks may not be put in. */
    public RuleContext withBarred(IntSet newBarred) {
        return new RuleContext(
                catalog, listener, history, recommended, popularity, newBarred, surface, nowMillis, seed);
    }

    /** A copy for this surface. */
    public RuleContext withSurface(String newSurface) {
        return new RuleContext(
                catalog, listener, history, recommended, popularity, barred, newSurface, nowMillis, seed);
    }

    /** A copy with this seed. */
    public RuleContext withSeed(long newSeed) {
        return new RuleContext(
                catalog, listener, history, recommended, popularity, barred, surface, nowMillis, newSeed);
    }

    /** A copy at this moment. */
    public RuleContext withNow(long newNowMillis) {
        return new RuleContext(
                catalog, listener, history, recommended, popularity, barred, surface, newNowMillis, seed);
    }
}
