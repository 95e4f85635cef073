package io.reco.eval.metric;

/**
 * The mean of {@code 1 - similarity} over unordered pairs of the first {@code k} items. 0 for a list of one item. Labels {@code ild_cosine@k} and {@code ild_jaccard@k}; {@code O(k^2)} similarities.
 *
 * <p>Ranks count from 1. Empty list: NaN, left out and counted. Empty truth: does not matter. Ties: items within averaged
 * ties are seen in code-point order. Duplicates are settled and NaN scores refused before, see {@link ListResolver}.
 *
 * <p>Example: list {@code a, b, c}, tags {@code a: rock, b: rock, c: pop}: {@code ild_jaccard@3 = (0 + 1 + 1) / 3}; with vectors {@code a: 1 0, b: 2 0, c: 0 1} {@code ild_cosine@3 = (0 + 1 + 1) / 3} too.
 *
 * @param k cutoff, at least 1
 * @param kind what kind of similarity it is, {@code cosine} or {@code jaccard}; the end of the label
 * @param similarity of two items
 */
public record IntraListDiversity(int k, String kind, ItemSimilarity similarity) implements ListMetric {
    /** Checks the cutoff. */
    public IntraListDiversity {
        Labels.checkCutoff(k);
    }

    @Override
    public String label() {
        return Labels.of("ild_" + kind, k);
    }

    @Override
    public boolean usesPopulation() {
        return false;
    }

    @Override
    public double value(MetricContext context) {
        int n = context.size(k);
        if (n < 2) {
            return n == 0 ? Double.NaN : 0;
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                sum += 1 - similarity.between(context.item(i), context.item(j));
            }
        }
        return sum / (n * (n - 1.0) / 2);
    }
}
