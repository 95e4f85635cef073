package io.reco.transformer;

/** What the learning rate does after the warm-up. */
public enum RateSchedule {
    /** It stays at its highest value. */
    CONSTANT,
    /** It falls along half a cosine to its lowest value at the last step of all epochs (Loshchilov, Hutter 2017). */
    COSINE
}
