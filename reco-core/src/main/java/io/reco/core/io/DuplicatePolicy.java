package io.reco.core.io;

/** What a reader does with a track, character or playlist whose id was given before. The first one always stays. */
public enum DuplicatePolicy {
    /** A bad record like any other: {@link ReadMode#STRICT} fails, {@link ReadMode#LENIENT} rejects it. */
    AS_BAD_RECORD,
    /** Rejected (counted, and written to the rejects file) in both modes. */
    REJECT
}
