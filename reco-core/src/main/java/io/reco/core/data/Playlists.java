package io.reco.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Playlists as columns; a playlist is its index {@code p}. Immutable and thread-safe. */
public final class Playlists {
    private final IdMap ids;
    private final TextColumn titles;
    private final int[] owners;
    private final IntLists tags;
    private final IntLists tracks;
    private final long[] updated;
    private final int[] followers;

    private Playlists(Builder builder) {
        ids = builder.ids.build();
        int n = ids.size();
        titles = builder.titles.build(n);
        owners = Arrays.copyOf(builder.owners, n);
        tags = builder.tags.build(n);
        tracks = builder.tracks.build(n);
        updated = Arrays.copyOf(builder.updated, n);
        followers = Arrays.copyOf(builder.followers, n);
    }

    /** Raw ids. */
    public IdMap ids() {
        return ids;
    }

    /** Number of playlists. */
    public int size() {
        return ids.size();
    }

    /** Shown title; empty when not told. */
    public String title(int p) {
        return titles.get(p);
    }

    /** Index of the owner among the characters, or {@link IdMap#ABSENT}. */
    public int owner(int p) {
        return owners[p];
    }

    /** Indices of the tags, by playlist; see {@link Catalog#tags()}. */
    public IntLists tags() {
        return tags;
    }

    /** Indices of the tracks in order, by playlist. */
    public IntLists tracks() {
        return tracks;
    }

    /** Epoch milliseconds of the last change, or -1 when not told. */
    public long updatedMillis(int p) {
        return updated[p];
    }

    /** Number of followers, or -1 when not told. */
    public int followers(int p) {
        return followers[p];
    }

    /** Collects playlists whose ids have been turned into indices. */
    static final class Builder {
        private final IdMap.Builder ids = new IdMap.Builder();
        private final TextColumn.Builder titles = new TextColumn.Builder();
        private int[] owners = new int[16];
        private final IntLists.Builder tags = new IntLists.Builder();
        private final IntLists.Builder tracks = new IntLists.Builder();
        private long[] updated = new long[16];
        private int[] followers = new int[16];

        boolean contains(String id) {
            return ids.indexOf(id) != IdMap.ABSENT;
        }

        void add(Playlist playlist, int ownerIdx, int[] tagIdxs, int[] trackIdxs) {
            int p = ids.add(playlist.id());
            if (p == owners.length) {
                int bigger = p + (p >> 1);
                owners = Arrays.copyOf(owners, bigger);
                updated = Arrays.copyOf(updated, bigger);
                followers = Arrays.copyOf(followers, bigger);
            }
            titles.set(p, playlist.title());
            owners[p] = ownerIdx;
            tags.set(p, tagIdxs);
            tracks.set(p, trackIdxs);
            updated[p] = playlist.updatedMillis();
            followers[p] = playlist.followers();
        }

        Playlists build() {
            return new Playlists(this);
        }
    }

    /** The playlist with its raw ids. */
    public Playlist playlist(int p, Catalog catalog, Profiles profiles) {
        List<String> tagNames = new ArrayList<>();
        for (int tag : tags.toArray(p)) {
            tagNames.add(catalog.tags().id(tag));
        }
        List<String> trackIds = new ArrayList<>();
        for (int t : tracks.toArray(p)) {
            trackIds.add(catalog.tracks().id(t));
        }
        String owner = owners[p] == IdMap.ABSENT ? "" : profiles.ids().id(owners[p]);
        return new Playlist(ids.id(p), title(p), owner, tagNames, trackIds, updated[p], followers[p]);
    }
}
