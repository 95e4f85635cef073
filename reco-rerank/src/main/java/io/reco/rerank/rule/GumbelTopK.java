package io.reco.rerank.rule;

import io.reco.rerank.SamplingRule;

/**
 * Exploration by temperature: each position goes to one of the candidates that fit, with probability
 * {@code exp(value / T) / sum exp(value / T)}, where the value is the score or what the objective says. Where no rule objects
 * lists have the law of Gumbel top-k (the Plackett-Luce model): the k largest of {@code score / T + Gumbel noise}. See
 * {@link SamplingRule} for why each position is drawn on its own. The scale of the scores matters: give
 * {@link ScoreNormalisation} as well.
 *
 * @param temperature T, 0 or above, finite; 0 changes nothing; the higher, the closer to a uniform draw
 */
public record GumbelTopK(double temperature) implements SamplingRule {
    /** Checks the range. */
    public GumbelTopK {
        if (!(temperature >= 0 && temperature <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("gumbel-top-k: temperature " + temperature + " is not in [0, inf)");
        }
    }

    @Override
    public String name() {
        return "gumbel-top-k";
    }

    @Override
    public boolean probabilities(int position, double[] values, int n, int best, double[] probabilities) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, values[i]);
        }
        // Worth nothing, all of them: there is no law to draw by.
        if (temperature == 0 || max == Double.NEGATIVE_INFINITY) {
            return false;
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            probabilities[i] = Math.exp((values[i] - max) / temperature);
            sum += probabilities[i];
        }
        for (int i = 0; i < n; i++) {
            probabilities[i] /= sum;
        }
        return true;
    }
}
