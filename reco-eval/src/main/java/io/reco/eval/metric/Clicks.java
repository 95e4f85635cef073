package io.reco.eval.metric;

/**
 * The clicks of the RecSys Challenge 2018: pages of ten that are turned before the first relevant item, {@code floor((r - 1) /
 * 10)}; {@code k / 10 + 1} when the first {@code k} hold none. Lower is better.
 *
 * <p>Ranks count from 1. Empty list: {@code k / 10 + 1}. Empty truth: {@code k / 10 + 1}. Ties: the expectation under
 * averaged ties. Duplicates are settled and NaN scores refused before, see {@link ListResolver}.
 *
 * <p>Example: list {@code x, a, y, b}, relevant {@code a, b, c}: {@code clicks@50 = 0}; relevant {@code c} only: {@code clicks@50 = 6}.
 *
 * @param k cutoff, a positive multiple of 10
 */
public record Clicks(int k) implements ListMetric {
    private static final int PAGE = 10;

    /** Checks the cutoff. */
    public Clicks {
        Labels.checkCutoff(k);
        if (k % PAGE != 0) {
            throw new IllegalArgumentException("cutoff k of clicks is " + k + ", expected a multiple of " + PAGE);
        }
    }

    @Override
    public String label() {
        return Labels.of("clicks", k);
    }

    @Override
    public Direction direction() {
        return Direction.LOWER;
    }

    @Override
    public double value(MetricContext context) {
        int pages = k / PAGE;
        double value = context.missed(k) * (pages + 1);
        for (int shown = PAGE; shown < k && context.size() > shown; shown += PAGE) {
            // the first relevant item is on page shown / 10 or later, within k
            value += context.missed(shown) - context.missed(k);
        }
        return value;
    }
}
