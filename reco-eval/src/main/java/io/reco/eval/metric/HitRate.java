package io.reco.eval.metric;

/**
 * 1 if any of the first {@code k} items is relevant, else 0; its mean is the hit rate. 0 for an empty list or empty truth; the
 * probability of a hit under averaged ties.
 *
 * <p>Example: list {@code x, a, y, b}, relevant {@code a, b, c}: {@code hit@1 = 0}, {@code hit@2 = 1}.
 *
 * @param k cutoff, at least 1
 */
public record HitRate(int k) implements ListMetric {
    /** Checks the cutoff. */
    public HitRate {
        Labels.checkCutoff(k);
    }

    @Override
    public String label() {
        return Labels.of("hit", k);
    }

    @Override
    public double value(MetricContext context) {
        return 1 - context.missed(k);
    }
}
