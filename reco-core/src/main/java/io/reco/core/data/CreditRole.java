package io.reco.core.data;

/** The part an artist has in a track. */
public enum CreditRole {
    /** Main artist. */
    MAIN,
    /** Featured artist. */
    FEATURED
}
