package io.reco.eval;

import java.util.Locale;

/**
 * Where the time of an evaluation went, in seconds by the clock. Not part of what two evaluations must agree in.
 *
 * @param scoring asking the recommender, and the second stage
 * @param metrics measuring the lists and adding up
 * @param intervals intervals of means and of segments
 */
public record EvaluationTimes(double scoring, double metrics, double intervals) {
    /** Of nothing. */
    public static final EvaluationTimes NONE = new EvaluationTimes(0, 0, 0);

    /** {@return the sum of both} */
    public EvaluationTimes plus(EvaluationTimes other) {
        return new EvaluationTimes(scoring + other.scoring, metrics + other.metrics, intervals + other.intervals);
    }

    /** {@return all of it} */
    public double total() {
        return scoring + metrics + intervals;
    }

    /** {@return in words: {@code 4.2 s: scoring 81.0 %, metrics 12.0 %, intervals 7.0 %}} */
    public String toText() {
        double all = total();
        return all == 0
                ? "0.0 s"
                : String.format(
                        Locale.ROOT,
                        "%.1f s: scoring %.1f %%, metrics %.1f %%, intervals %.1f %%",
                        all,
                        100 * scoring / all,
                        100 * metrics / all,
                        100 * intervals / all);
    }
}
