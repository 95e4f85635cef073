package io.reco.core.data;

/**
 * Something a character does not want to hear, for ever or until a date.
 *
 * @param kind what is blocked
 * @param targetId raw id of the artist, album or track
 * @param untilMillis epoch milliseconds at which the block ends, or {@link #FOR_EVER}
 */
public record Block(Kind kind, String targetId, long untilMillis) {
    /** The end of a block that has none. */
    public static final long FOR_EVER = Long.MAX_VALUE;

    /** What can be blocked. */
    public enum Kind {
        /** Every track that credits the artist. */
        ARTIST,
        /** Every track of the album. */
        ALBUM,
        /** The track. */
        TRACK
    }

    /** A block without an end. */
    public static Block forEver(Kind kind, String targetId) {
        return new Block(kind, targetId, FOR_EVER);
    }
}
