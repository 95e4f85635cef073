package io.reco.rerank;

import io.reco.core.data.Catalog;

/**
 * Tracks played just before the list begins, oldest first: what caps, spacing and the licence window count as if it stood in
 * front of the list, so that they hold over the seam between two lists of one session. Immutable and thread-safe.
 */
public final class JustPlayed {
    /** Answer of {@link #endMillis} when the last track ends by its length. */
    public static final long BY_LENGTH = -1;

    private static final JustPlayed NONE = new JustPlayed(new int[0], new long[0], BY_LENGTH);

    private final int[] tracks;
    private final long[] startMillis;
    private final long endMillis;

    private JustPlayed(int[] tracks, long[] startMillis, long endMillis) {
        this.tracks = tracks;
        this.startMillis = startMillis;
        this.endMillis = endMillis;
    }

    /** Nothing was played: the list stands alone. */
    public static JustPlayed none() {
        return NONE;
    }

    /**
     * These tracks.
     *
     * @param tracks track indices, oldest first; copied
     * @param startMillis when each began, epoch milliseconds, not falling; copied
     */
    public static JustPlayed of(int[] tracks, long[] startMillis) {
        if (tracks.length != startMillis.length) {
            throw new IllegalArgumentException(tracks.length + " tracks but " + startMillis.length + " start times");
        }
        for (int j = 0; j < tracks.length; j++) {
            if (tracks[j] < 0) {
                throw new IllegalArgumentException("track index " + tracks[j] + " just played is below 0");
            }
            if (startMillis[j] < 0 || (j > 0 && startMillis[j] < startMillis[j - 1])) {
                throw new IllegalArgumentException("start time " + startMillis[j] + " of track " + j
                        + " just played is below 0 or that before it");
            }
        }
        return new JustPlayed(tracks.clone(), startMillis.clone(), BY_LENGTH);
    }

    /**
     * The same tracks, the last of which ended at a moment of its own: it was skipped. With no tracks, nothing changes.
     *
     * @param millis epoch milliseconds, not before the last track began
     */
    public JustPlayed endingAt(long millis) {
        if (tracks.length == 0) {
            return this;
        }
        if (millis < startMillis[tracks.length - 1]) {
            throw new IllegalArgumentException("the last track just played ended at " + millis + ", before it began at "
                    + startMillis[tracks.length - 1]);
        }
        return new JustPlayed(tracks, startMillis, millis);
    }

    /**
     * Tracks played one after the other without a pause, the last ending at a moment. A track of unknown length counts as
     * one of no length.
     *
     * @param tracks track indices, oldest first; copied
     * @param catalog where the lengths are
     * @param endMillis when the last one ended, epoch milliseconds
     */
    public static JustPlayed backToBack(int[] tracks, Catalog catalog, long endMillis) {
        long[] starts = new long[tracks.length];
        long at = endMillis;
        for (int j = tracks.length - 1; j >= 0; j--) {
            at = Math.max(0, at - Math.max(0, catalog.durationMillis(tracks[j])));
            starts[j] = at;
        }
        return of(tracks, starts);
    }

    /** Number of tracks. */
    public int size() {
        return tracks.length;
    }

    /** Index of track {@code j}, 0 being the oldest. */
    public int track(int j) {
        return tracks[j];
    }

    /** When track {@code j} began, epoch milliseconds. */
    public long startMillis(int j) {
        return startMillis[j];
    }

    /** When the last track ended, epoch milliseconds, or {@link #BY_LENGTH}. */
    public long endMillis() {
        return endMillis;
    }
}
