package io.reco.rerank.fusion;

import io.reco.core.recommend.FallbackSource;
import io.reco.rerank.Candidates;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A fused list, best first, with the sources that each track owes its place to. Scores never rise with the position.
 * Immutable and thread-safe.
 */
public final class Fused {
    private final int[] tracks;
    private final double[] scores;
    private final List<List<String>> sources;
    private final List<List<String>> fallbacks;

    /**
     * A fused list of which every track was meant by one of its sources.
     *
     * @param tracks track indices, best first; copied
     * @param scores one score per track; copied
     * @param sources for each track the names of its sources; sorted here
     */
    public Fused(int[] tracks, double[] scores, List<List<String>> sources) {
        this(tracks, scores, sources, Collections.nCopies(tracks.length, List.of()));
    }

    /**
     * A fused list.
     *
     * @param tracks track indices, best first; copied
     * @param scores one score per track; copied
     * @param sources for each track the names of its sources; sorted here
     * @param fallbacks for each track, when all of its sources only filled it in, the groups of their fallbacks
     *     ({@link Ranked#fallbacks}); empty when one of them meant it; sorted here, each once
     */
    public Fused(int[] tracks, double[] scores, List<List<String>> sources, List<List<String>> fallbacks) {
        if (tracks.length != scores.length || tracks.length != sources.size() || tracks.length != fallbacks.size()) {
            throw new IllegalArgumentException(tracks.length + " tracks, " + scores.length + " scores, "
                    + sources.size() + " lists of sources, " + fallbacks.size() + " lists of fallbacks");
        }
        this.tracks = tracks.clone();
        this.scores = scores.clone();
        this.sources =
                sources.stream().map(names -> names.stream().sorted().toList()).toList();
        this.fallbacks = fallbacks.stream()
                .map(groups -> groups.stream().sorted().distinct().toList())
                .toList();
    }

    /** Number of tracks. */
    public int size() {
        return tracks.length;
    }

    /** Track index in position {@code i}, 0 for the best. */
    public int track(int i) {
        return tracks[i];
    }

    /** Fused score in position {@code i}. */
    public double score(int i) {
        return scores[i];
    }

    /** Names of the sources that put the track in position {@code i} there, ascending; never empty. */
    public List<String> sources(int i) {
        return sources.get(i);
    }

    /**
     * Groups of the fallbacks that filled in the track in position {@code i}, ascending; empty when one of its sources meant
     * it.
     */
    public List<String> fallbacks(int i) {
        return fallbacks.get(i);
    }

    /**
     * As candidates of a pipeline. Their source is the names joined by {@code +}: {@code "item-knn+popular"}; that of a track
     * that was only filled in is the {@linkplain FallbackSource fallback}, as if the list were of one source.
     */
    public Candidates candidates() {
        String[] names = new String[tracks.length];
        Arrays.setAll(
                names,
                i -> fallbacks.get(i).isEmpty()
                        ? String.join("+", sources.get(i))
                        : FallbackSource.of(fallbacks.get(i)));
        return Candidates.of(tracks, scores, names);
    }

    @Override
    public String toString() {
        return "Fused[tracks " + Arrays.toString(tracks) + ", scores " + Arrays.toString(scores) + ", " + sources + "]";
    }
}
