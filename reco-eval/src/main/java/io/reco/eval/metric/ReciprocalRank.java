package io.reco.eval.metric;

/**
 * {@code 1 / r} for the first relevant rank {@code r <= k}, 0 if there is none; its mean is MRR. Range 0 to 1.
 *
 * <p>Ranks count from 1. Empty list: 0. Empty truth: 0. Ties: the expectation under averaged ties. Duplicates are settled
 * and NaN scores refused before, see {@link ListResolver}.
 *
 * <p>Example: list {@code x, a, y, b}, relevant {@code a, b, c}: {@code rr = 1/2}, {@code rr@1 = 0}.
 *
 * @param k cutoff, at least 1; {@link MetricContext#WHOLE_LIST} for none
 */
public record ReciprocalRank(int k) implements ListMetric {
    /** Checks the cutoff. */
    public ReciprocalRank {
        Labels.checkCutoff(k);
    }

    @Override
    public String label() {
        return Labels.of("rr", k);
    }

    @Override
    public double value(MetricContext context) {
        return context.reciprocalRank(k);
    }
}
