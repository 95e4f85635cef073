package io.reco.eval.metric;

import java.util.Locale;
import java.util.Objects;

/**
 * What became of those of the first {@code k} items that the character then heard, so those with a gain in the truth (see {@link
 * Truth#gainOf}): {@code satisfied@k} is the mean of their gains, {@code sum gain / heard}, {@code skipped@k} the share of those of gain 0, {@code zeros / heard}. With an evaluator
 * these are the ones of which every play was skipped at once or after an unknown time, or that were disliked or blocked. Items not heard say nothing and are left out. Range 0 to 1.
 *
 * <p>Ranks count from 1. Empty list: NaN, left out and counted. Empty truth, or nothing of the list heard: the same. Ties: items within averaged ties are
 * seen in code-point order. Duplicates are settled and NaN scores refused before, see {@link ListResolver}.
 *
 * <p>Example: list {@code x, a, y, b}, gains {@code a: 1, b: 0.5, x: 0}: {@code satisfied@4 = (0 + 1 + 0.5) / 3}, {@code skipped@4 =
 * 1/3}.
 *
 * @param k cutoff, at least 1
 * @param kind what is counted
 */
public record HeardShare(int k, Kind kind) implements ListMetric {
    /** What is counted. */
    public enum Kind {
        /** The gain of each item heard. */
        SATISFIED,
        /** 1 for an item of gain 0. */
        SKIPPED
    }

    /** Checks the cutoff. */
    public HeardShare {
        Labels.checkCutoff(k);
        Objects.requireNonNull(kind, "kind");
    }

    @Override
    public String label() {
        return Labels.of(kind.name().toLowerCase(Locale.ROOT), k);
    }

    @Override
    public Direction direction() {
        return kind == Kind.SKIPPED ? Direction.LOWER : Direction.HIGHER;
    }

    @Override
    public boolean usesPopulation() {
        return false;
    }

    @Override
    public double value(MetricContext context) {
        double sum = 0;
        int heard = 0;
        for (int i = 0; i < context.size(k); i++) {
            double gain = context.truth().gainOf(context.item(i));
            if (!Double.isNaN(gain)) {
                heard++;
                sum += kind == Kind.SATISFIED ? gain : gain == 0 ? 1 : 0;
            }
        }
        return heard == 0 ? Double.NaN : sum / heard;
    }
}
