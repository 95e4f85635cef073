package io.reco.core.data;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Events as columns, grouped by character and ordered by time within a character; events of one character at the same
 * time keep the order in which they came in. Event {@code i} is one of {@code start(c) .. end(c) - 1} of its character
 * {@code c}. Immutable and thread-safe.
 *
 * <p>Layout, per event: track 4 bytes, seconds 4, milliseconds-of-second with type and origin 2, and milliseconds played 4
 * and value 4 only when some event has them: at most 18 bytes, 360 MB for 20 M events. The character costs nothing, it is
 * the row. Building holds the character column besides (4 bytes), puts the columns in order in place, and then makes one
 * after another into an array, freeing it piece by piece: the peak is the sum of the columns and one more.
 */
public final class EventLog {
    /** The highest time that can be held, in epoch milliseconds: 2106-02-07T06:28:15.999Z. */
    public static final long MAX_TIME_MILLIS = 0xFFFF_FFFFL * 1000 + 999;

    /** The time of an event that has none. */
    public static final long NO_TIME = -1;

    private static final EventType[] TYPES = EventType.values();
    private static final Origin[] ORIGINS = Origin.values();
    private static final int NAN_BITS = Float.floatToIntBits(Float.NaN);

    private final boolean timed;
    private final int maxTrack;
    private final int[] offsets;
    private final int[] tracks;
    // The columns below are empty when all their values are 0.
    /** Unsigned epoch seconds. */
    private final int[] seconds;
    /** Millisecond of the second (10 bits), type (4), origin (2). */
    private final short[] packed;
    /** Milliseconds played + 1. */
    private final int[] played;
    /** Bits of the value, exclusive-or those of NaN. */
    private final int[] values;

    private EventLog(
            boolean timed,
            int maxTrack,
            int[] offsets,
            int[] tracks,
            int[] seconds,
            short[] packed,
            int[] played,
            int[] values) {
        this.timed = timed;
        this.maxTrack = maxTrack;
        this.offsets = offsets;
        this.tracks = tracks;
        this.seconds = seconds;
        this.packed = packed;
        this.played = played;
        this.values = values;
    }

    /** No events of this many characters. */
    public static EventLog empty(int characterCount) {
        return new Builder().build(characterCount);
    }

    /** Number of events. */
    public int size() {
        return tracks.length;
    }

    /** Number of characters, those without events included. */
    public int characterCount() {
        return offsets.length - 1;
    }

    /** Whether events have a time; if not, their order is all that is known. */
    public boolean timed() {
        return timed;
    }

    /** A bound of the tracks: none is above it; -1 when there are no events. */
    int maxTrack() {
        return maxTrack;
    }

    /** First event of a character. */
    public int start(int c) {
        return offsets[c];
    }

    /** One past the last event of a character. */
    public int end(int c) {
        return offsets[c + 1];
    }

    /** Number of events of a character. */
    public int count(int c) {
        return offsets[c + 1] - offsets[c];
    }

    /** Track of event {@code i}. */
    public int track(int i) {
        return tracks[i];
    }

    /** Time of event {@code i} in epoch milliseconds, or {@link #NO_TIME} when the log is not {@link #timed}. */
    public long timeMillis(int i) {
        if (!timed) {
            return NO_TIME;
        }
        return (seconds.length == 0 ? 0 : Integer.toUnsignedLong(seconds[i])) * 1000 + (packed(i) & 0x3FF);
    }

    /** The latest time of any event, or {@link #NO_TIME} when there is none. O(characters). */
    public long lastMillis() {
        long last = NO_TIME;
        for (int c = 0; timed && c < characterCount(); c++) {
            if (count(c) > 0) {
                last = Math.max(last, timeMillis(end(c) - 1));
            }
        }
        return last;
    }

    /** Type of event {@code i}. */
    public EventType type(int i) {
        return TYPES[packed(i) >> 10 & 0xF];
    }

    /** Origin of event {@code i}. */
    public Origin origin(int i) {
        return ORIGINS[packed(i) >> 14 & 3];
    }

    private int packed(int i) {
        return packed.length == 0 ? 0 : packed[i];
    }

    /** Milliseconds played in event {@code i}, or -1 when not told. */
    public int millisPlayed(int i) {
        return played.length == 0 ? -1 : played[i] - 1;
    }

    /** Rating or play count of event {@code i} as the source gives it, or NaN when not told. */
    public float value(int i) {
        return values.length == 0 ? Float.NaN : Float.intBitsToFloat(values[i] ^ NAN_BITS);
    }

    /** The character of event {@code i}. O(log characters). */
    public int characterOf(int i) {
        int c = Arrays.binarySearch(offsets, i);
        if (c < 0) {
            return -c - 2;
        }
        while (offsets[c + 1] == i) {
            c++;
        }
        return c;
    }

    /** The events for which the predicate, given the event's index, holds; the characters stay the same. */
    public EventLog where(IntPredicate keep) {
        int[] kept = new int[size()];
        int[] newOffsets = new int[offsets.length];
        int n = 0;
        for (int c = 0; c < characterCount(); c++) {
            for (int i = offsets[c]; i < offsets[c + 1]; i++) {
                if (keep.test(i)) {
                    kept[n++] = i;
                }
            }
            newOffsets[c + 1] = n;
        }
        return new EventLog(
                timed,
                maxTrack,
                newOffsets,
                pick(tracks, kept, n),
                pick(seconds, kept, n),
                pick(packed, kept, n),
                pick(played, kept, n),
                pick(values, kept, n));
    }

    private static int[] pick(int[] column, int[] indices, int n) {
        if (column.length == 0) {
            return column;
        }
        int[] out = new int[n];
        for (int j = 0; j < n; j++) {
            out[j] = column[indices[j]];
        }
        return out;
    }

    private static short[] pick(short[] column, int[] indices, int n) {
        if (column.length == 0) {
            return column;
        }
        short[] out = new short[n];
        for (int j = 0; j < n; j++) {
            out[j] = column[indices[j]];
        }
        return out;
    }

    @Override
    public String toString() {
        return "EventLog[" + size() + " events of " + characterCount() + " characters]";
    }

    /** Collects events in any order. Either all events have a time or none has. Not thread-safe. */
    public static final class Builder {
        private final EventColumn characters = new EventColumn();
        private final EventColumn tracks = new EventColumn();
        private final EventColumn seconds = new EventColumn();
        private final EventColumn packed = new EventColumn();
        private final EventColumn played = new EventColumn();
        private final EventColumn values = new EventColumn();
        private int size;
        private int maxCharacter = -1;
        private int maxTrack = -1;
        private boolean timed;
        private boolean built;

        /** An empty builder. */
        public Builder() {}

        /** Number of events so far. */
        public int size() {
            return size;
        }

        /** Adds an event of which nothing else is told; see the long form. */
        public void add(int c, int t, long timeMillis, EventType type) {
            add(c, t, timeMillis, type, -1, Float.NaN, Origin.UNKNOWN);
        }

        /**
         * Adds an event.
         *
         * @param c index of the character, 0 or above
         * @param t index of the track, 0 or above
         * @param timeMillis epoch milliseconds in [0, {@link #MAX_TIME_MILLIS}], or {@link #NO_TIME}
         * @param type what was done
         * @param millisPlayed milliseconds played, or -1 when not told
         * @param value rating or play count, or NaN when not told
         * @param origin how the listener came to the track
         * @throws IllegalArgumentException if a value is out of range, or some events have a time and some have none
         */
        public void add(int c, int t, long timeMillis, EventType type, int millisPlayed, float value, Origin origin) {
            if (c < 0 || t < 0) {
                throw new IllegalArgumentException("character " + c + " or track " + t + " is below 0");
            }
            requireTime(timeMillis);
            if (millisPlayed < -1 || millisPlayed == Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "millisPlayed " + millisPlayed + " is not in [-1, " + (Integer.MAX_VALUE - 1) + "]");
            }
            if (Float.isInfinite(value)) {
                throw new IllegalArgumentException("value " + value + " is not finite");
            }
            if (size == 0) {
                timed = timeMillis != NO_TIME;
            }
            if (size == Integer.MAX_VALUE - 16) {
                throw new IllegalStateException("a log holds at most " + size + " events");
            }
            characters.set(size, c);
            tracks.set(size, t);
            int millis = 0;
            if (timed) {
                seconds.set(size, (int) (timeMillis / 1000));
                millis = (int) (timeMillis % 1000);
            }
            packed.setShort(size, (short) (millis | type.ordinal() << 10 | origin.ordinal() << 14));
            played.set(size, millisPlayed + 1);
            values.set(size, Float.floatToIntBits(value) ^ NAN_BITS);
            maxCharacter = Math.max(maxCharacter, c);
            maxTrack = Math.max(maxTrack, t);
            size++;
        }

        /** Refuses a time that is out of range, or that the events so far do not go with. */
        void requireTime(long timeMillis) {
            if (timeMillis < NO_TIME || timeMillis > MAX_TIME_MILLIS) {
                throw new IllegalArgumentException(
                        "time " + timeMillis + " is not in [0, " + MAX_TIME_MILLIS + "] epoch milliseconds");
            }
            if (size > 0 && timed != (timeMillis != NO_TIME)) {
                throw new IllegalArgumentException("event " + size + (timed ? " has no time" : " has a time")
                        + ", the events before it " + (timed ? "have one" : "have none"));
            }
        }

        /**
         * The log. The builder is empty-handed afterwards and may not be used again.
         *
         * @param characterCount number of characters, above every index that was added
         */
        public EventLog build(int characterCount) {
            if (built) {
                throw new IllegalStateException("this log was built before");
            }
            if (maxCharacter >= characterCount) {
                throw new IllegalArgumentException(
                        "character " + maxCharacter + " is not below characterCount " + characterCount);
            }
            built = true;
            int[] offsets = new int[characterCount + 1];
            for (int i = 0; i < size; i++) {
                offsets[characters.get(i) + 1]++;
            }
            for (int c = 0; c < characterCount; c++) {
                offsets[c + 1] += offsets[c];
            }
            moveToRows(offsets);
            EventLog log = new EventLog(
                    timed,
                    maxTrack,
                    offsets,
                    tracks.drain(size),
                    seconds.isZero() ? new int[0] : seconds.drain(size),
                    packed.isZero() ? new short[0] : packed.drainShorts(size),
                    played.isZero() ? new int[0] : played.drain(size),
                    values.isZero() ? new int[0] : values.drain(size));
            if (timed) {
                log.sortByTime();
            }
            return log;
        }

        /**
         * Stable counting sort of the columns by character, in place: the character of every event becomes the place it
         * belongs to, then every cycle of that permutation is walked once. Needs no second copy of any column.
         */
        private void moveToRows(int[] offsets) {
            int[] next = offsets.clone();
            for (int i = 0; i < size; i++) {
                characters.set(i, next[characters.get(i)]++);
            }
            for (int i = 0; i < size; i++) {
                if (characters.get(i) != i) {
                    walkCycle(i);
                }
            }
            characters.clear();
        }

        /** Moves the event at a place to where it belongs, the one it finds there to where that belongs, and so on. */
        private void walkCycle(int start) {
            int track = tracks.get(start);
            int second = seconds.get(start);
            short bits = packed.getShort(start);
            int millis = played.get(start);
            int value = values.get(start);
            int to = characters.swap(start, start);
            while (to != start) {
                track = tracks.swap(to, track);
                second = seconds.swap(to, second);
                bits = packed.swapShort(to, bits);
                millis = played.swap(to, millis);
                value = values.swap(to, value);
                to = characters.swap(to, to);
            }
            tracks.set(start, track);
            seconds.set(start, second);
            packed.setShort(start, bits);
            played.set(start, millis);
            values.set(start, value);
        }
    }

    /** Orders the events of each character by time, equal times as they came in. Only while being built. */
    private void sortByTime() {
        for (int c = 0; c < characterCount(); c++) {
            int from = offsets[c];
            int n = offsets[c + 1] - from;
            if (isSorted(from, n)) {
                continue;
            }
            int[] order = new int[n];
            Arrays.setAll(order, j -> from + j);
            IntArrays.mergeSort(order, (i, j) -> Long.compare(timeMillis(i), timeMillis(j)));
            reorder(tracks, from, order);
            reorder(played, from, order);
            reorder(values, from, order);
            if (packed.length > 0) {
                System.arraycopy(pick(packed, order, n), 0, packed, from, n);
            }
            reorder(seconds, from, order);
        }
    }

    private boolean isSorted(int from, int n) {
        for (int i = from + 1; i < from + n; i++) {
            if (timeMillis(i) < timeMillis(i - 1)) {
                return false;
            }
        }
        return true;
    }

    private static void reorder(int[] column, int from, int[] order) {
        if (column.length > 0) {
            System.arraycopy(pick(column, order, order.length), 0, column, from, order.length);
        }
    }
}
