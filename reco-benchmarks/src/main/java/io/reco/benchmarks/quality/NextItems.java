package io.reco.benchmarks.quality;

import io.reco.core.data.IdMap;
import io.reco.core.random.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/**
 * Hit rate and its kin when one item is asked for at a time, by its rank among all items: score descending, then id
 * ascending by code point. Not thread-safe.
 */
final class NextItems {
    private final int[] tieRank;
    private final int k;
    private long cases;
    private long hits;
    private double gain;
    private double reciprocal;
    private double logLikelihood;

    /**
     * No cases yet.
     *
     * @param items all items
     * @param k how long a list is
     */
    NextItems(IdMap items, int k) {
        tieRank = items.codePointRanks();
        this.k = k;
    }

    /**
     * A case.
     *
     * @param scores of all items; {@link Float#NEGATIVE_INFINITY}: not a candidate
     * @param wanted the item that came
     */
    void add(float[] scores, int wanted) {
        cases++;
        if (scores[wanted] == Float.NEGATIVE_INFINITY) {
            return;
        }
        int rank = 1;
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] > scores[wanted] || (scores[i] == scores[wanted] && tieRank[i] < tieRank[wanted])) {
                rank++;
            }
        }
        reciprocal += 1.0 / rank;
        if (rank <= k) {
            hits++;
            gain += Math.log(2) / Math.log(rank + 1.0);
        }
    }

    /** A case for which the model says nothing: a miss. */
    void addMiss() {
        cases++;
    }

    /** The log probability of the last case, for {@link #logLikelihood}. */
    void addLogProbability(double logProbability) {
        logLikelihood += logProbability;
    }

    long cases() {
        return cases;
    }

    /** Share of cases with a rank of at most k. */
    double hitRate() {
        return hits / (double) cases;
    }

    /** Half of the normal 95 % interval of {@link #hitRate}. */
    double hitRateHalfWidth() {
        double p = hitRate();
        return 1.96 * Math.sqrt(p * (1 - p) / cases);
    }

    /** Mean of {@code 1 / log2(rank + 1)}, 0 beyond k. */
    double ndcg() {
        return gain / cases;
    }

    /** Mean of {@code 1 / rank}, not cut at k. */
    double reciprocalRank() {
        return reciprocal / cases;
    }

    /** Mean log probability in nats. */
    double logLikelihood() {
        return logLikelihood / cases;
    }

    /** Sequences without their last items. */
    static List<int[]> withoutLast(List<int[]> sequences) {
        List<int[]> out = new ArrayList<>();
        for (int[] sequence : sequences) {
            out.add(java.util.Arrays.copyOf(sequence, Math.max(0, sequence.length - 1)));
        }
        return out;
    }

    /**
     * The last two items of some sequences, {last but one, last}: all sequences of two items or more shuffled, {@code count}
     * of them from {@code from} on.
     */
    static List<int[]> lastPairs(List<int[]> sequences, int from, int count, long seed) {
        int[] order = java.util.stream.IntStream.range(0, sequences.size())
                .filter(i -> sequences.get(i).length >= 2)
                .toArray();
        new SplitMix64(seed).shuffle(order);
        List<int[]> pairs = new ArrayList<>();
        for (int i = from; i < Math.min(order.length, from + count); i++) {
            int[] sequence = sequences.get(order[i]);
            pairs.add(new int[] {sequence[sequence.length - 2], sequence[sequence.length - 1]});
        }
        return pairs;
    }
}
