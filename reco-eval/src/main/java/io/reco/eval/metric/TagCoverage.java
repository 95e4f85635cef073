package io.reco.eval.metric;

import java.util.BitSet;

/**
 * Distinct tags among the first {@code k} items, divided by all tags there are: {@code tags of L / all}.
 *
 * <p>Ranks count from 1. Empty list: NaN, left out and counted. Empty truth: does not matter. Ties: items within averaged
 * ties are seen in code-point order. Duplicates are settled and NaN scores refused before, see {@link ListResolver}.
 *
 * <p>Example: list {@code a, b}, tags {@code a: rock + pop, b: pop, c: folk + jazz}: {@code tag_coverage@2 = 2/4}.
 *
 * @param k cutoff, at least 1
 * @param tags of the items
 */
public record TagCoverage(int k, ItemTags tags) implements ListMetric {
    /** Checks the cutoff. */
    public TagCoverage {
        Labels.checkCutoff(k);
    }

    @Override
    public String label() {
        return Labels.of("tag_coverage", k);
    }

    @Override
    public boolean usesPopulation() {
        return false;
    }

    @Override
    public double value(MetricContext context) {
        int n = context.size(k);
        BitSet seen = new BitSet(tags.tagCount());
        for (int i = 0; i < n; i++) {
            for (int j = tags.start(context.item(i)); j < tags.end(context.item(i)); j++) {
                seen.set(tags.tag(j));
            }
        }
        return n == 0 ? Double.NaN : (double) seen.cardinality() / tags.tagCount();
    }
}
