package io.reco.rerank.fusion;

import io.reco.core.data.IdMap;
import java.util.List;

/**
 * Smooth weighted round robin, the algorithm of nginx: in each step every live source gains its weight, and the one with the
 * largest sum (the first on ties) emits its next track and loses the sum of the live weights. Weights need not be whole. A
 * source gets its share of every stretch of the list and its turns lie apart: weights 5, 1, 1 give a a b a c a a. A track
 * that was emitted already is skipped. A source with none left drops out before the step; the others keep their sums. The
 * score of position p (from 0) is {@code 1 / (1 + p)}; a track has one source, the one that emitted it. O(S) a track.
 */
public record SmoothWeightedRoundRobin() implements Fusion {
    /** Sums that differ by this share of the live weights are equal: weights like 0.1 are not exact in binary. */
    private static final double TIE = 1e-12;

    @Override
    public Fused fuse(List<Ranked> lists, int n, IdMap ids) {
        Turns turns = new Turns(lists, n);
        double[] current = new double[lists.size()];
        while (!turns.isFull()) {
            double live = 0;
            for (int s = 0; s < current.length; s++) {
                if (turns.isLive(s)) {
                    current[s] += lists.get(s).weight();
                    live += lists.get(s).weight();
                }
            }
            int best = -1;
            for (int s = 0; s < current.length; s++) {
                if (turns.isLive(s) && (best < 0 || current[s] > current[best] + TIE * live)) {
                    best = s;
                }
            }
            if (best < 0) {
                break;
            }
            current[best] -= live;
            turns.emit(best);
        }
        return turns.fused();
    }
}
