package io.reco.core.recommend;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;

/** Counts the distinct listeners of tracks, one group of characters after the other, in buffers that it reuses. */
final class ListenerCounter {
    private final EventLog events;
    private final EventSemantics semantics;
    private final int[] ranks;
    private final int[] trackOfRank;
    private final int[] counts;
    private final int[] stamps;
    private int stamp;

    /**
     * The tracks of one group, most listeners first, then id ascending by code point.
     *
     * @param characters how many characters of the group have a positive event
     * @param tracks track indices
     * @param counts distinct listeners, same length
     */
    record Top(int characters, int[] tracks, int[] counts) {}

    ListenerCounter(Dataset train, EventSemantics semantics) {
        this.events = train.events();
        this.semantics = semantics;
        this.ranks = train.catalog().tracks().codePointRanks();
        this.trackOfRank = new int[ranks.length];
        for (int t = 0; t < ranks.length; t++) {
            trackOfRank[ranks[t]] = t;
        }
        this.counts = new int[ranks.length];
        this.stamps = new int[ranks.length];
    }

    int characters() {
        return events.characterCount();
    }

    /** The tracks heard by these characters. O(events + tracks heard x log). */
    Top group(int[] characters) {
        IntArrayList heard = new IntArrayList();
        int active = 0;
        for (int c : characters) {
            active += count(c, heard) ? 1 : 0;
        }
        return drain(active, heard.toIntArray());
    }

    /** All tracks, those that nobody heard included. */
    Top everybody() {
        IntArrayList heard = new IntArrayList();
        int active = 0;
        for (int c = 0; c < events.characterCount(); c++) {
            active += count(c, heard) ? 1 : 0;
        }
        int[] all = new int[ranks.length];
        Arrays.setAll(all, t -> t);
        return drain(active, all);
    }

    /** Counts a character once for each of its tracks; whether it has any. */
    private boolean count(int c, IntArrayList heard) {
        stamp++;
        boolean any = false;
        for (int i = events.start(c); i < events.end(c); i++) {
            int t = events.track(i);
            if (stamps[t] != stamp && semantics.isPositive(events, i)) {
                stamps[t] = stamp;
                any = true;
                if (counts[t]++ == 0) {
                    heard.add(t);
                }
            }
        }
        return any;
    }

    /** Sorts the tracks by their counts, which are zero afterwards. */
    private Top drain(int active, int[] tracks) {
        long[] keys = new long[tracks.length];
        for (int j = 0; j < tracks.length; j++) {
            int t = tracks[j];
            keys[j] = (long) (Integer.MAX_VALUE - counts[t]) << 32 | ranks[t];
            counts[t] = 0;
        }
        Arrays.sort(keys);
        int[] sorted = new int[keys.length];
        int[] sortedCounts = new int[keys.length];
        for (int j = 0; j < keys.length; j++) {
            sorted[j] = trackOfRank[(int) keys[j]];
            sortedCounts[j] = Integer.MAX_VALUE - (int) (keys[j] >>> 32);
        }
        return new Top(active, sorted, sortedCounts);
    }
}
