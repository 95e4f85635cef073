package io.reco.core.io;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes tags, and genres out of tags, for data sets that have only tags. The tags of a track are all its tags, the one
 * assigned most often first; equal ones by the number of tracks that have them, then as they came in. Its genres are the
 * first {@value #GENRES_PER_TRACK} of these among the {@value #GENRE_VOCABULARY} tags that the most tracks have: a tag that
 * hardly anyone uses is no genre.
 */
final class TagCounts {
    /** How many tags are genres. */
    static final int GENRE_VOCABULARY = 100;
    /** How many genres a track has at most. */
    static final int GENRES_PER_TRACK = 3;

    private final Map<String, Map<String, Integer>> byTrack = new HashMap<>();
    private final Map<String, Integer> tracksOfTag = new LinkedHashMap<>();
    private final Set<String> vocabulary = new HashSet<>();

    /** Counts one assignment of a tag to a track. */
    void add(String trackId, String tag) {
        int before =
                byTrack.computeIfAbsent(trackId, id -> new LinkedHashMap<>()).merge(tag, 1, Integer::sum);
        if (before == 1) {
            tracksOfTag.merge(tag, 1, Integer::sum);
        }
    }

    /** Fixes which tags are genres; after the last {@link #add}. */
    void finish() {
        tracksOfTag.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(GENRE_VOCABULARY)
                .forEach(entry -> vocabulary.add(entry.getKey()));
    }

    List<String> tags(String trackId) {
        Map<String, Integer> counts = byTrack.getOrDefault(trackId, Map.of());
        List<String> tags = new ArrayList<>(counts.keySet());
        tags.sort(Comparator.<String>comparingInt(tag -> -counts.getOrDefault(tag, 0))
                .thenComparingInt(tag -> -tracksOfTag.getOrDefault(tag, 0)));
        return tags;
    }

    List<String> genres(String trackId) {
        return tags(trackId).stream()
                .filter(vocabulary::contains)
                .limit(GENRES_PER_TRACK)
                .toList();
    }

    /** Ids of the tracks that have tags, ascending by code point. */
    List<String> tracks() {
        return byTrack.keySet().stream().sorted(Utf8.ORDER).toList();
    }
}
