package io.reco.eval.metric;

/**
 * The mean over the first {@code k} items of relevance times {@code 1 - mean over training items h of cos(i, h)} (Auralist; MS
 * Recommenders), {@code serendipity_content@k}. A character without history finds every relevant item
 * fully surprising. {@code O(k * history)} cosines, only for relevant items.
 *
 * <p>Ranks count from 1. Empty list: NaN, left out and counted. Empty truth: 0. Ties: items within averaged ties are seen
 * in code-point order. Duplicates are settled and NaN scores refused before, see {@link ListResolver}.
 *
 * <p>Example: list {@code a, x}, relevant {@code a}, training items {@code b, c}, vectors {@code a: 1 0, b: 2 0, c: 0 1}, so cosines 1 and 0: {@code
 * serendipity_content@2 = (1 - 0.5) / 2}.
 *
 * @param k cutoff, at least 1
 * @param similarity of two items
 */
public record ContentSerendipity(int k, ItemSimilarity similarity) implements ListMetric {
    /** Checks the cutoff. */
    public ContentSerendipity {
        Labels.checkCutoff(k);
    }

    @Override
    public String label() {
        return Labels.of("serendipity_content", k);
    }

    @Override
    public boolean usesPopulation() {
        return false;
    }

    @Override
    public double value(MetricContext context) {
        int n = context.size(k);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            if (context.relevant(i)) {
                sum += 1 - meanSimilarity(context, context.item(i));
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }

    private double meanSimilarity(MetricContext context, int item) {
        double sum = 0;
        for (int j = 0; j < context.historySize(); j++) {
            sum += similarity.between(item, context.historyItem(j));
        }
        return context.historySize() == 0 ? 0 : sum / context.historySize();
    }
}
