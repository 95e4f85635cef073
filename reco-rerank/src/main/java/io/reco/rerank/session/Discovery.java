package io.reco.rerank.session;

/** How new a track was to the listener when it came in a session. */
public enum Discovery {
    /** It was heard before the session. */
    KNOWN,
    /** It was not, but one of its artists was heard, before the session or in it. */
    NEW_TRACK,
    /** None of its artists was heard, neither before the session nor in it. A track without credits that was not heard counts so. */
    NEW_ARTIST
}
