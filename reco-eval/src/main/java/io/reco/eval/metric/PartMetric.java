package io.reco.eval.metric;

import java.util.Objects;

/**
 * An accuracy metric against one part of the truth: what was heard before ({@code ndcg_repeat@k}) or what was not ({@code ndcg_explore@k}): with the training items {@code H}, {@code R} is {@code R n H} or {@code R - H}. The list keeps its ranks, so an item that is right for the other part is a miss.
 *
 * <p>Ranks count from 1, in the whole list. Empty list: as the metric. Empty truth, or none of this part: NaN, left out and
 * counted. Ties: as the metric. Duplicates are settled and NaN scores refused before, see {@link ListResolver}.
 *
 * <p>Example: list {@code x, a, y, b}, relevant {@code a, b, c}, training items {@code a, c}: {@code recall_repeat@4 = 1/2},
 * {@code recall_explore@4 = 1/1}.
 *
 * @param base the metric
 * @param part which part of the truth counts
 */
public record PartMetric(ListMetric base, TruthPart part) implements ListMetric {
    /** Checks that the metric is one of accuracy. */
    public PartMetric {
        Objects.requireNonNull(part, "part");
        if (!base.usesPopulation()) {
            throw new IllegalArgumentException("metric " + base.label() + " is not a metric of accuracy");
        }
    }

    @Override
    public String label() {
        String label = base.label();
        int at = label.indexOf('@');
        return at < 0 ? label + part.suffix() : label.substring(0, at) + part.suffix() + label.substring(at);
    }

    @Override
    public Direction direction() {
        return base.direction();
    }

    @Override
    public double value(MetricContext context) {
        MetricContext side = context.part(part);
        return side.relevantCount() == 0 ? Double.NaN : base.value(side);
    }
}
