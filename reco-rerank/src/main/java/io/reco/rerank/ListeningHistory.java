package io.reco.rerank;

import io.reco.core.data.EventLog;
import io.reco.core.data.EventType;
import io.reco.core.data.IdMap;
import io.reco.core.data.Origin;
import io.reco.core.recommend.Listen;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import it.unimi.dsi.fastutil.ints.IntSets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one character did, oldest first, as the rules see it: a view of a log, without copying. Immutable and thread-safe.
 *
 * <p>In a history without times nothing can be told to lie within a window of time, so rules about recent events pass such
 * a history over; an endless window ({@link Long#MAX_VALUE}) holds everything.
 *
 * <p>Blocks, dislikes and likes stand until they are taken back, also when the history to go by is another one: a history
 * {@link #withStandingOf} another keeps what was blocked, disliked and liked there.
 */
public final class ListeningHistory {
    private static final ListeningHistory NONE = new ListeningHistory(EventLog.empty(0), 0, 0, null);

    private final EventLog log;
    private final int from;
    private final int to;
    /** Where else blocks, dislikes and likes come from. */
    private final @Nullable ListeningHistory known;

    private ListeningHistory(EventLog log, int from, int to, @Nullable ListeningHistory known) {
        this.log = log;
        this.from = from;
        this.to = to;
        this.known = known;
    }

    /** No history. */
    public static ListeningHistory none() {
        return NONE;
    }

    /** The events of character {@code c}. */
    public static ListeningHistory of(EventLog log, int c) {
        return new ListeningHistory(log, log.start(c), log.end(c), null);
    }

    /**
     * The history that came with a query. Tracks the catalogue does not hold cannot be candidates and are left out.
     *
     * @param listens events, oldest first; if one has no time, all are taken to have none
     * @param tracks tracks of the catalogue
     */
    public static ListeningHistory of(List<Listen> listens, IdMap tracks) {
        EventLog.Builder builder = new EventLog.Builder();
        boolean timed = listens.stream().allMatch(listen -> listen.timeMillis() != EventLog.NO_TIME);
        for (Listen listen : listens) {
            int t = tracks.indexOf(listen.trackId());
            if (t != IdMap.ABSENT) {
                long time = timed ? listen.timeMillis() : EventLog.NO_TIME;
                builder.add(0, t, time, listen.type(), listen.millisPlayed(), Float.NaN, Origin.UNKNOWN);
            }
        }
        return of(builder.build(1), 0);
    }

    /** The events up to a moment, that moment included; all of them when they have no times. O(log events). */
    public ListeningHistory until(long nowMillis) {
        if (!log.timed() || from == to || log.timeMillis(to - 1) <= nowMillis) {
            return this;
        }
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (log.timeMillis(middle) <= nowMillis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return new ListeningHistory(log, from, low, known);
    }

    /**
     * These events, with the blocks, dislikes and likes of another history besides their own. Where both have times the
     * later event counts, of equal times that of this history; else events of this history come after those of the other.
     */
    public ListeningHistory withStandingOf(ListeningHistory other) {
        return other.size() == 0 ? this : new ListeningHistory(log, from, to, other);
    }

    /** Number of events. */
    public int size() {
        return to - from;
    }

    /** Track of event {@code j}, 0 being the oldest. */
    public int track(int j) {
        return log.track(from + j);
    }

    void addTracksTo(IntSet tracks) {
        for (int j = 0; j < size(); j++) {
            tracks.add(track(j));
        }
    }

    /** Type of event {@code j}. */
    public EventType type(int j) {
        return log.type(from + j);
    }

    /** Milliseconds played in event {@code j}, or -1 when not told. */
    public int millisPlayed(int j) {
        return log.millisPlayed(from + j);
    }

    /** Time of event {@code j} in epoch milliseconds, or {@link EventLog#NO_TIME}. */
    public long timeMillis(int j) {
        return log.timeMillis(from + j);
    }

    /** Whether event {@code j} is less than {@code windowMillis} old; false when it has no time, unless the window is endless. */
    public boolean isWithin(int j, long nowMillis, long windowMillis) {
        if (windowMillis == Long.MAX_VALUE) {
            return true;
        }
        return log.timed() && nowMillis - log.timeMillis(from + j) < windowMillis;
    }

    /** The tracks liked, where neither an unlike nor a dislike came after. Not to be modified. O(events). */
    public IntSet liked() {
        return standing(EventType.LIKE, EventType.UNLIKE, EventType.DISLIKE);
    }

    /** The tracks disliked, where neither an undislike nor a like came after. Not to be modified. O(events). */
    public IntSet disliked() {
        return standing(EventType.DISLIKE, EventType.UNDISLIKE, EventType.LIKE);
    }

    private IntSet standing(EventType done, EventType undone, EventType opposite) {
        return replay((history, j, tracks) -> {
            EventType type = history.type(j);
            if (type == done) {
                return add(tracks, history.track(j));
            }
            return type == undone || type == opposite ? without(tracks, history.track(j)) : tracks;
        });
    }

    /**
     * The tracks blocked by an event: a block, or a snooze less than {@code snoozeMillis} old, and no unblock after it.
     * Not to be modified. O(events).
     */
    public IntSet blocked(long nowMillis, long snoozeMillis) {
        return replay((history, j, tracks) -> {
            EventType type = history.type(j);
            if (type == EventType.BLOCK || (type == EventType.SNOOZE && history.isWithin(j, nowMillis, snoozeMillis))) {
                return add(tracks, history.track(j));
            }
            return type == EventType.UNBLOCK ? without(tracks, history.track(j)) : tracks;
        });
    }

    private interface Step {
        IntSet apply(ListeningHistory history, int j, IntSet tracks);
    }

    private static IntSet add(IntSet tracks, int t) {
        IntSet set = tracks.isEmpty() ? new IntOpenHashSet(32) : tracks;
        set.add(t);
        return set;
    }

    private static IntSet without(IntSet tracks, int t) {
        if (!tracks.isEmpty()) {
            tracks.remove(t);
        }
        return tracks;
    }

    /** Goes through the events of both histories in the order in which they count. */
    private IntSet replay(Step step) {
        IntSet tracks = IntSets.EMPTY_SET;
        int j = 0;
        if (known != null) {
            boolean timed = log.timed() && known.log.timed();
            for (int l = 0; l < known.size(); l++) {
                while (timed && j < size() && timeMillis(j) < known.timeMillis(l)) {
                    tracks = step.apply(this, j++, tracks);
                }
                tracks = step.apply(known, l, tracks);
            }
        }
        for (; j < size(); j++) {
            tracks = step.apply(this, j, tracks);
        }
        return tracks;
    }
}
