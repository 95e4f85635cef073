package io.reco.embeddings;

import java.util.Collection;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What may be in an answer, and how much of it: the same for tracks, artists and playlists. Made by {@link #best} and refined
 * by the other methods, each of which gives a copy.
 *
 * <pre>{@code
 * Wanted wanted = Wanted.best(10).excluding(List.of("t1", "t2")).where(t -> catalog.playable(t));
 * }</pre>
 *
 * @param k number of results, 1 or above: exactly k come back whenever k eligible ones exist
 * @param excluded raw ids that may not be in the answer; one that is not known follows the policy on unknown ids
 * @param eligible says by index which entities may be in the answer; must answer the same throughout a call, and be
 *     thread-safe where calls are made from several threads
 * @param seeds at most so many seeds are named for each result, the largest parts first; 0: none (saves time),
 *     {@link Integer#MAX_VALUE}: all
 */
public record Wanted(int k, Set<String> excluded, IntPredicate eligible, int seeds) {
    /** Number of seeds named unless told otherwise. */
    public static final int DEFAULT_SEEDS = 3;

    /** Copies the set and checks the ranges. */
    public Wanted {
        if (k < 1) {
            throw new IllegalArgumentException("k " + k + " is not 1 or above");
        }
        if (seeds < 0) {
            throw new IllegalArgumentException("seeds " + seeds + " is not 0 or above");
        }
        excluded = Set.copyOf(excluded);
    }

    /** The k best of all, {@value #DEFAULT_SEEDS} seeds named for each. */
    public static Wanted best(int k) {
        return new Wanted(k, Set.of(), i -> true, DEFAULT_SEEDS);
    }

    /** A copy for another number of results. */
    public Wanted withK(int newK) {
        return new Wanted(newK, excluded, eligible, seeds);
    }

    /** A copy that excludes exactly these. */
    public Wanted excluding(Collection<String> ids) {
        return new Wanted(k, Set.copyOf(ids), eligible, seeds);
    }

    /** A copy with exactly this filter, by index. */
    public Wanted where(IntPredicate newEligible) {
        return new Wanted(k, excluded, newEligible, seeds);
    }

    /** A copy that names another number of seeds. */
    public Wanted withSeeds(int newSeeds) {
        return new Wanted(k, excluded, eligible, newSeeds);
    }
}
