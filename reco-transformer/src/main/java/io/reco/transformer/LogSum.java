package io.reco.transformer;

/** The logarithm of a sum of exponentials, taken in double precision around the largest term. */
final class LogSum {
    private LogSum() {}

    /** {@code ln sum exp(x)}; negative infinity if there is no term or all are negative infinity. */
    static double of(float[] x) {
        float largest = Float.NEGATIVE_INFINITY;
        for (float value : x) {
            largest = Math.max(largest, value);
        }
        if (largest == Float.NEGATIVE_INFINITY) {
            return largest;
        }
        double sum = 0;
        for (float value : x) {
            sum += Math.exp(value - (double) largest);
        }
        return largest + Math.log(sum);
    }

    /** {@code ln(exp(a) + exp(b))}. */
    static double add(double a, double b) {
        double larger = Math.max(a, b);
        return larger == Double.NEGATIVE_INFINITY ? larger : larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
    }
}
