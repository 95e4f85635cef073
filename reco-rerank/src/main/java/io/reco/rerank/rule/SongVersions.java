package io.reco.rerank.rule;

import io.reco.core.data.Catalog;
import io.reco.core.data.IdMap;
import io.reco.core.data.IntLists;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Which tracks of a catalogue are the same song: those of one recording group, and those of equal title and main artist,
 * taken together (if A is a version of B and B of C, then A is one of C). Titles are compared after Unicode NFKC, case
 * folding and squeezing white space; an empty title equals none. Made once per catalogue, O(tracks). Immutable and
 * thread-safe.
 */
public final class SongVersions {
    private final int[] songs;
    private final IntLists versions;

    private SongVersions(int[] songs, IntLists versions) {
        this.songs = songs;
        this.versions = versions;
    }

    /** Every track is a song of its own. */
    public static SongVersions none() {
        return new SongVersions(new int[0], IntLists.ofEmptyRows(0));
    }

    /** The songs of a catalogue. */
    public static SongVersions of(Catalog catalog) {
        int n = catalog.trackCount();
        int[] parent = new int[n];
        Arrays.setAll(parent, t -> t);
        int[] firstOfGroup = new int[catalog.recordingGroups().size()];
        Arrays.fill(firstOfGroup, IdMap.ABSENT);
        Map<String, Integer> firstOfTitle = new HashMap<>();
        for (int t = 0; t < n; t++) {
            int group = catalog.recordingGroup(t);
            if (group != IdMap.ABSENT) {
                if (firstOfGroup[group] == IdMap.ABSENT) {
                    firstOfGroup[group] = t;
                } else {
                    union(parent, firstOfGroup[group], t);
                }
            }
            String title = folded(catalog.title(t));
            if (!title.isEmpty() && catalog.mainArtist(t) != IdMap.ABSENT) {
                Integer first = firstOfTitle.putIfAbsent(catalog.mainArtist(t) + " " + title, t);
                if (first != null) {
                    union(parent, first, t);
                }
            }
        }
        return number(parent);
    }

    private static String folded(String title) {
        return Normalizer.normalize(title, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .strip()
                .replaceAll("\\s+", " ");
    }

    private static int find(int[] parent, int t) {
        int root = t;
        while (parent[root] != root) {
            parent[root] = parent[parent[root]];
            root = parent[root];
        }
        return root;
    }

    private static void union(int[] parent, int a, int b) {
        int rootA = find(parent, a);
        int rootB = find(parent, b);
        parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
    }

    private static SongVersions number(int[] parent) {
        int n = parent.length;
        int[] sizes = new int[n];
        for (int t = 0; t < n; t++) {
            sizes[find(parent, t)]++;
        }
        int[] songOfRoot = new int[n];
        int[] songs = new int[n];
        int count = 0;
        for (int t = 0; t < n; t++) {
            int root = find(parent, t);
            if (root == t) {
                songOfRoot[t] = sizes[t] > 1 ? count++ : IdMap.ABSENT;
            }
            songs[t] = songOfRoot[root];
        }
        int[][] rows = new int[count][];
        int[] filled = new int[count];
        for (int t = 0; t < n; t++) {
            int song = songs[t];
            if (song != IdMap.ABSENT) {
                if (filled[song] == 0) {
                    rows[song] = new int[sizes[find(parent, t)]];
                }
                rows[song][filled[song]++] = t;
            }
        }
        return new SongVersions(songs, IntLists.of(rows));
    }

    /** Number of the song of a track that has other versions, or {@link IdMap#ABSENT}. */
    public int song(int t) {
        return t < songs.length ? songs[t] : IdMap.ABSENT;
    }

    /** The tracks of each song, by {@link #song}, ascending. */
    public IntLists versions() {
        return versions;
    }
}
