package io.reco.eval.metric;

/**
 * 1 if any of the first {@code k} items is relevant, else 0, {@code min(1, h)}; its mean is the hit rate.
 *
 * <p>Ranks count from 1. Empty list: 0. Empty truth: 0. Ties: the probability of a hit under averaged ties. Duplicates are
 * settled and NaN scores refused before, see {@link ListResolver}.
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
