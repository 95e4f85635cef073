package io.reco.eval.metric;

/**
 * A mean over characters with Neumaier's compensated sum. NaN values are left out and counted. Adding in character order
 * gives the same bits whatever computed the values; {@link #merge} keeps the compensation but, like any floating-point
 * sum, may differ in the last digit when parts are cut elsewhere. Not thread-safe.
 */
public final class MeanAccumulator {
    private double sum;
    private double compensation;
    private long count;
    private long undefined;

    /**
     * Adds one value.
     *
     * @param value a value; NaN is counted as undefined and left out
     */
    public void add(double value) {
        if (Double.isNaN(value)) {
            undefined++;
            return;
        }
        count++;
        addCompensated(value);
    }

    private void addCompensated(double value) {
        double next = sum + value;
        compensation += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
        sum = next;
    }

    /**
     * Adds all values of another accumulator.
     *
     * @param other not modified
     */
    public void merge(MeanAccumulator other) {
        addCompensated(other.sum);
        compensation += other.compensation;
        count += other.count;
        undefined += other.undefined;
    }

    /** {@return the sum of the values} */
    public double sum() {
        return sum + compensation;
    }

    /** {@return the mean; NaN when there is no value} */
    public double mean() {
        return count == 0 ? Double.NaN : sum() / count;
    }

    /** {@return the number of values, NaN not included} */
    public long count() {
        return count;
    }

    /** {@return the number of NaN values that were left out} */
    public long undefined() {
        return undefined;
    }
}
