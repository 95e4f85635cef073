package io.reco.eval.metric;

/**
 * {@code 1 / r} for the first relevant rank {@code r <= k}, 0 if there is none; its mean is MRR. 0 for an empty list or empty
 * truth; the expectation under averaged ties.
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
