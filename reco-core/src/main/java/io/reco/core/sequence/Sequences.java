package io.reco.core.sequence;

import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.IntLists;
import io.reco.core.data.Playlists;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A stream of track sequences that can be walked any number of times, always in the same order. Empty sequences are left
 * out. Only one sequence is in memory at a time, so a source may be larger than the heap.
 *
 * <pre>{@code
 * Sequences sessions = Sequences.sessions(log, EventSemantics.DEFAULT).collapsingRepeats().ofAtLeast(2);
 * sessions.forEach((character, tracks, length) -> ...);
 * }</pre>
 *
 * <p>The sources made here are thread-safe: several threads may walk one at the same time.
 */
@FunctionalInterface
public interface Sequences {
    /** Walks all sequences in order. */
    void forEach(SequenceVisitor visitor);

    /**
     * The positive events of each character as one sequence, by character index and oldest first. The owner is the
     * character.
     */
    static Sequences histories(EventLog log, EventSemantics semantics) {
        return new EventSequences(log, semantics, false);
    }

    /**
     * The positive events of each character cut into sessions, by character index and oldest first. A session ends where the
     * next event of any type comes more than {@link EventSemantics#sessionGapMillis} after the one before: a skip keeps a
     * session open though it is not part of it. A log without times gives whole histories. The owner is the character.
     */
    static Sequences sessions(EventLog log, EventSemantics semantics) {
        return new EventSequences(log, semantics, true);
    }

    /** The tracks of each playlist in order, by playlist index. The owner is the playlist. */
    static Sequences playlists(Playlists playlists) {
        IntLists tracks = playlists.tracks();
        return visitor -> {
            for (int p = 0; p < tracks.rows(); p++) {
                int[] row = tracks.toArray(p);
                if (row.length > 0) {
                    visitor.visit(p, row, row.length);
                }
            }
        };
    }

    /** These sequences; the owner is the position in the list. The list and its arrays are shared: do not modify. */
    static Sequences of(List<int[]> sequences) {
        return visitor -> {
            for (int i = 0; i < sequences.size(); i++) {
                int[] row = sequences.get(i);
                if (row.length > 0) {
                    visitor.visit(i, row, row.length);
                }
            }
        };
    }

    /** The same sequences in which a track played several times in a row stands once. */
    default Sequences collapsingRepeats() {
        return visitor -> {
            int[][] buffer = {new int[256]};
            forEach((owner, tracks, length) -> {
                if (buffer[0].length < length) {
                    buffer[0] = new int[Math.max(length, 2 * buffer[0].length)];
                }
                int[] out = buffer[0];
                int n = 0;
                for (int i = 0; i < length; i++) {
                    if (n == 0 || out[n - 1] != tracks[i]) {
                        out[n++] = tracks[i];
                    }
                }
                visitor.visit(owner, out, n);
            });
        };
    }

    /**
     * The same sequences without those of fewer tracks.
     *
     * @param minLength 1 or above
     */
    default Sequences ofAtLeast(int minLength) {
        if (minLength < 1) {
            throw new IllegalArgumentException("minLength " + minLength + " is not 1 or above");
        }
        return visitor -> forEach((owner, tracks, length) -> {
            if (length >= minLength) {
                visitor.visit(owner, tracks, length);
            }
        });
    }

    /** These sequences and then those of another source, for example sessions and then playlists. */
    default Sequences followedBy(Sequences next) {
        return visitor -> {
            forEach(visitor);
            next.forEach(visitor);
        };
    }

    /** Copies of all sequences in order: for tests and small sources. */
    default List<int[]> toList() {
        List<int[]> out = new ArrayList<>();
        forEach((owner, tracks, length) -> out.add(Arrays.copyOf(tracks, length)));
        return out;
    }
}
