package io.reco.core.data;

/** How a listener came to a track. */
public enum Origin {
    /** Not told. */
    UNKNOWN,
    /** Found by the listener: search, library, an album page. */
    ORGANIC,
    /** Offered by a recommendation. */
    RECOMMENDED
}
