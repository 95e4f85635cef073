package io.reco.eval.metric;

/**
 * One metric over a set of characters.
 *
 * @param label with variant and cutoff
 * @param direction which way better is
 * @param value the mean, or the value of a system metric; NaN when no character has a defined value
 * @param n characters behind the value
 * @param leftOut characters without a defined value or outside the population
 * @param perCharacter the value of each character in order, NaN where left out; empty for a system metric. Kept, not
 *     modified
 */
@SuppressWarnings("ArrayRecordComponent") // large; compared by nobody
public record MetricValue(
        String label, Metric.Direction direction, double value, int n, int leftOut, double[] perCharacter) {
    /** {@return whether this is a mean over characters, so that intervals and paired tests apply} */
    public boolean isMean() {
        return perCharacter.length > 0;
    }
}
