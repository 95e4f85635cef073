package io.reco.eval.metric;

/**
 * Recall that can reach 1 at every cutoff: {@code h / min(k, |R|)} (LensKit Recall, RecPack CalibratedRecall). Range 0 to 1.
 *
 * <p>Ranks count from 1. Empty list: 0. Empty truth: 0. Ties: the expectation under averaged ties. Duplicates are settled
 * and NaN scores refused before, see {@link ListResolver}.
 *
 * <p>Example: list {@code x, a, y, b}, relevant {@code a, b, c}: {@code recall_capped@2 = 1/2}, where {@code recall@2 = 1/3}.
 *
 * @param k cutoff, at least 1
 */
public record RecallCapped(int k) implements ListMetric {
    /** Checks the cutoff. */
    public RecallCapped {
        Labels.checkCutoff(k);
    }

    @Override
    public String label() {
        return Labels.of("recall_capped", k);
    }

    @Override
    public double value(MetricContext context) {
        int best = Math.min(k, context.relevantCount());
        return best == 0 ? 0 : context.hits(k) / best;
    }
}
