package io.reco.rerank;

import io.reco.core.data.EventLog;
import io.reco.core.data.EventType;
import io.reco.core.data.IdMap;
import io.reco.core.data.Origin;
import io.reco.core.recommend.Listen;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.List;

/**
 * What one character did, oldest first, as the rules see it: a view of a log, without copying. Immutable and thread-safe.
 *
 * <p>In a history without times nothing can be told to lie within a window of time, so rules about recent events pass such
 * a history over; an endless window ({@link Long#MAX_VALUE}) holds everything.
 */
public final class ListeningHistory {
    private static final ListeningHistory NONE = new ListeningHistory(EventLog.empty(0), 0, 0);

    private final EventLog log;
    private final int from;
    private final int to;

    private ListeningHistory(EventLog log, int from, int to) {
        this.log = log;
        this.from = from;
        this.to = to;
    }

    /** No history. */
    public static ListeningHistory none() {
        return NONE;
    }

    /** The events of character {@code c}. */
    public static ListeningHistory of(EventLog log, int c) {
        return new ListeningHistory(log, log.start(c), log.end(c));
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

    /** Whether event {@code j} is less than {@code windowMillis} old; false when it has no time, unless the window is endless. */
    public boolean isWithin(int j, long nowMillis, long windowMillis) {
        if (windowMillis == Long.MAX_VALUE) {
            return true;
        }
        return log.timed() && nowMillis - log.timeMillis(from + j) < windowMillis;
    }

    /**
     * The tracks whose last event among {@code done} and {@code undone} is {@code done}: likes not taken back, dislikes not
     * taken back. O(events).
     */
    public IntSet standing(EventType done, EventType undone) {
        IntOpenHashSet tracks = new IntOpenHashSet(4);
        for (int j = 0; j < size(); j++) {
            EventType type = type(j);
            if (type == done) {
                tracks.add(track(j));
            } else if (type == undone) {
                tracks.remove(track(j));
            }
        }
        return tracks;
    }
}
