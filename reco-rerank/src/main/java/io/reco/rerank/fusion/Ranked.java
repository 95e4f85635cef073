package io.reco.rerank.fusion;

import io.reco.core.data.IdMap;
import io.reco.core.recommend.FallbackSource;
import io.reco.core.recommend.Recommendation;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.UnknownIdException;
import io.reco.rerank.Candidates;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The list of one source, best first: what a {@link Fusion} takes. A track occurs at most once and every score is finite;
 * scores need not fall with the rank (a fallback below a model has a scale of its own). May be empty. Immutable and
 * thread-safe.
 */
public final class Ranked {
    private final String name;
    private final double weight;
    private final int[] tracks;
    private final double[] scores;
    /** For each track the groups of the fallback that filled it in; null: all were meant. */
    private final @Nullable List<List<String>> fallbacks;

    private Ranked(String name, double weight, int[] tracks, double[] scores, @Nullable List<List<String>> fallbacks) {
        requireSource(name, weight);
        if (tracks.length != scores.length) {
            throw new IllegalArgumentException(
                    "source '" + name + "': " + tracks.length + " tracks but " + scores.length + " scores");
        }
        Set<Integer> seen = new HashSet<>(tracks.length * 2);
        for (int i = 0; i < tracks.length; i++) {
            if (tracks[i] < 0) {
                throw new IllegalArgumentException("source '" + name + "': track index " + tracks[i] + " is below 0");
            }
            if (!seen.add(tracks[i])) {
                throw new IllegalArgumentException("source '" + name + "': track index " + tracks[i] + " occurs twice");
            }
            if (!Double.isFinite(scores[i])) {
                throw new IllegalArgumentException("source '" + name + "': score " + scores[i] + " of track index "
                        + tracks[i] + " is not finite");
            }
        }
        this.name = name;
        this.weight = weight;
        this.tracks = tracks;
        this.scores = scores;
        this.fallbacks = fallbacks;
    }

    static void requireSource(String name, double weight) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a source needs a name");
        }
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "source '" + name + "': weight " + weight + " is not a finite number above 0");
        }
    }

    /**
     * A list in the order given, all of it meant by the source.
     *
     * @param name name of the source, not empty
     * @param weight finite, above 0; what it means is told by each {@link Fusion}
     * @param tracks track indices, best first; copied
     * @param scores one finite score per track; copied
     */
    public static Ranked of(String name, double weight, int[] tracks, double[] scores) {
        return new Ranked(name, weight, tracks.clone(), scores.clone(), null);
    }

    /** Candidates by score descending, then id ascending by code point; what {@link FallbackSource} names is a fallback. */
    public static Ranked of(String name, double weight, Candidates candidates, IdMap ids) {
        int[] idRanks = ids.codePointRanks();
        int[] order = IntStream.range(0, candidates.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> 0.0 - candidates.score(i))
                        .thenComparingInt(i -> idRanks[candidates.track(i)]))
                .mapToInt(i -> i)
                .toArray();
        return new Ranked(
                name,
                weight,
                IntStream.of(order).map(candidates::track).toArray(),
                IntStream.of(order).mapToDouble(candidates::score).toArray(),
                IntStream.of(order)
                        .mapToObj(i -> FallbackSource.groups(candidates.source(i)))
                        .toList());
    }

    /**
     * An answer in its own order, filled tracks included; what {@link FallbackSource} names is a fallback.
     *
     * @throws UnknownIdException if {@code ids} does not hold a track of the answer
     */
    public static Ranked of(String name, double weight, RecommendationList list, IdMap ids) {
        int[] tracks = new int[list.size()];
        double[] scores = new double[tracks.length];
        for (int i = 0; i < tracks.length; i++) {
            Recommendation item = list.items().get(i);
            tracks[i] = ids.indexOf(item.trackId());
            if (tracks[i] == IdMap.ABSENT) {
                throw new UnknownIdException("track", item.trackId());
            }
            scores[i] = item.score();
        }
        return new Ranked(
                name,
                weight,
                tracks,
                scores,
                list.items().stream()
                        .map(item -> FallbackSource.groups(item.source()))
                        .toList());
    }

    /** Name of the source. */
    public String name() {
        return name;
    }

    /** Weight of the source. */
    public double weight() {
        return weight;
    }

    /** Number of tracks. */
    public int size() {
        return tracks.length;
    }

    /** Track index in position {@code i}, 0 for the best. */
    public int track(int i) {
        return tracks[i];
    }

    /** Score in position {@code i}. */
    public double score(int i) {
        return scores[i];
    }

    /** Groups of the fallback that filled in the track in position {@code i}, ascending; empty: the source meant it. */
    public List<String> fallbacks(int i) {
        return fallbacks == null ? List.of() : fallbacks.get(i);
    }

    @Override
    public String toString() {
        return "Ranked[" + name + ", weight " + weight + ", " + tracks.length + " tracks]";
    }
}
