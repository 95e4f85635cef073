package io.reco.rerank.rule;

import io.reco.core.data.Catalog;
import io.reco.core.data.EventType;
import io.reco.rerank.Listener;
import io.reco.rerank.ListeningHistory;
import io.reco.rerank.Pool;
import io.reco.rerank.PoolRule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.Stage;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;

/**
 * Drops what the character blocked: tracks that credit a blocked artist in any role, tracks of a blocked album, blocked
 * tracks. A block holds until its end, that moment excluded. Block and snooze events of the history count as blocks of the
 * track until an unblock event; a snooze holds for a while.
 *
 * @param snoozeMillis how long a snooze event holds, 0 or above
 */
public record Blocked(long snoozeMillis) implements PoolRule {
    /** Snooze events hold for 30 days. */
    public static final Blocked DEFAULT = new Blocked(30L * 86_400_000);

    private static final int TRACK = 0;
    private static final int ALBUM = 1;
    private static final int ARTIST = 2;

    /** Checks the range. */
    public Blocked {
        Parameters.requireAtLeast("blocked", "snoozeMillis", snoozeMillis, 0);
    }

    @Override
    public String name() {
        return "blocked";
    }

    @Override
    public Stage stage() {
        return Stage.ELIGIBILITY;
    }

    @Override
    public void apply(Pool pool, RuleContext context) {
        IntSet tracks = blockedByEvents(context);
        IntSet albums = new IntOpenHashSet(0);
        IntSet artists = new IntOpenHashSet(0);
        Listener listener = context.listener();
        for (int j = 0; j < listener.blockCount(); j++) {
            if (listener.blockHolds(j, context.nowMillis())) {
                IntSet targets = switch (listener.blockKind(j)) {
                    case ARTIST -> artists;
                    case ALBUM -> albums;
                    case TRACK -> tracks;
                };
                targets.add(listener.blockTarget(j));
            }
        }
        if (!tracks.isEmpty()) {
            for (int i = 0; i < pool.size(); i++) {
                if (tracks.contains(pool.track(i))) {
                    pool.drop(i, TRACK);
                }
            }
        }
        if (!albums.isEmpty()) {
            for (int i = 0; i < pool.size(); i++) {
                if (albums.contains(context.catalog().album(pool.track(i)))) {
                    pool.drop(i, ALBUM);
                }
            }
        }
        if (!artists.isEmpty()) {
            for (int i = 0; i < pool.size(); i++) {
                if (creditsAny(context.catalog(), pool.track(i), artists)) {
                    pool.drop(i, ARTIST);
                }
            }
        }
    }

    private static boolean creditsAny(Catalog catalog, int t, IntSet artists) {
        for (int j = 0; j < catalog.creditCount(t); j++) {
            if (artists.contains(catalog.creditArtist(t, j))) {
                return true;
            }
        }
        return false;
    }

    private IntSet blockedByEvents(RuleContext context) {
        ListeningHistory history = context.history();
        IntSet tracks = new IntOpenHashSet(0);
        for (int j = 0; j < history.size(); j++) {
            EventType type = history.type(j);
            if (type == EventType.BLOCK
                    || (type == EventType.SNOOZE && history.isWithin(j, context.nowMillis(), snoozeMillis))) {
                tracks.add(history.track(j));
            } else if (type == EventType.UNBLOCK) {
                tracks.remove(history.track(j));
            }
        }
        return tracks;
    }

    @Override
    public String reason(int code) {
        return switch (code) {
            case ARTIST -> "artist";
            case ALBUM -> "album";
            default -> "track";
        };
    }
}
