package io.reco.core.data;

/** Whether a track has explicit words. */
public enum Explicit {
    /** Not told. */
    UNKNOWN,
    /** Clean. */
    CLEAN,
    /** Explicit. */
    EXPLICIT
}
