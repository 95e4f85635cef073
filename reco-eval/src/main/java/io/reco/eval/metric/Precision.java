package io.reco.eval.metric;

/**
 * Precision: {@code h / k}, also when the list is shorter than {@code k}. Range 0 to 1.
 *
 * <p>Ranks count from 1. Empty list: 0. Empty truth: 0. Ties: the expectation under averaged ties. Duplicates are settled
 * and NaN scores refused before, see {@link ListResolver}.
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
