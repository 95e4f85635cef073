package io.reco.embeddings.tune;

/**
 * How to search.
 *
 * @param space what to draw from
 * @param trials how many options to draw, in [1, 100000]; the options that the search begins with are tried besides
 * @param seed of the draws, and of the seed of each trial
 */
public record TunerOptions(SearchSpace space, int trials, long seed) {
    /** The published ranges, 20 trials: five in a hundred of the space are missed with probability 0.36. */
    public static final TunerOptions DEFAULT = new TunerOptions(SearchSpace.PUBLISHED, 20, 1);

    /** Checks the range. */
    public TunerOptions {
        if (trials < 1 || trials > 100_000) {
            throw new IllegalArgumentException("trials " + trials + " is not in [1, 100000]");
        }
    }

    /** A copy with another space. */
    public TunerOptions withSpace(SearchSpace newSpace) {
        return new TunerOptions(newSpace, trials, seed);
    }

    /** A copy with another number of trials. */
    public TunerOptions withTrials(int newTrials) {
        return new TunerOptions(space, newTrials, seed);
    }

    /** A copy with another seed. */
    public TunerOptions withSeed(long newSeed) {
        return new TunerOptions(space, trials, newSeed);
    }
}
