package io.reco.eval.metric;

/**
 * Relevant items among the first {@code |R|} ranks, divided by {@code |R|}: {@code h / |R|} of cutoff {@code |R|}. Range 0 to 1.
 *
 * <p>Ranks count from 1. Empty list: 0. Empty truth: 0. Ties: the expectation under averaged ties. Duplicates are settled
 * and NaN scores refused before, see {@link ListResolver}.
 *
 * <p>Example: list {@code x, a, y, b}, relevant {@code a, b, c}: {@code rprec = 1/3} (of {@code x, a, y}, {@code a} is relevant).
 */
public record RPrecision() implements ListMetric {
    @Override
    public String label() {
        return "rprec";
    }

    @Override
    public double value(MetricContext context) {
        int relevant = context.relevantCount();
        return relevant == 0 ? 0 : context.hits(relevant) / relevant;
    }
}
