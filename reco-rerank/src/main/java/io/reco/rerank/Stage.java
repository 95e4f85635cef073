package io.reco.rerank;

/** The stages of a pipeline, in the order in which they run. Within a stage rules run in the order they were given. */
public enum Stage {
    /** Puts another release of the same recording in the place of a candidate, before anything is checked. */
    SUBSTITUTION,
    /** Drops what may never be shown to this character now. */
    ELIGIBILITY,
    /** Drops by what the character has heard or was shown before. */
    HISTORY,
    /** Changes scores. */
    SCORE,
    /** Fills the list from the best candidate down, under caps, spacing, quotas, pins, a diversity objective and chance. */
    FILL,
    /** Reorders the k tracks that were kept. */
    SEQUENCE
}
