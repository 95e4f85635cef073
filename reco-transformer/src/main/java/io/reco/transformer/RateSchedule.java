package io.reco.transformer;

/** How the learning rate goes from its highest to its lowest value after the warm-up. */
public enum RateSchedule {
    /** It stays. */
    CONSTANT,
    /** In a straight line over the steps. */
    LINEAR,
    /** Along half a cosine (Loshchilov, Hutter 2017). */
    COSINE;

    /**
     * The rate.
     *
     * @param done share of the steps after the warm-up that are done, in [0, 1]
     */
    double rate(double highest, double lowest, double done) {
        return switch (this) {
            case CONSTANT -> highest;
            case LINEAR -> highest + (lowest - highest) * done;
            case COSINE -> lowest + (highest - lowest) * (1 + StrictMath.cos(Math.PI * done)) / 2;
        };
    }
}
