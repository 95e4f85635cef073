package io.reco.core.split;

/** Where an event of a data set goes. */
public enum Part {
    /** Models are fitted with it. */
    TRAIN,
    /** Not fitted with; the history by which a character that was held out is served. */
    FOLD_IN,
    /** For choosing between models. */
    VALIDATION,
    /** For the final numbers. */
    TEST
}
