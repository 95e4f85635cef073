package io.reco.embeddings.tune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What a parameter did to the score, over the trials of a search that have one (trial 0 is left out: it was not drawn).
 *
 * @param range where its values were drawn from
 * @param thirds the trials by third of the range, on its scale; thirds without a trial are left out
 * @param importance share of the variance of scores that lies between the thirds (eta squared), in [0, 1]; NaN with fewer
 *     than three trials or without variance. Chance alone gives about (thirds - 1) / (trials - 1)
 * @param rankCorrelation Spearman's correlation of value and score, in [-1, 1], ties sharing their mean rank; NaN with fewer
 *     than three trials, or when all values or all scores are the same
 */
public record Effect(SearchRange range, List<Third> thirds, double importance, double rankCorrelation) {
    private static final int THIRDS = 3;
    private static final int LEAST_TRIALS = 3;

    /**
     * The trials with a value in one third of the range.
     *
     * @param low least value of a trial in it
     * @param high largest value of a trial in it
     * @param trials how many
     * @param mean mean score
     * @param best best score
     */
    public record Third(double low, double high, int trials, double mean, double best) {}

    /** Copies the list. */
    public Effect {
        thirds = List.copyOf(thirds);
    }

    static Effect of(SearchRange range, List<Trial> trials) {
        List<Trial> scored = trials.stream()
                .filter(trial -> trial.number() > 0 && trial.score().isPresent())
                .toList();
        double[] values = scored.stream()
                .mapToDouble(trial -> range.parameter().in(trial.options()))
                .toArray();
        double[] scores = scored.stream()
                .mapToDouble(trial -> trial.score().getAsDouble())
                .toArray();
        List<Third> thirds = new ArrayList<>();
        double between = 0;
        double mean = Arrays.stream(scores).average().orElse(Double.NaN);
        for (int third = 0; third < THIRDS; third++) {
            Third part = third(range, values, scores, third);
            if (part.trials > 0) {
                thirds.add(part);
                between += part.trials * (part.mean - mean) * (part.mean - mean);
            }
        }
        double total = Arrays.stream(scores).map(s -> (s - mean) * (s - mean)).sum();
        double importance = scores.length < LEAST_TRIALS || total == 0 ? Double.NaN : Math.min(1, between / total);
        return new Effect(range, thirds, importance, rankCorrelation(values, scores));
    }

    private static Third third(SearchRange range, double[] values, double[] scores, int third) {
        int n = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double sum = 0;
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            if (Math.min(THIRDS - 1, (int) (THIRDS * range.position(values[i]))) == third) {
                n++;
                low = Math.min(low, values[i]);
                high = Math.max(high, values[i]);
                sum += scores[i];
                best = Math.max(best, scores[i]);
            }
        }
        return new Third(low, high, n, sum / n, best);
    }

    static double rankCorrelation(double[] x, double[] y) {
        if (x.length < LEAST_TRIALS) {
            return Double.NaN;
        }
        double[] a = ranks(x);
        double[] b = ranks(y);
        double mean = (x.length - 1) / 2.0;
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - mean) * (b[i] - mean);
            aa += (a[i] - mean) * (a[i] - mean);
            bb += (b[i] - mean) * (b[i] - mean);
        }
        return aa == 0 || bb == 0 ? Double.NaN : ab / Math.sqrt(aa * bb);
    }

    /** Ranks from 0; equal values share their mean rank. */
    private static double[] ranks(double[] values) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        double[] ranks = new double[values.length];
        for (int from = 0; from < order.length; ) {
            int to = from + 1;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + to - 1) / 2.0;
            }
            from = to;
        }
        return ranks;
    }
}
