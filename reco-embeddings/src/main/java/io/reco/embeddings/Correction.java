package io.reco.embeddings;

/**
 * Terms of the score that belong to a result alone: {@code score(x, y) = cosine(x, y) + popularity term(y) + hub term(y)}.
 *
 * <p>Nearness has a direction that cosines do not show: some vectors are near to everything (hubs) and come up in every
 * answer, and nothing is known of most rare ones. The terms:
 * <ul>
 *   <li>popularity: {@code b * log(1 + support) / log(1 + largest support)}; b above 0 lets the niche point to the famous,
 *       below 0 the famous to the niche;
 *   <li>{@link Hubs#CSLS}: {@code -w * mean cosine of y with its m nearest}, of Conneau et al., Word Translation Without
 *       Parallel Data (ICLR 2018); their {@code 2 cos(x, y) - r(x) - r(y)} is the order of w = 0.5;
 *   <li>{@link Hubs#IN_DEGREE}: {@code -w * log(1 + N_m(y)) / log(1 + largest N_m)}, N_m(y) being how many have y among their
 *       m nearest (Radovanovic, Nanopoulos, Ivanovic, JMLR 2010).
 * </ul>
 *
 * <p>Hub terms need the m nearest of every row: O(rows^2 x dimension) once, spread over the threads. With any term, answers
 * look at every row, also where an approximate search is set.
 *
 * @param popularity b, finite
 * @param hubs which hub term
 * @param hubWeight w, finite and 0 or above
 * @param neighbours m, 1 or above
 */
public record Correction(double popularity, Hubs hubs, double hubWeight, int neighbours) {
    /** Cosines alone. */
    public static final Correction NONE = new Correction(0, Hubs.NONE, 0, 10);

    /** Terms against hubs. */
    public enum Hubs {
        /** None. */
        NONE,
        /** Cross-domain similarity local scaling: nearness to the own neighbours counts against a result. */
        CSLS,
        /** Being in many lists counts against a result. */
        IN_DEGREE
    }

    /** Checks the ranges. */
    public Correction {
        if (!Double.isFinite(popularity)) {
            throw new IllegalArgumentException("popularity " + popularity + " is not finite");
        }
        if (!(hubWeight >= 0 && hubWeight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("hubWeight " + hubWeight + " is not a finite number of 0 or above");
        }
        if (neighbours < 1) {
            throw new IllegalArgumentException("neighbours " + neighbours + " is not 1 or above");
        }
    }

    /** CSLS over ten neighbours with its published weight. */
    public static Correction csls() {
        return new Correction(0, Hubs.CSLS, 0.5, 10);
    }

    /** The in-degree term over ten neighbours. */
    public static Correction inDegree(double weight) {
        return new Correction(0, Hubs.IN_DEGREE, weight, 10);
    }

    /** A copy with another weight of popularity. */
    public Correction withPopularity(double newPopularity) {
        return new Correction(newPopularity, hubs, hubWeight, neighbours);
    }
}
