package io.reco.embeddings;

import io.reco.core.data.Catalog;
import io.reco.core.sequence.Sequences;
import it.unimi.dsi.fastutil.ints.IntArrayList;

/**
 * Sessions as sets of artists, and the sessions of each artist. An entry is {@code index << 1 | featured}: 4 bytes for each
 * distinct artist of a session, twice, and 8 bytes a session. Sessions of one owner that follow each other are a group.
 * Immutable and thread-safe once made.
 */
final class ArtistCorpus {
    private final IntArrayList starts = new IntArrayList();
    private final IntArrayList groups = new IntArrayList();
    private final IntArrayList artists = new IntArrayList();
    private final int[] postingStarts;
    private final int[] postings;
    private final double featuredWeight;
    private long cut;

    /**
     * Reads the sequences once.
     *
     * @param maxArtists so many distinct artists of a session are taken, the first ones
     */
    ArtistCorpus(Sequences sessions, Catalog catalog, double featuredWeight, int maxArtists) {
        this.featuredWeight = featuredWeight;
        Reader reader = new Reader(catalog, maxArtists);
        sessions.forEach((owner, tracks, length) -> reader.read(owner, tracks, length));
        starts.add(artists.size());
        postingStarts = new int[catalog.artists().size() + 1];
        for (int e = 0; e < artists.size(); e++) {
            postingStarts[(artists.getInt(e) >> 1) + 1]++;
        }
        for (int a = 0; a + 1 < postingStarts.length; a++) {
            postingStarts[a + 1] += postingStarts[a];
        }
        postings = new int[artists.size()];
        int[] next = postingStarts.clone();
        for (int s = 0; s < sessions(); s++) {
            for (int e = start(s); e < start(s + 1); e++) {
                int entry = artists.getInt(e);
                postings[next[entry >> 1]++] = s << 1 | (entry & 1);
            }
        }
    }

    /** Takes the sequences in. */
    private final class Reader {
        private final Catalog catalog;
        private final int maxArtists;
        private final int[] place;
        private int lastOwner;
        private int group = -1;

        Reader(Catalog catalog, int maxArtists) {
            this.catalog = catalog;
            this.maxArtists = maxArtists;
            place = new int[catalog.artists().size()];
        }

        void read(int owner, int[] tracks, int length) {
            if (group < 0 || owner != lastOwner) {
                group++;
                lastOwner = owner;
            }
            int start = artists.size();
            boolean whole = true;
            for (int i = 0; i < length; i++) {
                for (int j = 0; j < catalog.creditCount(tracks[i]); j++) {
                    double weight = Credits.weight(catalog, tracks[i], j, featuredWeight);
                    whole &= weight == 0 || add(start, catalog.creditArtist(tracks[i], j), weight < 1 ? 1 : 0);
                }
            }
            cut += whole ? 0 : 1;
            if (artists.size() > start) {
                starts.add(start);
                groups.add(group);
            }
        }

        /** Adds an artist, or makes it a main one; false if there are too many. */
        private boolean add(int start, int a, int featured) {
            int e = place[a];
            if (e >= start && e < artists.size() && artists.getInt(e) >> 1 == a) {
                artists.set(e, a << 1 | (artists.getInt(e) & featured));
                return true;
            }
            if (artists.size() - start == maxArtists) {
                return false;
            }
            place[a] = artists.size();
            artists.add(a << 1 | featured);
            return true;
        }
    }

    /** Number of sessions that have an artist. */
    int sessions() {
        return groups.size();
    }

    /** Sessions with more artists than are taken. */
    long cut() {
        return cut;
    }

    int group(int session) {
        return groups.getInt(session);
    }

    /** First entry of a session; that of the next one is its end. */
    int start(int session) {
        return starts.getInt(session);
    }

    int artist(int entry) {
        return artists.getInt(entry) >> 1;
    }

    double weight(int entry) {
        return (artists.getInt(entry) & 1) == 0 ? 1 : featuredWeight;
    }

    /** First posting of an artist; that of the next one is its end. */
    int postingStart(int artist) {
        return postingStarts[artist];
    }

    int session(int posting) {
        return postings[posting] >> 1;
    }

    /** Weight of the artist of a posting in its session. */
    double postingWeight(int posting) {
        return (postings[posting] & 1) == 0 ? 1 : featuredWeight;
    }
}
