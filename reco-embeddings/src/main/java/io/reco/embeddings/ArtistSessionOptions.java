package io.reco.embeddings;

/**
 * How artists heard together become similar; see {@link ArtistSessions}.
 *
 * @param featuredWeight weight of an artist that is only featured in a session, a main one being 1; in [0, 1]
 * @param cap what one character adds to a pair at most, above 0: no single fan or bot makes a pair
 * @param minCharacters pairs that fewer characters have in a session are dropped; 1 or above
 * @param neighbours how many are kept for each artist, 1 or above
 * @param alpha how the denominator is shared out: 0.5 is the cosine, 1 divides by the artist asked for alone (the share of its
 *     listening, favours the famous), 0 by the other one alone (favours the niche); in [0, 1]
 * @param shrinkage added to the denominator: pulls down what rests on little; finite, 0 or above
 * @param maxArtists so many distinct artists of a session count, the first ones; how many sessions it cut is logged; 2 or
 *     above
 */
public record ArtistSessionOptions(
        double featuredWeight,
        double cap,
        int minCharacters,
        int neighbours,
        double alpha,
        double shrinkage,
        int maxArtists) {
    /** Featured credits a quarter, cap 5, two characters at least, 100 neighbours, cosine with shrinkage 10. */
    public static final ArtistSessionOptions DEFAULT = new ArtistSessionOptions(0.25, 5, 2, 100, 0.5, 10, 1_000);

    /** Checks the ranges. */
    public ArtistSessionOptions {
        if (!(featuredWeight >= 0 && featuredWeight <= 1)) {
            throw new IllegalArgumentException("featuredWeight " + featuredWeight + " is not in [0, 1]");
        }
        if (!(cap > 0 && cap < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("cap " + cap + " is not a finite number above 0");
        }
        if (minCharacters < 1) {
            throw new IllegalArgumentException("minCharacters " + minCharacters + " is not 1 or above");
        }
        if (neighbours < 1) {
            throw new IllegalArgumentException("neighbours " + neighbours + " is not 1 or above");
        }
        if (!(alpha >= 0 && alpha <= 1)) {
            throw new IllegalArgumentException("alpha " + alpha + " is not in [0, 1]");
        }
        if (!(shrinkage >= 0 && shrinkage < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("shrinkage " + shrinkage + " is not a finite number of 0 or above");
        }
        if (maxArtists < 2) {
            throw new IllegalArgumentException("maxArtists " + maxArtists + " is not 2 or above");
        }
    }

    /** A copy with another weight of featured artists and another cap. */
    public ArtistSessionOptions withCounting(double newFeaturedWeight, double newCap) {
        return new ArtistSessionOptions(
                newFeaturedWeight, newCap, minCharacters, neighbours, alpha, shrinkage, maxArtists);
    }

    /** A copy with another minimum support. */
    public ArtistSessionOptions withMinCharacters(int newMinCharacters) {
        return new ArtistSessionOptions(
                featuredWeight, cap, newMinCharacters, neighbours, alpha, shrinkage, maxArtists);
    }

    /** A copy that keeps another number of neighbours. */
    public ArtistSessionOptions withNeighbours(int newNeighbours) {
        return new ArtistSessionOptions(
                featuredWeight, cap, minCharacters, newNeighbours, alpha, shrinkage, maxArtists);
    }

    /** A copy with another denominator. */
    public ArtistSessionOptions withDenominator(double newAlpha, double newShrinkage) {
        return new ArtistSessionOptions(
                featuredWeight, cap, minCharacters, neighbours, newAlpha, newShrinkage, maxArtists);
    }

    /** A copy that looks at another number of artists of a session. */
    public ArtistSessionOptions withMaxArtists(int newMaxArtists) {
        return new ArtistSessionOptions(
                featuredWeight, cap, minCharacters, neighbours, alpha, shrinkage, newMaxArtists);
    }
}
