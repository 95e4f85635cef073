package io.reco.core.data;

/** What a character did with a track. An undo is an event of its own, never a deletion. */
public enum EventType {
    /** Played; how long is in the event's milliseconds, when known. */
    LISTEN,
    /** Skipped by the listener. */
    SKIP,
    /** Liked. */
    LIKE,
    /** Took a like back. */
    UNLIKE,
    /** Disliked. */
    DISLIKE,
    /** Took a dislike back. */
    UNDISLIKE,
    /** Put into one of its playlists. */
    ADD_TO_PLAYLIST,
    /** Never wants to hear it again. */
    BLOCK,
    /** Took a block back. */
    UNBLOCK,
    /** Does not want to hear it for a while. */
    SNOOZE
}
