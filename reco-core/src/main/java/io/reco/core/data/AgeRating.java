package io.reco.core.data;

/** From which age a track may be played. */
public enum AgeRating {
    /** Not told. */
    UNKNOWN(0),
    /** Everybody. */
    ALL(0),
    /** From 12. */
    FROM_12(12),
    /** From 15. */
    FROM_15(15),
    /** Adults only. */
    FROM_19(19);

    private final int minimumAge;

    AgeRating(int minimumAge) {
        this.minimumAge = minimumAge;
    }

    /** The lowest age in years that may listen; 0 when all may, or nothing is told. */
    public int minimumAge() {
        return minimumAge;
    }
}
