package io.reco.rerank.rule;

import io.reco.core.data.Catalog;
import io.reco.rerank.Listener;
import io.reco.rerank.RuleContext;
import it.unimi.dsi.fastutil.ints.IntArraySet;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import it.unimi.dsi.fastutil.ints.IntSets;

/** What is blocked for a character at the moment of a request: by its profile and by block and snooze events. */
final class BlockedThings {
    static final int NOT_BLOCKED = -1;
    static final int TRACK = 0;
    static final int ALBUM = 1;
    static final int ARTIST = 2;

    /** Up to here going through an array is faster than hashing. */
    private static final int FEW = 8;

    private final Catalog catalog;
    private IntSet tracks;
    private IntSet albums = IntSets.EMPTY_SET;
    private IntSet artists = IntSets.EMPTY_SET;

    private BlockedThings(Catalog catalog, IntSet tracks) {
        this.catalog = catalog;
        this.tracks = tracks;
    }

    static BlockedThings of(RuleContext context, long snoozeMillis) {
        BlockedThings blocked =
                new BlockedThings(context.catalog(), context.history().blocked(context.nowMillis(), snoozeMillis));
        Listener listener = context.listener();
        for (int j = 0; j < listener.blockCount(); j++) {
            if (listener.blockHolds(j, context.nowMillis())) {
                int target = listener.blockTarget(j);
                switch (listener.blockKind(j)) {
                    case ARTIST -> blocked.artists = with(blocked.artists, target);
                    case ALBUM -> blocked.albums = with(blocked.albums, target);
                    case TRACK -> blocked.tracks = with(blocked.tracks, target);
                }
            }
        }
        return blocked;
    }

    private static IntSet with(IntSet set, int value) {
        IntSet own = set.isEmpty() ? new IntArraySet(2) : set;
        own.add(value);
        return own.size() == FEW && own instanceof IntArraySet ? new IntOpenHashSet(own) : own;
    }

    boolean isEmpty() {
        return tracks.isEmpty() && albums.isEmpty() && artists.isEmpty();
    }

    /** What of a track is blocked, or {@link #NOT_BLOCKED}. */
    int why(int t) {
        if (!tracks.isEmpty() && tracks.contains(t)) {
            return TRACK;
        }
        if (!albums.isEmpty() && albums.contains(catalog.album(t))) {
            return ALBUM;
        }
        if (!artists.isEmpty()) {
            for (int j = 0; j < catalog.creditCount(t); j++) {
                if (artists.contains(catalog.creditArtist(t, j))) {
                    return ARTIST;
                }
            }
        }
        return NOT_BLOCKED;
    }
}
