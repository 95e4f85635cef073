package io.reco.core.random;

/**
 * Draws rows with given weights in O(1), 8 bytes a row: the alias method (Walker 1977) built as by Vose (1991). Column i
 * holds row i with probability {@code threshold / 2^32} and its alias otherwise. Immutable and thread-safe.
 */
public final class AliasTable {
    /** Threshold in the upper, alias in the lower 32 bits. */
    private final long[] columns;

    private AliasTable(long[] columns) {
        this.columns = columns;
    }

    /**
     * A table of these weights.
     *
     * @param weights finite, 0 or above, with a positive sum; not modified
     */
    public static AliasTable of(double[] weights) {
        int n = weights.length;
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        if (!(sum > 0) || Double.isInfinite(sum)) {
            throw new IllegalArgumentException("the weights sum to " + sum + ", not to a positive number");
        }
        double[] load = new double[n];
        int[] stack = new int[n];
        int small = 0;
        int large = n;
        for (int i = 0; i < n; i++) {
            load[i] = weights[i] * n / sum;
            if (load[i] < 1) {
                stack[small++] = i;
            } else {
                stack[--large] = i;
            }
        }
        long[] columns = new long[n];
        while (small > 0 && large < n) {
            int i = stack[--small];
            int j = stack[large];
            columns[i] = column(load[i], j);
            load[j] -= 1 - load[i];
            if (load[j] < 1) {
                large++;
                stack[small++] = j;
            }
        }
        while (small > 0) {
            int i = stack[--small];
            columns[i] = column(1, i);
        }
        while (large < n) {
            int i = stack[large++];
            columns[i] = column(1, i);
        }
        return new AliasTable(columns);
    }

    private static long column(double probability, int alias) {
        long threshold = Math.min(0xFFFF_FFFFL, Math.round(probability * 0x1p32));
        return threshold << 32 | alias;
    }

    /** One row, from one draw of the stream: the upper half picks the column, the lower half decides within it. */
    public int draw(SplitMix64 random) {
        long r = random.nextLong();
        int i = (int) ((r >>> 32) * columns.length >>> 32);
        long column = columns[i];
        // no branch: it could not be predicted, and would wait for the column to come from memory
        int own = (int) ((r & 0xFFFF_FFFFL) - (column >>> 32) >> 32);
        return i & own | (int) column & ~own;
    }

    /** The probability of each row, as the table holds it. */
    public double[] probabilities() {
        int n = columns.length;
        double[] p = new double[n];
        for (int i = 0; i < n; i++) {
            double own = (columns[i] >>> 32) * 0x1p-32;
            p[i] += own / n;
            p[(int) columns[i]] += (1 - own) / n;
        }
        return p;
    }
}
