package io.reco.benchmarks.quality;

import it.unimi.dsi.fastutil.ints.Int2IntMap;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.Arrays;
import java.util.List;

/**
 * First-order Markov chain with Dirichlet smoothing: {@code P(j | i) = (n_ij + m P(j)) / (n_i + m)}, where
 * {@code P(j) = (n_j + 1) / (N + V)} over all songs that follow another one. Immutable and thread-safe.
 */
final class MarkovChain {
    private final Int2IntOpenHashMap[] transitions;
    private final int[] from;
    private final double[] prior;
    private final double smoothing;

    /**
     * Counts.
     *
     * @param sequences of items in [0, items)
     * @param smoothing m, above 0
     */
    MarkovChain(List<int[]> sequences, int items, double smoothing) {
        this.smoothing = smoothing;
        transitions = new Int2IntOpenHashMap[items];
        Arrays.setAll(transitions, i -> new Int2IntOpenHashMap());
        from = new int[items];
        int[] to = new int[items];
        long all = 0;
        for (int[] sequence : sequences) {
            for (int i = 1; i < sequence.length; i++) {
                transitions[sequence[i - 1]].addTo(sequence[i], 1);
                from[sequence[i - 1]]++;
                to[sequence[i]]++;
                all++;
            }
        }
        prior = new double[items];
        for (int j = 0; j < items; j++) {
            prior[j] = (to[j] + 1.0) / (all + items);
        }
    }

    /** Writes P(j | i) for all j. */
    void probabilities(int i, double[] out) {
        double rest = smoothing / (from[i] + smoothing);
        for (int j = 0; j < out.length; j++) {
            out[j] = rest * prior[j];
        }
        for (Int2IntMap.Entry entry : transitions[i].int2IntEntrySet()) {
            out[entry.getIntKey()] += entry.getIntValue() / (from[i] + smoothing);
        }
    }

    /** Writes P(j) for all j. */
    void prior(double[] out) {
        System.arraycopy(prior, 0, out, 0, out.length);
    }
}
