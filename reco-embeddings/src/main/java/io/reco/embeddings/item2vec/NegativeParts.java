package io.reco.embeddings.item2vec;

import io.reco.core.random.AliasTable;
import io.reco.core.random.SplitMix64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tracks from which the negatives of a block are drawn: with several threads each block draws from one of several equal
 * parts, and a thread takes blocks of one part as long as there are some. A row of negatives is then changed by one thread
 * nearly always and stays in the caches of its processor; drawn from all tracks, it would travel between processors every
 * second time.
 *
 * <p>The most frequent tracks are in all parts. The others are dealt out in runs of neighbours, so that few cache lines hold
 * rows of two parts, each to the part that weighs the least. So the parts weigh nearly the same, and over all blocks each
 * track is drawn with its own probability to within {@value #TOLERANCE} of it. The part of a block changes from epoch to
 * epoch. Immutable and thread-safe.
 */
final class NegativeParts {
    /** Tracks that are in all parts: too heavy to be dealt out evenly. */
    private static final int SHARED = 128;
    /** Rows that stay together. */
    private static final int RUN = 64;
    /** A part of fewer tracks would be too small a sample of all. */
    private static final int LEAST_ROWS = 4096;
    /** Parts whose weights differ by more from their mean are not made. */
    private static final double TOLERANCE = 0.01;

    private final List<Part> parts;

    private NegativeParts(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * As many parts as there are threads, or fewer if they would be small; one if their weights would differ.
     *
     * @param weights of each track, falling or nearly so
     */
    static NegativeParts of(double[] weights, int threads) {
        int count = Math.min(threads, (weights.length - SHARED) / LEAST_ROWS);
        if (count > 1) {
            double[] sums = new double[count];
            List<Order> orders = deal(weights, sums);
            if (even(sums)) {
                return new NegativeParts(orders.stream()
                        .map(order -> part(weights, order, count))
                        .toList());
            }
        }
        return new NegativeParts(
                List.of(new Part(AliasTable.of(weights), new Order(weights.length, new int[0], weights.length))));
    }

    /** Gives each run of tracks to the part that weighs the least so far. */
    private static List<Order> deal(double[] weights, double[] sums) {
        int runs = (weights.length - SHARED + RUN - 1) / RUN;
        int[][] dealt = new int[sums.length][runs];
        int[] counts = new int[sums.length];
        for (int run = 0; run < runs; run++) {
            int lightest = 0;
            for (int p = 1; p < sums.length; p++) {
                if (sums[p] < sums[lightest]) {
                    lightest = p;
                }
            }
            dealt[lightest][counts[lightest]++] = run;
            int from = SHARED + run * RUN;
            for (int row = from; row < Math.min(weights.length, from + RUN); row++) {
                sums[lightest] += weights[row];
            }
        }
        List<Order> orders = new ArrayList<>();
        for (int p = 0; p < sums.length; p++) {
            orders.add(new Order(SHARED, Arrays.copyOf(dealt[p], counts[p]), weights.length));
        }
        return orders;
    }

    private static Part part(double[] weights, Order order, int parts) {
        double[] own = new double[order.size()];
        for (int i = 0; i < own.length; i++) {
            double weight = weights[order.row(i)];
            own[i] = i < SHARED ? weight / parts : weight;
        }
        return new Part(AliasTable.of(own), order);
    }

    private static boolean even(double[] sums) {
        double mean = 0;
        for (double sum : sums) {
            mean += sum / sums.length;
        }
        for (double sum : sums) {
            if (Math.abs(sum - mean) > TOLERANCE * mean) {
                return false;
            }
        }
        return true;
    }

    int count() {
        return parts.size();
    }

    /** The part from which the negatives of a block are drawn. */
    Part of(int block, int epoch) {
        return parts.get((block + epoch) % parts.size());
    }

    /** Tracks of which negatives are drawn. */
    record Part(AliasTable table, Order order) {
        int draw(SplitMix64 random) {
            return order.row(table.draw(random));
        }
    }

    /** Numbers the tracks of a part: the shared ones, then its runs of the others. */
    static final class Order {
        private final int shared;
        private final int[] runs;
        private final int rows;

        Order(int shared, int[] runs, int rows) {
            this.shared = shared;
            this.runs = runs;
            this.rows = rows;
        }

        int row(int i) {
            if (i < shared) {
                return i;
            }
            return shared + runs[(i - shared) / RUN] * RUN + (i - shared) % RUN;
        }

        /** How many tracks are in the part. The last run of all may be short. */
        int size() {
            int size = shared + runs.length * RUN;
            int end = runs.length == 0 ? 0 : (runs[runs.length - 1] + 1) * RUN;
            return size - Math.max(0, end - (rows - shared));
        }
    }
}
