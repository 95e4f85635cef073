package io.reco.rerank.session;

import io.reco.core.data.Catalog;
import io.reco.rerank.Familiarity;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;

/** What the listener has heard before the session, and of which artists in it so far. Used by one thread. */
final class Heard {
    private final Familiarity before;
    private final Catalog catalog;
    private final IntOpenHashSet artists;

    private Heard(Familiarity before, Catalog catalog, IntOpenHashSet artists) {
        this.before = before;
        this.catalog = catalog;
        this.artists = artists;
    }

    static Heard of(Familiarity before, Catalog catalog, int[] sessionTracks) {
        Heard heard = new Heard(before, catalog, new IntOpenHashSet());
        for (int t : sessionTracks) {
            heard.add(t);
        }
        return heard;
    }

    Heard copy() {
        return new Heard(before, catalog, new IntOpenHashSet(artists));
    }

    /** Track {@code t} comes in the session. */
    void add(int t) {
        for (int j = 0; j < catalog.creditCount(t); j++) {
            artists.add(catalog.creditArtist(t, j));
        }
    }

    Discovery discovery(int t) {
        if (before.hasTrack(t)) {
            return Discovery.KNOWN;
        }
        for (int j = 0; j < catalog.creditCount(t); j++) {
            int a = catalog.creditArtist(t, j);
            if (before.hasArtist(a) || artists.contains(a)) {
                return Discovery.NEW_TRACK;
            }
        }
        return Discovery.NEW_ARTIST;
    }
}
