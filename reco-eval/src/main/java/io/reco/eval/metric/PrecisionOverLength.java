package io.reco.eval.metric;

/**
 * Precision over what was shown, {@code h / min(k, |L|)} (LensKit). Range 0 to 1.
 *
 * <p>Ranks count from 1. Empty list: 0. Empty truth: 0. Ties: the expectation under averaged ties. Duplicates are settled
 * and NaN scores refused before, see {@link ListResolver}.
 *
 * <p>Example: list {@code x, a, y, b}, relevant {@code a, b, c}: {@code precision_len@10 = 2/4}.
 *
 * @param k cutoff, at least 1
 */
public record PrecisionOverLength(int k) implements ListMetric {
    /** Checks the cutoff. */
    public PrecisionOverLength {
        Labels.checkCutoff(k);
    }

    @Override
    public String label() {
        return Labels.of("precision_len", k);
    }

    @Override
    public double value(MetricContext context) {
        int n = context.size(k);
        return n == 0 ? 0 : context.hits(k) / n;
    }
}
