package io.reco.eval.metric;

/**
 * Harmonic mean of {@link Precision} and {@link Recall}, {@code 2PR / (P + R) = 2h / (k + |R|)}. Range 0 to 1; 0 for an empty
 * list or empty truth; linear in {@code h}, so exact under averaged ties.
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
