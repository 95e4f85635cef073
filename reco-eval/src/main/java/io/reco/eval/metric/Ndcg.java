package io.reco.eval.metric;

import java.util.Objects;

/**
 * Normalised discounted cumulated gain: the sum over the first {@code k} ranks of gain times discount, divided by the same
 * sum for the ideal order of all items of positive gain, cut at {@code k}: {@code sum gain(g(r)) discount(r) / sum gain(g*(r)) discount(r)} with {@code g*} the grades in descending order. Range 0 to 1.
 *
 * <p>The ideal is that of the truth, not of the items that happened to be returned. {@link Gain#LINEAR} and {@link
 * Gain#EXPONENTIAL} do not depend on the relevance level; {@link Gain#BINARY} does.
 *
 * <p>Labels: {@code ndcg} (linear, log2(r + 1); Jarvelin and Kekalainen 2002 as in trec_eval), {@code ndcg_exp} (Burges et
 * al. 2005), {@code ndcg_bin}, {@code ndcg_jk} (linear, max(1, log2 r); LensKit's default); other combinations join both
 * suffixes.
 *
 * <p>Ranks count from 1. Empty list: 0. Empty truth: 0, as for a truth without positive gain. Ties: the expectation under
 * averaged ties. Duplicates are settled and NaN scores refused before, see {@link ListResolver}.
 *
 * <p>Example: list {@code x, a, y, b}, relevant {@code a, b, c} of grade 1: {@code ndcg@4 = (1/log2 3 + 1/log2 5) / (1 +
 * 1/log2 3 + 1/2) = 0.49819}; {@code ndcg_jk@4 = (1 + 1/2) / (1 + 1 + 1/log2 3) = 0.57014}.
 * With grades {@code a: 3, b: 1, c: 2} and level 2, so that {@code b} is not relevant: {@code ndcg_exp = (7/log2 3 + 1/log2 5) / (7 +
 * 3/log2 3 + 1/2)}, {@code ndcg_bin = (1/log2 3) / (1 + 1/log2 3)}, {@code ndcg_exp_jk = (7 + 1/2) / (7 + 3 + 1/log2 3)}, {@code ndcg_bin_jk = 1/2}.
 *
 * @param k cutoff, at least 1; {@link MetricContext#WHOLE_LIST} for none
 * @param gain what a grade is worth
 * @param discount the weight of a rank
 */
public record Ndcg(int k, Gain gain, Discount discount) implements ListMetric {
    /** Checks the cutoff. */
    public Ndcg {
        Labels.checkCutoff(k);
        Objects.requireNonNull(gain, "gain");
        Objects.requireNonNull(discount, "discount");
    }

    @Override
    public String label() {
        String variant = switch (gain) {
            case LINEAR -> "ndcg";
            case EXPONENTIAL -> "ndcg_exp";
            case BINARY -> "ndcg_bin";
        };
        return Labels.of(discount == Discount.LOG2_RANK ? variant + "_jk" : variant, k);
    }

    @Override
    public double value(MetricContext context) {
        return context.ndcg(gain, discount, k);
    }
}
