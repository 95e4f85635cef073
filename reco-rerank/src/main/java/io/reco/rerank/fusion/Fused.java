package io.reco.rerank.fusion;

import io.reco.rerank.Candidates;
import java.util.Arrays;
import java.util.List;

/**
 * A fused list, best first, with the sources that each track owes its place to. Scores never rise with the position.
 * Immutable and thread-safe.
 */
public final class Fused {
    private final int[] tracks;
    private final double[] scores;
    private final List<List<String>> sources;

    /**
     * A fused list.
     *
     * @param tracks track indices, best first; copied
     * @param scores one score per track; copied
     * @param sources for each track the names of its sources; sorted here
     */
    public Fused(int[] tracks, double[] scores, List<List<String>> sources) {
        if (tracks.length != scores.length || tracks.length != sources.size()) {
            throw new IllegalArgumentException(
                    tracks.length + " tracks, " + scores.length + " scores, " + sources.size() + " lists of sources");
        }
        this.tracks = tracks.clone();
        this.scores = scores.clone();
        this.sources =
                sources.stream().map(names -> names.stream().sorted().toList()).toList();
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

    /** As candidates of a pipeline. Their source is the names joined by {@code +}: {@code "item-knn+popular"}. */
    public Candidates candidates() {
        String[] names =
                sources.stream().map(several -> String.join("+", several)).toArray(String[]::new);
        return Candidates.of(tracks, scores, names);
    }

    @Override
    public String toString() {
        return "Fused[tracks " + Arrays.toString(tracks) + ", scores " + Arrays.toString(scores) + ", " + sources + "]";
    }
}
