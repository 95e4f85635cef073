package io.reco.rerank.rule;

import io.reco.core.data.Catalog;
import io.reco.rerank.Listener;
import io.reco.rerank.RuleContext;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.Arrays;

/** What is blocked for a character at the moment of a request: by its profile and by block and snooze events. */
final class BlockedThings {
    static final int NOT_BLOCKED = -1;
    static final int TRACK = 0;
    static final int ALBUM = 1;
    static final int ARTIST = 2;

    private final Catalog catalog;
    private final Few tracks = new Few();
    private final Few albums = new Few();
    private final Few artists = new Few();

    private BlockedThings(Catalog catalog) {
        this.catalog = catalog;
    }

    static BlockedThings of(RuleContext context, long snoozeMillis) {
        BlockedThings blocked = new BlockedThings(context.catalog());
        IntSet byEvents = context.history().blocked(context.nowMillis(), snoozeMillis);
        if (!byEvents.isEmpty()) {
            byEvents.forEach(blocked.tracks::add);
        }
        Listener listener = context.listener();
        for (int j = 0; j < listener.blockCount(); j++) {
            if (listener.blockHolds(j, context.nowMillis())) {
                Few targets = switch (listener.blockKind(j)) {
                    case ARTIST -> blocked.artists;
                    case ALBUM -> blocked.albums;
                    case TRACK -> blocked.tracks;
                };
                targets.add(listener.blockTarget(j));
            }
        }
        return blocked;
    }

    boolean isEmpty() {
        return tracks.size == 0 && albums.size == 0 && artists.size == 0;
    }

    /** What of a track is blocked, or {@link #NOT_BLOCKED}. */
    int why(int t) {
        if (tracks.size > 0 && tracks.contains(t)) {
            return TRACK;
        }
        if (albums.size > 0 && albums.contains(catalog.album(t))) {
            return ALBUM;
        }
        if (artists.size > 0) {
            for (int j = 0; j < catalog.creditCount(t); j++) {
                if (artists.contains(catalog.creditArtist(t, j))) {
                    return ARTIST;
                }
            }
        }
        return NOT_BLOCKED;
    }

    /** A set that is small as a rule: up to {@value #MOST} values going through an array is faster than hashing. */
    private static final class Few {
        private static final int MOST = 8;

        private int[] values = new int[2];
        private final IntOpenHashSet many = new IntOpenHashSet(0);
        private int size;

        void add(int value) {
            if (contains(value)) {
                return;
            }
            if (size < MOST) {
                if (size == values.length) {
                    values = Arrays.copyOf(values, 2 * size);
                }
                values[size] = value;
            } else {
                for (int v = 0; v < MOST && size == MOST; v++) {
                    many.add(values[v]);
                }
                many.add(value);
            }
            size++;
        }

        boolean contains(int value) {
            if (size > MOST) {
                return many.contains(value);
            }
            for (int v = 0; v < size; v++) {
                if (values[v] == value) {
                    return true;
                }
            }
            return false;
        }
    }
}
