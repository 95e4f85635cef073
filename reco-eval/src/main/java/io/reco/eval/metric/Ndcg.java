package io.reco.eval.metric;

import java.util.Objects;

/**
 * Normalised discounted cumulated gain: the sum over the first {@code k} ranks of gain times discount, divided by the same
 * sum for the ideal order of all items of positive gain, cut at {@code k}. Range 0 to 1; 0 for an empty list and for a
 * truth without positive gain; the expectation under averaged ties.
 *
 * <p>The ideal is that of the truth, not of the items that happened to be returned. {@link Gain#LINEAR} and {@link
 * Gain#EXPONENTIAL} do not depend on the relevance level; {@link Gain#BINARY} does.
 *
 * <p>Labels: {@code ndcg} (linear, log2(r + 1); Jarvelin and Kekalainen 2002 as in trec_eval), {@code ndcg_exp} (Burges et
 * al. 2005), {@code ndcg_bin}, {@code ndcg_jk} (linear, max(1, log2 r); LensKit's default); other combinations join both
 * suffixes.
 *
 * <p>Example: list {@code x, a, y, b}, relevant {@code a, b, c} of grade 1: {@code ndcg@4 = (1/log2 3 + 1/log2 5) / (1 +
 * 1/log2 3 + 1/2) = 0.49819}; {@code ndcg_jk@4 = (1 + 1/2) / (1 + 1 + 1/log2 3) = 0.57014}.
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
