package io.reco.eval.metric;

/** The weight of rank {@code r} (1-based) in a discounted cumulated gain. */
public enum Discount {
    /** {@code 1 / log2(r + 1)}: 1, 0.631, 0.5, ... */
    LOG2_NEXT {
        @Override
        double compute(int rank) {
            return Math.log(2) / Math.log(rank + 1.0);
        }
    },
    /** {@code 1 / max(1, log2 r)}: 1, 1, 0.631, 0.5, ... (Jarvelin and Kekalainen 2002). */
    LOG2_RANK {
        @Override
        double compute(int rank) {
            return 1 / Math.max(1, Math.log(rank) / Math.log(2));
        }
    };

    private static final int TABLE_SIZE = 1024;

    @SuppressWarnings("ImmutableEnumChecker") // filled once, never handed out
    private final double[] table = new double[TABLE_SIZE];

    Discount() {
        for (int rank = 1; rank < TABLE_SIZE; rank++) {
            table[rank] = compute(rank);
        }
    }

    abstract double compute(int rank);

    /**
     * {@return the weight of a rank}
     *
     * @param rank 1-based
     */
    public double at(int rank) {
        return rank < TABLE_SIZE ? table[rank] : compute(rank);
    }
}
