package io.reco.eval.metric;

/**
 * What a sampled metric would give on average, exactly: one relevant item of known true rank among {@code n} items is ranked
 * against {@code m} sampled negatives. The number {@code j} of negatives ranked above it is hypergeometric (without
 * replacement) or binomial (with), and its sampled rank is {@code j + 1}. Shows the bias of sampling (Krichene and Rendle
 * 2020): compare {@link #hit} with {@code rank <= k}. Immutable; made in {@code O(m)}.
 *
 * <p>Example: 20 items, true rank 2, 5 negatives without replacement: the one better item is sampled with probability 5/19,
 * so {@code hit(1) = 14/19}, though the true hit@1 is 0.
 */
public final class SampledExpectation {
    private final double[] probability;

    private SampledExpectation(double[] probability) {
        this.probability = probability;
    }

    /**
     * {@return the expectation for one relevant item}
     *
     * @param items number of items {@code n}, at least 2
     * @param rank true rank among them, 1 to {@code n}
     * @param negatives sampled negatives {@code m}, at least 1, without replacement at most {@code n - 1}
     * @param replacement whether a negative can be drawn twice
     */
    public static SampledExpectation of(int items, int rank, int negatives, boolean replacement) {
        if (items < 2 || rank < 1 || rank > items) {
            throw new IllegalArgumentException(
                    "rank is " + rank + " of " + items + " items, expected 1 to items, and at least 2 items");
        }
        if (negatives < 1 || (!replacement && negatives >= items)) {
            throw new IllegalArgumentException("negatives is " + negatives + ", expected 1 to " + (items - 1)
                    + " without replacement, any positive number with");
        }
        int above = rank - 1;
        int below = items - rank;
        int low = replacement ? (below == 0 ? negatives : 0) : Math.max(0, negatives - below);
        int high = replacement ? (above == 0 ? 0 : negatives) : Math.min(negatives, above);
        double share = (double) above / (items - 1);
        int mode = (int) Math.min(high, Math.max(low, Math.floor((negatives + 1.0) * share)));
        // Ratios outward from (near) the mode, then normalised: no factorials of large numbers.
        double[] p = new double[high + 1];
        p[mode] = 1;
        for (int j = mode; j < high; j++) {
            p[j + 1] = p[j] * ratio(j, above, below, negatives, replacement);
        }
        for (int j = mode; j > low; j--) {
            p[j - 1] = p[j] / ratio(j - 1, above, below, negatives, replacement);
        }
        MeanAccumulator total = new MeanAccumulator();
        for (double value : p) {
            total.add(value);
        }
        for (int j = 0; j < p.length; j++) {
            p[j] /= total.sum();
        }
        return new SampledExpectation(p);
    }

    /** P(j + 1) / P(j). */
    private static double ratio(int j, int above, int below, int negatives, boolean replacement) {
        double step = (negatives - j) / (j + 1.0);
        return replacement ? step * above / below : step * (above - j) / (below - negatives + j + 1.0);
    }

    /**
     * {@return the expectation of hit@k (and of recall@k, as there is one relevant item)}
     *
     * @param k cutoff, at least 1
     */
    public double hit(int k) {
        double sum = 0;
        for (int j = 0; j < Math.min(k, probability.length); j++) {
            sum += probability[j];
        }
        return sum;
    }

    /**
     * {@return the expectation of rr@k}
     *
     * @param k cutoff, at least 1
     */
    public double reciprocalRank(int k) {
        double sum = 0;
        for (int j = 0; j < Math.min(k, probability.length); j++) {
            sum += probability[j] / (j + 1);
        }
        return sum;
    }

    /**
     * {@return the expectation of ndcg@k}
     *
     * @param k cutoff, at least 1
     */
    public double ndcg(int k) {
        double sum = 0;
        for (int j = 0; j < Math.min(k, probability.length); j++) {
            sum += probability[j] * Discount.LOG2_NEXT.at(j + 1);
        }
        return sum;
    }
}
