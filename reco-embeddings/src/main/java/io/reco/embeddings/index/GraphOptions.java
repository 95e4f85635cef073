package io.reco.embeddings.index;

/**
 * How a graph of neighbours is built. The names of HNSW in brackets.
 *
 * @param degree most neighbours of a row (2 M in the bottom layer of HNSW), in [2, 512]; more finds more and takes more memory
 * @param buildWidth candidates looked at when a row is linked in (efConstruction), in [degree, 10,000]
 * @param alpha how much longer than the shortest way a kept edge may be, in [1, 2]: the pruning rule of Vamana (Jayaram
 *     Subramanya et al., DiskANN, 2019, algorithm 2)
 * @param overflow how far beyond {@code degree} a row may grow while rows are added, in [1, 2]
 * @param threads threads of the build, at least 1; only one builds the same graph every time
 */
public record GraphOptions(int degree, int buildWidth, float alpha, float overflow, int threads) {

    /** Degree 32, width 100, alpha 1.2, overflow 1.2, one thread. */
    public static final GraphOptions DEFAULT = new GraphOptions(32, 100, 1.2f, 1.2f, 1);

    /** Checks the ranges. */
    public GraphOptions {
        check("degree", degree, 2, 512);
        check("buildWidth", buildWidth, degree, 10_000);
        check("threads", threads, 1, 1 << 15);
        check("alpha", alpha);
        check("overflow", overflow);
    }

    /** Returns a copy with another degree. */
    public GraphOptions withDegree(int value) {
        return new GraphOptions(value, buildWidth, alpha, overflow, threads);
    }

    /** Returns a copy with another width of the build. */
    public GraphOptions withBuildWidth(int value) {
        return new GraphOptions(degree, value, alpha, overflow, threads);
    }

    /** Returns a copy with another alpha. */
    public GraphOptions withAlpha(float value) {
        return new GraphOptions(degree, buildWidth, value, overflow, threads);
    }

    /** Returns a copy with another overflow. */
    public GraphOptions withOverflow(float value) {
        return new GraphOptions(degree, buildWidth, alpha, value, threads);
    }

    /** Returns a copy with another number of threads. */
    public GraphOptions withThreads(int value) {
        return new GraphOptions(degree, buildWidth, alpha, overflow, value);
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + ": " + value + " is not in [" + least + ", " + most + "]");
        }
    }

    private static void check(String name, float value) {
        if (!(value >= 1 && value <= 2)) {
            throw new IllegalArgumentException(name + ": " + value + " is not in [1, 2]");
        }
    }
}
