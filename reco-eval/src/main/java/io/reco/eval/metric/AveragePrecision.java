package io.reco.eval.metric;

/**
 * Average precision: the sum over relevant ranks {@code r <= k} of (relevant items in the first {@code r}) / {@code r},
 * divided by {@code |R|} (trec_eval), {@code sum (h_r / r) / |R|} with {@code h_r} the {@code h} of cutoff {@code r}; its mean is MAP. Range 0 to 1.
 *
 * <p>Ranks count from 1. Empty list: 0. Empty truth: 0. Ties: the expectation under averaged ties (McSherry and Najork
 * 2008). Duplicates are settled and NaN scores refused before, see {@link ListResolver}.
 *
 * <p>Example: list {@code x, a, y, b}, relevant {@code a, b, c}: {@code ap = (1/2 + 2/4) / 3}, {@code ap@2 = (1/2) / 3}.
 *
 * @param k cutoff, at least 1; {@link MetricContext#WHOLE_LIST} for none
 */
public record AveragePrecision(int k) implements ListMetric {
    /** Checks the cutoff. */
    public AveragePrecision {
        Labels.checkCutoff(k);
    }

    @Override
    public String label() {
        return Labels.of("ap", k);
    }

    @Override
    public double value(MetricContext context) {
        return context.relevantCount() == 0 ? 0 : context.precisionSum(k) / context.relevantCount();
    }
}
