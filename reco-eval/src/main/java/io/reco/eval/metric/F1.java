package io.reco.eval.metric;

/**
 * Harmonic mean of {@link Precision} and {@link Recall}, {@code 2PR / (P + R) = 2h / (k + |R|)}. Range 0 to 1; linear in {@code h}.
 *
 * <p>Ranks count from 1. Empty list: 0. Empty truth: 0. Ties: the expectation under averaged ties. Duplicates are settled
 * and NaN scores refused before, see {@link ListResolver}.
 *
 * <p>Example: list {@code x, a, y, b}, relevant {@code a, b, c}: {@code f1@4 = 2*2 / (4 + 3)}.
 *
 * @param k cutoff, at least 1
 */
public record F1(int k) implements ListMetric {
    /** Checks the cutoff. */
    public F1 {
        Labels.checkCutoff(k);
    }

    @Override
    public String label() {
        return Labels.of("f1", k);
    }

    @Override
    public double value(MetricContext context) {
        return context.relevantCount() == 0 ? 0 : 2 * context.hits(k) / ((double) k + context.relevantCount());
    }
}
