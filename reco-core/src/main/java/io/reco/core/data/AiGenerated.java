package io.reco.core.data;

/** How much of a track was made by a machine. */
public enum AiGenerated {
    /** Nothing, or nothing is told. */
    NONE,
    /** In part. */
    PARTIAL,
    /** All of it. */
    FULL
}
