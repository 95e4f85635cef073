package io.reco.rerank.rule;

import io.reco.core.data.Catalog;
import io.reco.core.data.EventType;
import io.reco.core.data.IdMap;
import io.reco.rerank.FillRule;
import io.reco.rerank.JustPlayed;
import io.reco.rerank.ListeningHistory;
import io.reco.rerank.Pool;
import io.reco.rerank.RuleContext;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;

/**
 * What radio licences allow within a rolling window of time: at most so many tracks of an album and of an artist, and so many
 * of them one after the other. (The United States' "sound recording performance complement", 17 U.S.C. 114(j)(13): in three
 * hours three of an album, two in a row, and four of an artist, three in a row.)
 *
 * <p>The list is taken to be played from {@link RuleContext#nowMillis} on without a pause (or from the end of what was just
 * played, if that is later); a track of unknown length counts as one of no length, so that the window reaches further. What
 * was played before is {@link RuleContext#justPlayed}, and before that the listens of the history within the window.
 * A track lies in the window of another if it began less than {@code windowMillis} before it. Every credited artist counts.
 * Never relaxed; a track that may not come now may come later in the list.
 *
 * @param windowMillis length of the window, 1 or above; 3 hours in the United States
 * @param perAlbum tracks of an album in any window, 1 or above
 * @param albumRun tracks of an album in a row, 1 or above
 * @param perArtist tracks of an artist in any window, 1 or above
 * @param artistRun tracks of an artist in a row, 1 or above. All {@link Integer#MAX_VALUE}: changes nothing
 */
public record LicenceWindow(long windowMillis, int perAlbum, int albumRun, int perArtist, int artistRun)
        implements FillRule {
    /** The rule of the United States. */
    public static final LicenceWindow US = new LicenceWindow(3 * 3_600_000L, 3, 2, 4, 3);

    /** Checks the ranges. */
    public LicenceWindow {
        Parameters.requireAtLeast("licence-window", "windowMillis", windowMillis, 1);
        Parameters.requireAtLeast("licence-window", "perAlbum", perAlbum, 1);
        Parameters.requireAtLeast("licence-window", "albumRun", albumRun, 1);
        Parameters.requireAtLeast("licence-window", "perArtist", perArtist, 1);
        Parameters.requireAtLeast("licence-window", "artistRun", artistRun, 1);
    }

    @Override
    public String name() {
        return "licence-window";
    }

    @Override
    public String reason(int code) {
        return "too many in the window or in a row";
    }

    /** Never: it is the law. */
    @Override
    public boolean mayBeSetAside() {
        return false;
    }

    @Override
    public Constraint bind(Pool pool, RuleContext context, int k) {
        Playing playing = new Playing(pool, context, Math.min(k, pool.size()));
        JustPlayed played = context.justPlayed();
        ListeningHistory history = context.history();
        for (int j = 0; j < history.size(); j++) {
            if (history.type(j) == EventType.LISTEN
                    && history.isWithin(j, context.nowMillis(), windowMillis)
                    && (played.size() == 0 || history.timeMillis(j) < played.startMillis(0))) {
                playing.played(history.track(j), Math.max(0, history.timeMillis(j)));
            }
        }
        for (int j = 0; j < played.size(); j++) {
            playing.played(played.track(j), played.startMillis(j));
        }
        if (played.endMillis() != JustPlayed.BY_LENGTH) {
            playing.next = played.endMillis();
        }
        playing.next = Math.max(playing.next, context.nowMillis());
        return playing;
    }

    /** The tracks of the window, as a queue of which the oldest leave. */
    private final class Playing implements Constraint {
        private final Pool pool;
        private final Catalog catalog;
        private final int[] tracks;
        private final long[] starts;
        private final Counter albums = new Counter();
        private final Counter artists = new Counter();
        private int oldest;
        private int size;
        private long next;

        Playing(Pool pool, RuleContext context, int room) {
            this.pool = pool;
            catalog = context.catalog();
            int before = context.justPlayed().size() + context.history().size();
            tracks = new int[before + room];
            starts = new long[before + room];
        }

        void played(int t, long start) {
            tracks[size] = t;
            starts[size] = start;
            count(t, 1);
            size++;
            next = start + Math.max(0, catalog.durationMillis(t));
        }

        private void count(int t, int by) {
            for (Group group : Group.values()) {
                Counter counter = group == Group.ALBUM ? albums : artists;
                for (int j = 0; j < group.count(catalog, t); j++) {
                    if (group.isFirst(catalog, t, j)) {
                        counter.add(group.of(catalog, t, j), by, size);
                    }
                }
            }
        }

        @Override
        public int degree(int i) {
            while (oldest < size && next - starts[oldest] >= windowMillis) {
                count(tracks[oldest++], -1);
            }
            int t = pool.track(i);
            int album = catalog.album(t);
            if (album != IdMap.ABSENT && !albums.allows(album, perAlbum, albumRun, size)) {
                return NOT_NOW;
            }
            for (int j = 0; j < catalog.creditCount(t); j++) {
                if (!artists.allows(catalog.creditArtist(t, j), perArtist, artistRun, size)) {
                    return NOT_NOW;
                }
            }
            return 0;
        }

        @Override
        public void place(int i) {
            played(pool.track(i), next);
        }
    }

    /** By album or artist, how many of its tracks are in the window, and how many stood in a row when last. */
    private static final class Counter {
        private final Int2IntOpenHashMap inWindow = new Int2IntOpenHashMap();
        private final Int2IntOpenHashMap last = new Int2IntOpenHashMap();
        private final Int2IntOpenHashMap run = new Int2IntOpenHashMap();

        Counter() {
            last.defaultReturnValue(-2);
        }

        void add(int key, int by, int position) {
            inWindow.addTo(key, by);
            if (by > 0) {
                run.put(key, last.get(key) == position - 1 ? run.get(key) + 1 : 1);
                last.put(key, position);
            }
        }

        boolean allows(int key, int most, int mostInARow, int position) {
            return inWindow.get(key) < most && !(last.get(key) == position - 1 && run.get(key) >= mostInARow);
        }
    }
}
