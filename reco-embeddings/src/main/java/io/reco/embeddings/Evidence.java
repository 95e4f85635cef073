package io.reco.embeddings;

/** What a result was found by. */
public enum Evidence {
    /** Nearness of vectors. */
    VECTORS,
    /** Artists heard in the same sessions. */
    SESSIONS,
    /** Tracks that stand in the same playlists. */
    PLAYLISTS,
    /** What is known of the thing itself: artist, album, genres, tags; gender, age band. */
    FEATURES,
    /** What a group of characters with the same taste listens to. */
    CLUSTER,
    /** Nothing in the question: what is popular. */
    POPULARITY
}
