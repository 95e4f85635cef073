package io.reco.eval.stats;

/** How a quantile of sorted values is taken (Hyndman and Fan 1996). The example is the quantile 0.4 of {@code 10, 20, 30, 40}. */
public enum Quantile {
    /** Type 7, the default of R and NumPy: linear between values at position {@code q (n - 1)}: {@code 22}. */
    LINEAR {
        @Override
        double of(double[] sorted, double q) {
            double position = q * (sorted.length - 1);
            int below = (int) Math.floor(position);
            int above = Math.min(below + 1, sorted.length - 1);
            return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
        }
    },
    /** Type 1: the first value at which the distribution function reaches {@code q}: {@code 20}. */
    INVERTED_CDF {
        @Override
        double of(double[] sorted, double q) {
            double place = q * sorted.length;
            double nearest = Math.rint(place);
            // q comes from a level in binary: 0.025 times 40 has to be 1 and not the next double
            double reached = Math.abs(place - nearest) < 1e-9 ? nearest : Math.ceil(place);
            return sorted[(int) Math.max(0, Math.min(sorted.length, reached) - 1)];
        }
    };

    /**
     * {@return the quantile}
     *
     * @param sorted values, ascending, at least one. Not modified
     * @param q from 0 to 1
     */
    abstract double of(double[] sorted, double q);
}
