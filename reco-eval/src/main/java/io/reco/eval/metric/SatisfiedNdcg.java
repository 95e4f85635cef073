package io.reco.eval.metric;

/**
 * NDCG with the satisfaction of the listener as gain: {@code sum s(r) / log2(r + 1)} over the first {@code k} ranks, divided by the
 * same sum for the best order of all items heard, cut at {@code k}. {@code s} is {@link Truth#gainOf}: 1 for a track heard to its
 * end, 0 for one skipped at once, 0 for one that was not heard. So a skipped track is worth no more than a wrong one, and two half
 * heard tracks no more than a whole one. Grades and level do not count for the value, but for whom it is averaged over ({@link
 * Population#RELEVANT} needs a relevant item, and so does a {@link PartMetric}). Range 0 to 1. {@code ndcg_satisfied@k}.
 *
 * <p>Ranks count from 1. Empty list: 0. Empty truth, or only skips: 0. Ties: the expectation under averaged ties. Duplicates are
 * settled and NaN scores refused before, see {@link ListResolver}.
 *
 * <p>Example: list {@code x, a, y, b}, gains {@code a: 1, b: 0.5, x: 0} ({@code x} was skipped): {@code ndcg_satisfied@4 = (1/log2 3 +
 * 0.5/log2 5) / (1 + 0.5/log2 3) = 0.64332}.
 *
 * @param k cutoff, at least 1; {@link MetricContext#WHOLE_LIST} for none
 */
public record SatisfiedNdcg(int k) implements ListMetric {
    /** Checks the cutoff. */
    public SatisfiedNdcg {
        Labels.checkCutoff(k);
    }

    @Override
    public String label() {
        return Labels.of("ndcg_satisfied", k);
    }

    @Override
    public double value(MetricContext context) {
        return context.satisfiedNdcg(k);
    }
}
