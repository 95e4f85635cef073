package io.reco.embeddings;

/**
 * How characters without a history are served; see {@link ColdCharacters}.
 *
 * @param clusters at most so many clusters of warm characters, 1 or above
 * @param charactersPerCluster fewer clusters are made if there are not so many characters for each, on average; 1 or above
 * @param nearest how many of the nearest clusters serve, their characters counted together; 1 or above
 * @param iterations at most so many passes of k-means, 0 or above
 * @param tracksPerCluster so many of the most popular tracks of each cluster are kept, 1 or above
 * @param vectorWeight w of the cosine in the score; finite, 0 or above
 * @param seed of k-means++
 */
public record ColdCharacterOptions(
        int clusters,
        int charactersPerCluster,
        int nearest,
        int iterations,
        int tracksPerCluster,
        double vectorWeight,
        long seed) {
    /** A thousand clusters of 50 characters or more, the three nearest serve with 500 tracks each; weight 0.25, seed 1. In a
     * generated world fewer clusters of more characters, and more of them serving, found more than the single nearest one.  */
    public static final ColdCharacterOptions DEFAULT = new ColdCharacterOptions(1_000, 50, 3, 20, 500, 0.25, 1);

    /** Checks the ranges. */
    public ColdCharacterOptions {
        requirePositive("clusters", clusters);
        requirePositive("charactersPerCluster", charactersPerCluster);
        requirePositive("nearest", nearest);
        requirePositive("tracksPerCluster", tracksPerCluster);
        if (iterations < 0) {
            throw new IllegalArgumentException("iterations " + iterations + " is not 0 or above");
        }
        if (!(vectorWeight >= 0 && vectorWeight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "vectorWeight " + vectorWeight + " is not a finite number of 0 or above");
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " " + value + " is not 1 or above");
        }
    }

    /** A copy with other clusters. */
    public ColdCharacterOptions withClusters(int newClusters, int newCharactersPerCluster, int newNearest) {
        return new ColdCharacterOptions(
                newClusters, newCharactersPerCluster, newNearest, iterations, tracksPerCluster, vectorWeight, seed);
    }

    /** A copy that keeps another number of tracks. */
    public ColdCharacterOptions withTracksPerCluster(int newTracksPerCluster) {
        return new ColdCharacterOptions(
                clusters, charactersPerCluster, nearest, iterations, newTracksPerCluster, vectorWeight, seed);
    }

    /** A copy with another weight of the cosine. */
    public ColdCharacterOptions withVectorWeight(double newVectorWeight) {
        return new ColdCharacterOptions(
                clusters, charactersPerCluster, nearest, iterations, tracksPerCluster, newVectorWeight, seed);
    }

    /** A copy with another seed and number of passes. */
    public ColdCharacterOptions withKMeans(int newIterations, long newSeed) {
        return new ColdCharacterOptions(
                clusters, charactersPerCluster, nearest, newIterations, tracksPerCluster, vectorWeight, newSeed);
    }
}
