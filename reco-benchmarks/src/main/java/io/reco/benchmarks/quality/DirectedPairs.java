package io.reco.benchmarks.quality;

import io.reco.core.sequence.Sequences;
import java.util.List;

/**
 * Sequences that make skip-gram learn a direction: for every two items a, b of which b comes at most {@code reach} after a,
 * the sequence {a as predecessor, b as successor}, where the successors are items of their own, numbered from {@code items}
 * on. Trained with window 1, the input vector of a predecessor and the output vector of a successor predict what comes next.
 */
final class DirectedPairs {
    private DirectedPairs() {}

    /**
     * The pairs.
     *
     * @param sequences of items in [0, items)
     * @param reach how far apart a pair may be, 1 or above
     */
    static Sequences of(List<int[]> sequences, int items, int reach) {
        return visitor -> {
            int[] pair = new int[2];
            int owner = 0;
            for (int[] sequence : sequences) {
                for (int i = 0; i < sequence.length; i++) {
                    for (int j = i + 1; j < sequence.length && j <= i + reach; j++) {
                        pair[0] = sequence[i];
                        pair[1] = items + sequence[j];
                        visitor.visit(owner, pair, 2);
                    }
                }
                owner++;
            }
        };
    }
}
