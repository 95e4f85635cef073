package io.reco.eval.metric;

import java.util.function.IntToDoubleFunction;

/**
 * Running sums of discounted gain: of the list (expectation under ties) and of the ideal order of the truth.
 */
final class GainProfile {
    /** {@code dcg[r]}: of the first r ranks of the list. */
    private final double[] dcg;
    /** {@code ideal[r]}: of the first r items of the ideal order; its length is 1 + the items of positive gain. */
    private final double[] ideal;

    GainProfile(RankedItems list, int[] grades, Truth truth, int level, Gain gain, Discount discount) {
        this(
                list,
                i -> grades[i] <= 0 ? 0 : gain.of(grades[i], level, truth.largestGrade()),
                idealSums(truth, level, gain, discount),
                discount);
    }

    private GainProfile(RankedItems list, IntToDoubleFunction gainAt, double[] ideal, Discount discount) {
        dcg = new double[list.size() + 1];
        this.ideal = ideal;
        if (!list.tied()) {
            for (int i = 0; i < list.size(); i++) {
                double each = gainAt.applyAsDouble(i);
                dcg[i + 1] = each == 0 ? dcg[i] : dcg[i] + each * discount.at(i + 1);
            }
            return;
        }
        for (int start = 0; start < list.size(); ) {
            int end = list.groupEnd(start);
            double total = 0;
            for (int i = start; i < end; i++) {
                total += gainAt.applyAsDouble(i);
            }
            double each = total / (end - start);
            for (int i = start; i < end; i++) {
                dcg[i + 1] = each == 0 ? dcg[i] : dcg[i] + each * discount.at(i + 1);
            }
            start = end;
        }
    }

    /** Of the gains of the truth, with what was not heard worth nothing. */
    static GainProfile ofGains(RankedItems list, Truth truth, Discount discount) {
        double[] best = truth.idealGains();
        double[] sums = new double[best.length + 1];
        for (int i = 0; i < best.length; i++) {
            sums[i + 1] = sums[i] + best[i] * discount.at(i + 1);
        }
        IntToDoubleFunction gainAt = i -> {
            double gain = truth.gainOf(list.item(i));
            return Double.isNaN(gain) ? 0 : gain;
        };
        return new GainProfile(list, gainAt, sums, discount);
    }

    private static double[] idealSums(Truth truth, int level, Gain gain, Discount discount) {
        int[] grades = truth.idealGrades();
        int positive = gain == Gain.BINARY ? truth.relevantCount(level) : grades.length;
        double[] sums = new double[positive + 1];
        for (int i = 0; i < positive; i++) {
            sums[i + 1] = sums[i] + gain.of(grades[i], level, grades[0]) * discount.at(i + 1);
        }
        return sums;
    }

    /** DCG / ideal DCG of the first k ranks; 0 without any positive gain in the truth. */
    double ndcg(int k) {
        double best = ideal[Math.min(k, ideal.length - 1)];
        return best == 0 ? 0 : dcg[Math.min(k, dcg.length - 1)] / best;
    }
}
