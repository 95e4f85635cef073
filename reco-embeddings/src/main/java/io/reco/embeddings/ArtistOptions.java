package io.reco.embeddings;

/**
 * How the vectors of tracks become vectors of artists.
 *
 * @param featuredWeight weight of a featured credit, a main one being 1; in [0, 1]
 * @param minSupport artists whose tracks were trained on less often (each occurrence weighted by the credit) get no vector; 0
 *     or above
 */
public record ArtistOptions(double featuredWeight, double minSupport) {
    /** Featured credits weigh a quarter, five occurrences at least. */
    public static final ArtistOptions DEFAULT = new ArtistOptions(0.25, 5);

    /** Checks the ranges. */
    public ArtistOptions {
        if (!(featuredWeight >= 0 && featuredWeight <= 1)) {
            throw new IllegalArgumentException("featuredWeight " + featuredWeight + " is not in [0, 1]");
        }
        if (!(minSupport >= 0 && minSupport < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("minSupport " + minSupport + " is not a finite number of 0 or above");
        }
    }
}
