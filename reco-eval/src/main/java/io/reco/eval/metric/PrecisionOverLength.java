package io.reco.eval.metric;

/**
 * Precision over what was shown, {@code h / min(k, |L|)} (LensKit). Range 0 to 1; 0 for an empty list or empty truth; the
 * expectation under averaged ties.
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
