package io.reco.eval.metric;

/**
 * Precision: {@code h / k}, also when the list is shorter than {@code k}. Range 0 to 1; 0 for an empty list or empty truth;
 * the expectation under averaged ties.
 *
 * <p>Example: list {@code x, a, y, b}, relevant {@code a, b, c}: {@code precision@4 = 2/4}, {@code precision@10 = 2/10}.
 *
 * @param k cutoff, at least 1
 */
public record Precision(int k) implements ListMetric {
    /** Checks the cutoff. */
    public Precision {
        Labels.checkCutoff(k);
    }

    @Override
    public String label() {
        return Labels.of("precision", k);
    }

    @Override
    public double value(MetricContext context) {
        return context.hits(k) / k;
    }
}
