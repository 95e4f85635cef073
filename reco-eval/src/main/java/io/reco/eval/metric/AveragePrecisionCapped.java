package io.reco.eval.metric;

/**
 * Average precision that can reach 1 at every cutoff: the sum of {@link AveragePrecision} divided by {@code min(k, |R|)}
 * (RecBole, RankSys, Kaggle). Range 0 to 1.
 *
 * <p>Ranks count from 1. Empty list: 0. Empty truth: 0. Ties: the expectation under averaged ties. Duplicates are settled
 * and NaN scores refused before, see {@link ListResolver}.
 *
 * <p>Example: list {@code x, a, y, b}, relevant {@code a, b, c}: {@code ap_capped@2 = (1/2) / 2}.
 *
 * @param k cutoff, at least 1
 */
public record AveragePrecisionCapped(int k) implements ListMetric {
    /** Checks the cutoff. */
    public AveragePrecisionCapped {
        Labels.checkCutoff(k);
    }

    @Override
    public String label() {
        return Labels.of("ap_capped", k);
    }

    @Override
    public double value(MetricContext context) {
        int best = Math.min(k, context.relevantCount());
        return best == 0 ? 0 : context.precisionSum(k) / best;
    }
}
