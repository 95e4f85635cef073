package io.reco.rerank;

import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;

/**
 * How often each track was wanted, counted in the training data (never in the data a list is judged by). Immutable and
 * thread-safe.
 */
public final class Popularity {
    private static final Popularity NONE = new Popularity(new double[0]);

    private final double[] counts;
    /** {@code ln(1 + count)}, once instead of at every request. */
    private final double[] logs;

    private Popularity(double[] counts) {
        this.counts = counts;
        logs = new double[counts.length];
        for (int t = 0; t < counts.length; t++) {
            logs[t] = Math.log1p(counts[t]);
        }
    }

    /** Nothing is known: every count is 0. */
    public static Popularity none() {
        return NONE;
    }

    /**
     * These counts.
     *
     * @param counts per track index, each finite and 0 or above; copied. Tracks beyond the end count 0
     */
    public static Popularity of(double[] counts) {
        double[] copy = counts.clone();
        for (int t = 0; t < copy.length; t++) {
            if (!(copy[t] >= 0 && copy[t] <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException("count " + copy[t] + " of track index " + t + " is not in [0, inf)");
            }
        }
        return new Popularity(copy);
    }

    /** The number of positive events of each track. */
    public static Popularity of(EventLog log, int trackCount, EventSemantics semantics) {
        double[] counts = new double[trackCount];
        for (int i = 0; i < log.size(); i++) {
            if (semantics.isPositive(log, i)) {
                counts[log.track(i)]++;
            }
        }
        return new Popularity(counts);
    }

    /** Count of a track. */
    public double count(int t) {
        return t < counts.length ? counts[t] : 0;
    }

    /** {@code ln(1 + count)} of a track. */
    public double logCount(int t) {
        return t < logs.length ? logs[t] : 0;
    }
}
