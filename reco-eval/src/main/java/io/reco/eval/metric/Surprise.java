package io.reco.eval.metric;

import java.util.Locale;

/**
 * What a plain popularity list would not have shown. {@code PM} is the {@code k} most popular items, by count descending then id by
 * code point, that the character does not have in training. All divide by the items shown: {@code unexpectedness_ge@k} is {@code |L - PM| / n}, {@code
 * serendipity_ge@k} is {@code |(L - PM) n R| / n}, {@code serendipity_rectools@k} is {@code sum rel(r) max(p_u - p_any, 0) / n} with {@code p_u = (N + 1 - r) / N} and
 * {@code p_any = (N + 1 - q) / N}, {@code q} the dense rank of popularity (1 for the most popular), {@code p_any} 0 for items never seen.
 *
 * <p>Ranks count from 1. Empty list: NaN, left out and counted. Empty truth: 0 for both kinds of serendipity. Ties: items
 * within averaged ties are seen in code-point order. Duplicates are settled and NaN scores refused before, see {@link
 * ListResolver}.
 *
 * <p>Example: training counts {@code a: 4, b: 2, c: 1, d: 1, e: 0}, training items {@code a}, list {@code b, d}, relevant {@code d}: {@code PM} is {@code b, c}, {@code unexpectedness_ge@2 = 1/2}, {@code serendipity_ge@2 = 1/2}, {@code serendipity_rectools@2 = (4/5 - 3/5) / 2}.
 *
 * @param k cutoff, at least 1
 * @param popularity of the training part
 * @param kind what is counted
 */
public record Surprise(int k, Popularity popularity, Kind kind) implements ListMetric {
    /** What is counted. */
    public enum Kind {
        /** Items not in {@code PM} (Ge et al. 2010). */
        UNEXPECTEDNESS_GE,
        /** Relevant items not in {@code PM} (Ge et al. 2010). */
        SERENDIPITY_GE,
        /**
         * For relevant items, {@code max(p_u - p_any, 0)}, with {@code p_u = (N + 1 - r) / N}, {@code p_any = (N + 1 - q) / N}, {@code q}
         * the dense popularity rank, and {@code p_any = 0} for an item never seen (RecTools).
         */
        SERENDIPITY_RECTOOLS
    }

    /** Checks the cutoff. */
    public Surprise {
        Labels.checkCutoff(k);
    }

    @Override
    public String label() {
        return Labels.of(kind.name().toLowerCase(Locale.ROOT), k);
    }

    @Override
    public boolean usesPopulation() {
        return false;
    }

    @Override
    public double value(MetricContext context) {
        int n = context.size(k);
        double sum = 0;
        int expectedUpTo = kind == Kind.SERENDIPITY_RECTOOLS ? 0 : lastExpectedPlace(context);
        for (int i = 0; i < n; i++) {
            int item = context.item(i);
            sum += switch (kind) {
                case UNEXPECTEDNESS_GE -> expected(context, item, expectedUpTo) ? 0 : 1;
                case SERENDIPITY_GE -> context.relevant(i) && !expected(context, item, expectedUpTo) ? 1 : 0;
                case SERENDIPITY_RECTOOLS -> context.relevant(i) ? lift(i + 1, item) : 0;
            };
        }
        return n == 0 ? Double.NaN : sum / n;
    }

    private double lift(int rank, int item) {
        double size = popularity.catalogSize();
        double own = (size + 1 - rank) / size;
        double any = popularity.count(item) == 0 ? 0 : (size + 1 - popularity.denseRank(item)) / size;
        return Math.max(own - any, 0);
    }

    /** The number of places of the popularity order that hold the k most popular unknown items. */
    private int lastExpectedPlace(MetricContext context) {
        int place = 0;
        for (int found = 0; found < k && place < popularity.catalogSize(); place++) {
            found += context.known(popularity.itemAt(place)) ? 0 : 1;
        }
        return place;
    }

    private boolean expected(MetricContext context, int item, int places) {
        return popularity.placeOf(item) < places && !context.known(item);
    }
}
