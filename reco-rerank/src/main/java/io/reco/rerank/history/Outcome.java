package io.reco.rerank.history;

/** What became of an impression after it was recorded. */
public enum Outcome {
    /** The slot came into view. */
    SEEN,
    /** The character played, liked or added the track from there; it was seen, then, too. */
    ACTED
}
