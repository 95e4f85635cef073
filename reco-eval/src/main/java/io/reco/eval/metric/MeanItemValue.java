package io.reco.eval.metric;

/**
 * The mean over the first {@code k} items of a number that each item has, divided by the items shown, not by {@code k}. NaN for
 * an empty list. Made by {@link PopularityMetrics}.
 *
 * @param name label without cutoff
 * @param k cutoff, at least 1
 * @param values one number per item. Kept, not modified
 * @param direction which way better is
 */
@SuppressWarnings("ArrayRecordComponent") // large; compared by nobody
record MeanItemValue(String name, int k, double[] values, Direction direction) implements ListMetric {
    MeanItemValue {
        Labels.checkCutoff(k);
    }

    @Override
    public String label() {
        return Labels.of(name, k);
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
            sum += values[context.item(i)];
        }
        return n == 0 ? Double.NaN : sum / n;
    }
}
