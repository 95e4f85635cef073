package io.reco.eval.stats;

/** Neumaier's sum over whole arrays. */
final class CompensatedSum {
    private CompensatedSum() {}

    static double of(double[] values) {
        return ofPowers(values, 0, 1);
    }

    /** Sum of (value - centre)^power, power 1 to 3. */
    static double ofPowers(double[] values, double centre, int power) {
        double sum = 0;
        double compensation = 0;
        for (double value : values) {
            double d = value - centre;
            double term = power == 1 ? d : power == 2 ? d * d : d * d * d;
            double next = sum + term;
            compensation += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
            sum = next;
        }
        return sum + compensation;
    }
}
