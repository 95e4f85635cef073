package io.reco.rerank.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sources that emit in turns. A track that was emitted is skipped by the others; a source is live as long as it has a track
 * that was not emitted. The first n of a fusion need at most the first n of each list, so they stay when lists get deeper.
 */
final class Turns {
    private final List<Ranked> lists;
    private final int[] cursors;
    private final Set<Integer> emitted = new HashSet<>();
    private final int n;
    private final List<Integer> tracks = new ArrayList<>();
    private final List<List<String>> sources = new ArrayList<>();
    private final List<List<String>> fallbacks = new ArrayList<>();

    Turns(List<Ranked> lists, int n) {
        if (n < 0) {
            throw new IllegalArgumentException("n " + n + " is not 0 or above");
        }
        this.lists = lists;
        this.n = n;
        cursors = new int[lists.size()];
    }

    boolean isFull() {
        return tracks.size() == n;
    }

    /** Whether source {@code s} has a track left. Amortised O(1). */
    boolean isLive(int s) {
        Ranked list = lists.get(s);
        while (cursors[s] < list.size() && emitted.contains(list.track(cursors[s]))) {
            cursors[s]++;
        }
        return cursors[s] < list.size();
    }

    /** The next track of source {@code s}, which is live, goes to the end. */
    void emit(int s) {
        int i = cursors[s]++;
        int track = lists.get(s).track(i);
        emitted.add(track);
        tracks.add(track);
        sources.add(List.of(lists.get(s).name()));
        fallbacks.add(lists.get(s).fallbacks(i));
    }

    /** What was emitted; position p (from 0) has the score {@code 1 / (1 + p)}, so the order survives a ranking by score. */
    Fused fused() {
        double[] scores = new double[tracks.size()];
        Arrays.setAll(scores, p -> 1.0 / (1 + p));
        return new Fused(tracks.stream().mapToInt(track -> track).toArray(), scores, sources, fallbacks);
    }
}
