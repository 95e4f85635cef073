package io.reco.eval.metric;

/**
 * The share of the first {@code k} items that the character has in training, of the items shown: {@code |L n H| / n} with training items {@code H}. As a
 * bias ({@code repeat_bias@k}) the share of repeats in the truth's relevant items, {@code |R n H| / |R|}, is subtracted: 0 repeats as much as the
 * character does, positive repeats more.
 *
 * <p>Ranks count from 1. Empty list: NaN, left out and counted. Empty truth: no matter to {@code repeat}, NaN for {@code
 * repeat_bias}. Ties: items within averaged ties are seen in code-point order. Duplicates are settled and NaN scores
 * refused before, see {@link ListResolver}.
 *
 * <p>Example: list {@code x, a, y, b}, relevant {@code a, b, c}, training items {@code a, c}: {@code repeat@4 = 1/4}, {@code
 * repeat_bias@4 = 1/4 - 2/3}.
 *
 * @param k cutoff, at least 1
 * @param againstTruth whether the share in the truth is subtracted
 */
public record RepeatRatio(int k, boolean againstTruth) implements ListMetric {
    /** Checks the cutoff. */
    public RepeatRatio {
        Labels.checkCutoff(k);
    }

    @Override
    public String label() {
        return Labels.of(againstTruth ? "repeat_bias" : "repeat", k);
    }

    @Override
    public Direction direction() {
        return Direction.NEITHER;
    }

    @Override
    public boolean usesPopulation() {
        return againstTruth;
    }

    @Override
    public double value(MetricContext context) {
        int n = context.size(k);
        if (n == 0) {
            return Double.NaN;
        }
        int repeats = 0;
        for (int i = 0; i < n; i++) {
            repeats += context.known(context.item(i)) ? 1 : 0;
        }
        double share = (double) repeats / n;
        return againstTruth ? share - truthShare(context) : share;
    }

    private static double truthShare(MetricContext context) {
        Truth truth = context.truth();
        double repeats = 0;
        for (int i = 0; i < truth.size(); i++) {
            boolean relevant = truth.grade(i) >= context.level();
            repeats += relevant && context.known(truth.item(i)) ? 1 : 0;
        }
        return repeats / context.relevantCount();
    }
}
