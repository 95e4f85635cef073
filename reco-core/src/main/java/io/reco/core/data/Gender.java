package io.reco.core.data;

/** Gender of a character as the service knows it. */
public enum Gender {
    /** Not told. */
    UNKNOWN,
    /** Female. */
    F,
    /** Male. */
    M,
    /** Neither or other. */
    X
}
