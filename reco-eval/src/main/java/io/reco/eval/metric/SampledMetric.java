package io.reco.eval.metric;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a metric of sampled candidates would give: every relevant item is ranked against {@code m} items drawn from those that are not
 * relevant, and the values are averaged: {@code sum E(value) / |R|}. Computed as the exact expectation over the draw ({@link SampledExpectation}), so without
 * noise, from the item's rank among all items that are not relevant. Of {@code hit@k}, {@code rr}, {@code rr@k}, {@code ndcg} and {@code ndcg@k}, the last two
 * binary, as each ranking has one relevant item.
 *
 * <p>The label says so ({@code hit@10 sampled(100)}, or {@code sampled(100 with replacement)}), because the value is no estimate of the metric without
 * it: it is far higher, and can order systems the other way round (Krichene and Rendle 2020). It is for a comparison with
 * published numbers of the same {@code m}; values of different labels are never compared.
 *
 * <p>Ranks count from 1. Empty list: 0. Empty truth: 0. Ties: items within averaged ties are seen in code-point order. Duplicates are settled and
 * NaN scores refused before, see {@link ListResolver}. The whole ranking is needed: a relevant item that is not in the list is an error,
 * since its rank is not known; other items that are not in it are below all that are.
 *
 * <p>Drawn is from the catalogue, or from the {@linkplain MetricContext#withPool pool} where not every item may be shown to the
 * character (a candidate set, tracks of its history): what cannot be in the list is nothing that a relevant item could lose against.
 *
 * <p>Example: catalogue of 20 items, list {@code x, a} and the rest, relevant {@code a}: one item of 19 is better, and is among 5 drawn with probability 5/19, so {@code
 * hit@1 sampled(5) = 14/19}, while {@code hit@1 = 0}.
 *
 * @param base what is sampled
 * @param negatives items drawn, {@code m}, at least 1
 * @param replacement whether one item can be drawn twice
 * @param items size of the catalogue
 */
public record SampledMetric(ListMetric base, int negatives, boolean replacement, int items) implements ListMetric {
    /** The end of a label. */
    static final Pattern SUFFIX = Pattern.compile(" sampled\\((?<negatives>\\d+)(?<twice> with replacement)?\\)$");

    /** Checks the base and the range. */
    public SampledMetric {
        if (!hasSampledForm(base)) {
            throw noSampledForm(base);
        }
        if (negatives < 1 || items < 2) {
            throw new IllegalArgumentException(
                    "negatives is " + negatives + " of " + items + " items, expected at least 1, and at least 2 items");
        }
    }

    static SampledMetric of(Metric base, int negatives, boolean replacement, int items) {
        if (base instanceof ListMetric list) {
            return new SampledMetric(list, negatives, replacement, items);
        }
        throw noSampledForm(base);
    }

    private static boolean hasSampledForm(ListMetric base) {
        return base instanceof HitRate
                || base instanceof ReciprocalRank
                || (base instanceof Ndcg ndcg && ndcg.gain() == Gain.LINEAR && ndcg.discount() == Discount.LOG2_NEXT);
    }

    private static IllegalArgumentException noSampledForm(Metric base) {
        return new IllegalArgumentException(
                "metric " + base.label() + " has no sampled form, expected hit@k, rr, rr@k, ndcg or ndcg@k");
    }

    @Override
    public String label() {
        return String.format(
                Locale.ROOT, "%s sampled(%d%s)", base.label(), negatives, replacement ? " with replacement" : "");
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a relevant item is not in the list, or fewer items of the pool are not relevant than are drawn
     */
    @Override
    public double value(MetricContext context) {
        int relevant = context.relevantCount();
        if (relevant == 0 || context.size() == 0) {
            return 0;
        }
        int others = context.pool(items) - relevant;
        if (others < 1 || (!replacement && others < negatives)) {
            throw new IllegalArgumentException("metric '" + label() + "' draws from " + others
                    + " items that are not relevant, expected at least " + (replacement ? 1 : negatives));
        }
        MeanAccumulator mean = new MeanAccumulator();
        int above = 0;
        for (int i = 0; i < context.size(); i++) {
            if (context.relevant(i)) {
                mean.add(of(SampledExpectation.of(others + 1, above + 1, negatives, replacement)));
            } else {
                above++;
            }
        }
        if (mean.count() != relevant) {
            throw new IllegalArgumentException(
                    "metric '" + label() + "' needs lists with all items: " + (relevant - mean.count()) + " of "
                            + relevant + " relevant items are not in a list of " + context.size());
        }
        return mean.mean();
    }

    private double of(SampledExpectation expectation) {
        if (base instanceof HitRate hit) {
            return expectation.hit(hit.k());
        }
        return base instanceof ReciprocalRank rank
                ? expectation.reciprocalRank(rank.k())
                : expectation.ndcg(((Ndcg) base).k());
    }
}
