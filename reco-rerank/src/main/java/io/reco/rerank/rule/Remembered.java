package io.reco.rerank.rule;

import java.util.function.IntUnaryOperator;

/** The groups of the candidates of one pool, each worked out when it is first asked for. Used by one thread. */
final class Remembered {
    /** By candidate, its group + 2; 0: not asked for yet. */
    private final byte[] known;

    private final IntUnaryOperator groupOf;

    /**
     * Nothing worked out.
     *
     * @param groupOf number of the group of a candidate, -1 to 30
     */
    Remembered(int candidates, IntUnaryOperator groupOf) {
        known = new byte[candidates];
        this.groupOf = groupOf;
    }

    int group(int i) {
        if (known[i] == 0) {
            known[i] = (byte) (groupOf.applyAsInt(i) + 2);
        }
        return known[i] - 2;
    }
}
