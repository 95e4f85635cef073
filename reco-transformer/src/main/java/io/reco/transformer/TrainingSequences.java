package io.reco.transformer;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.core.data.IdMap;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The histories that are trained on, as columns: row r is one character with at least one positive event, oldest first. 4 bytes
 * an event, 4 more if times are wanted, 4 more if skips are. Tracks of positive events are the items of the model, numbered in the
 * order of the catalogue.
 *
 * <p>A row may be shortened from its end, for events that are kept back; what is beyond its end stays readable. Not thread-safe
 * while that happens, safe afterwards.
 */
final class TrainingSequences {
    /** Track of each item, ascending. */
    private final int[] tracks;
    /** Character of each row, ascending. */
    private final int[] characters;

    private final int[] offsets;
    private final int[] ends;
    private final int[] items;
    private final int @Nullable [] seconds;
    private final int @Nullable [] refused;
    private final byte[] genders;
    private final byte[] ageBands;

    private TrainingSequences(
            int[] tracks,
            int[] characters,
            int[] offsets,
            int[] items,
            int @Nullable [] seconds,
            int @Nullable [] refused,
            byte[] genders,
            byte[] ageBands) {
        this.tracks = tracks;
        this.characters = characters;
        this.offsets = offsets;
        this.ends = Arrays.copyOfRange(offsets, 1, offsets.length);
        this.items = items;
        this.seconds = seconds;
        this.refused = refused;
        this.genders = genders;
        this.ageBands = ageBands;
    }

    /**
     * The positive events of each character.
     *
     * @param timed whether times are wanted; they are the same for all events of a log without times
     * @param withRefused whether tracks that were skipped, disliked, blocked or snoozed are wanted
     */
    static TrainingSequences of(Dataset data, EventSemantics semantics, boolean timed, boolean withRefused) {
        EventLog log = data.events();
        BitSet played = new BitSet(data.catalog().trackCount());
        int rows = 0;
        int events = 0;
        long origin = Long.MAX_VALUE;
        for (int c = 0; c < log.characterCount(); c++) {
            int before = events;
            for (int i = log.start(c); i < log.end(c); i++) {
                if (semantics.isPositive(log, i)) {
                    played.set(log.track(i));
                    events++;
                }
            }
            rows += events > before ? 1 : 0;
            if (log.count(c) > 0) {
                origin = Math.min(origin, log.timeMillis(log.start(c)));
            }
        }
        int[] tracks = played.stream().toArray();
        int[] itemOf = new int[data.catalog().trackCount()];
        Arrays.fill(itemOf, IdMap.ABSENT);
        for (int item = 0; item < tracks.length; item++) {
            itemOf[tracks[item]] = item;
        }
        TrainingSequences out = new TrainingSequences(
                tracks,
                new int[rows],
                new int[rows + 1],
                new int[events],
                timed ? new int[events] : null,
                withRefused ? new int[events] : null,
                new byte[rows],
                new byte[rows]);
        int row = 0;
        int n = 0;
        for (int c = 0; c < log.characterCount(); c++) {
            int before = n;
            n = out.fill(log, semantics, c, n, itemOf, origin);
            if (n > before) {
                out.characters[row] = c;
                out.genders[row] = (byte) data.profiles().gender(c).ordinal();
                out.ageBands[row] = (byte) data.profiles().ageBand(c).ordinal();
                out.ends[row] = n;
                out.offsets[++row] = n;
            }
        }
        return out;
    }

    private int fill(EventLog log, EventSemantics semantics, int c, int from, int[] itemOf, long origin) {
        int n = from;
        int lastRefused = IdMap.ABSENT;
        for (int i = log.start(c); i < log.end(c); i++) {
            if (semantics.isPositive(log, i)) {
                items[n] = itemOf[log.track(i)];
                if (seconds != null) {
                    seconds[n] = Seconds.since(origin, log.timeMillis(i));
                }
                if (refused != null) {
                    refused[n] = lastRefused == items[n] ? IdMap.ABSENT : lastRefused;
                }
                lastRefused = IdMap.ABSENT;
                n++;
            } else if (isRefusal(log.type(i))) {
                lastRefused = itemOf[log.track(i)];
            }
        }
        return n;
    }

    private static boolean isRefusal(EventType type) {
        return switch (type) {
            case SKIP, DISLIKE, BLOCK, SNOOZE -> true;
            case LISTEN, LIKE, UNLIKE, UNDISLIKE, ADD_TO_PLAYLIST, UNBLOCK -> false;
        };
    }

    /** Number of items, V. */
    int itemCount() {
        return tracks.length;
    }

    /** The track of each item, ascending. Not to be modified. */
    int[] tracks() {
        return tracks;
    }

    /** The item of a track, or {@link IdMap#ABSENT}. */
    int itemOf(int track) {
        return Math.max(IdMap.ABSENT, Arrays.binarySearch(tracks, track));
    }

    /** Number of rows. */
    int rows() {
        return characters.length;
    }

    /** Number of events in use. */
    long events() {
        long sum = 0;
        for (int r = 0; r < rows(); r++) {
            sum += length(r);
        }
        return sum;
    }

    /** The row of a character, or {@link IdMap#ABSENT}. */
    int rowOf(int character) {
        return Math.max(IdMap.ABSENT, Arrays.binarySearch(characters, character));
    }

    /** The character of a row. */
    int character(int row) {
        return characters[row];
    }

    /** Events of a row. */
    int length(int row) {
        return ends[row] - offsets[row];
    }

    /** Takes the last n events off a row. */
    void shorten(int row, int n) {
        ends[row] -= n;
    }

    /** Item of event i of a row; may be beyond its end, if the row was shortened. */
    int item(int row, int i) {
        return items[offsets[row] + i];
    }

    /** Seconds of event i since the first event of all; 0 if times are not wanted. */
    int seconds(int row, int i) {
        return seconds == null ? 0 : seconds[offsets[row] + i];
    }

    /**
     * The item that was refused last between the event before event i and event i; {@link IdMap#ABSENT} if none was, it is that
     * of event i, it is no item, or refusals are not wanted.
     */
    int refused(int row, int i) {
        return refused == null ? IdMap.ABSENT : refused[offsets[row] + i];
    }

    /** Gender, by ordinal. */
    int gender(int row) {
        return genders[row];
    }

    /** Age band, by ordinal. */
    int ageBand(int row) {
        return ageBands[row];
    }

    /** Occurrences of each item in the rows. */
    int[] counts() {
        int[] counts = new int[itemCount()];
        for (int r = 0; r < rows(); r++) {
            for (int i = offsets[r]; i < ends[r]; i++) {
                counts[items[i]]++;
            }
        }
        return counts;
    }

    /** Adds all that training goes by to a fingerprint. */
    void addTo(Fingerprint fingerprint) {
        fingerprint.add(characters.length);
        for (int r = 0; r < rows(); r++) {
            fingerprint.add((long) length(r) << 16 | genders[r] << 8 | ageBands[r]);
        }
        fingerprint.add(items);
        if (seconds != null) {
            fingerprint.add(seconds);
        }
        if (refused != null) {
            fingerprint.add(refused);
        }
    }

    /** Bytes of the columns. */
    long bytes() {
        return 14L * rows()
                + 4L * tracks.length
                + 4L * items.length * (1 + (seconds != null ? 1 : 0) + (refused != null ? 1 : 0));
    }
}
