package io.reco.transformer;

/** Logarithms of sums of exponentials. */
final class LogSum {
    private LogSum() {}

    /** {@code ln(exp(a) + exp(b))}. */
    static double add(double a, double b) {
        double larger = Math.max(a, b);
        return larger == Double.NEGATIVE_INFINITY ? larger : larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
    }

    /** {@code ln sum exp(x)} of numbers that come one after the other, in double precision around the largest so far. */
    static final class Running {
        private double largest = Double.NEGATIVE_INFINITY;
        private double sum;

        /** Takes a further number; negative infinity adds nothing. */
        void add(double x) {
            if (x > largest) {
                sum = sum * Math.exp(largest - x) + 1;
                largest = x;
            } else if (x > Double.NEGATIVE_INFINITY) {
                sum += Math.exp(x - largest);
            }
        }

        /** The logarithm; negative infinity if nothing was added. */
        double get() {
            return largest == Double.NEGATIVE_INFINITY ? largest : largest + Math.log(sum);
        }
    }
}
