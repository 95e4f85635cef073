package io.reco.eval.metric;

/**
 * Recall: {@code h / |R|}. Range 0 to 1.
 *
 * <p>Ranks count from 1. Empty list: 0. Empty truth: 0. Ties: the expectation under averaged ties. Duplicates are settled
 * and NaN scores refused before, see {@link ListResolver}.
 *
 * <p>Example: list {@code x, a, y, b}, relevant {@code a, b, c}: {@code recall@4 = 2/3}.
 *
 * @param k cutoff, at least 1
 */
public record Recall(int k) implements ListMetric {
    /** Checks the cutoff. */
    public Recall {
        Labels.checkCutoff(k);
    }

    @Override
    public String label() {
        return Labels.of("recall", k);
    }

    @Override
    public double value(MetricContext context) {
        return context.relevantCount() == 0 ? 0 : context.hits(k) / context.relevantCount();
    }
}
