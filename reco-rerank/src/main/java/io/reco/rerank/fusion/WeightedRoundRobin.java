package io.reco.rerank.fusion;

import io.reco.core.data.IdMap;
import java.util.List;

/**
 * Round robin: sources take turns in the order given, and in its turn a source emits as many tracks as its weight tells.
 * Weights are whole numbers of 1 or above; all 1 is the plain round robin. A track that was emitted already is skipped, and
 * the source moves on to its next; dry sources drop out. The score of position p (from 0) is {@code 1 / (1 + p)}; a track
 * has one source, the one that emitted it.
 *
 * <p>Example: a1 a2 a3 with weight 2 and b1 a1 b2 with weight 1 give a1 a2 b1 a3 b2.
 */
public record WeightedRoundRobin() implements Fusion {
    @Override
    public Fused fuse(List<Ranked> lists, int n, IdMap ids) {
        for (Ranked list : lists) {
            if (list.weight() != Math.rint(list.weight())) {
                throw new IllegalArgumentException("round-robin: weight " + list.weight() + " of source '" + list.name()
                        + "' is not a whole number of 1 or above");
            }
        }
        Turns turns = new Turns(lists, n);
        boolean any = true;
        while (any) {
            any = false;
            for (int s = 0; s < lists.size(); s++) {
                long left = (long) lists.get(s).weight();
                while (left > 0 && !turns.isFull() && turns.isLive(s)) {
                    turns.emit(s);
                    left--;
                    any = true;
                }
            }
        }
        return turns.fused();
    }
}
