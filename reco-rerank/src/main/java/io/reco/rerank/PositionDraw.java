package io.reco.rerank;

import io.reco.core.random.SplitMix64;

/** Draws positions of a fill among the candidates that fit them, by a sampling rule; keeps its room from one position to the next. */
final class PositionDraw {
    private final SamplingRule rule;
    private final long seed;
    private int[] fits = new int[0];
    private double[] fitValues = new double[0];
    private double[] chances = new double[0];
    private double propensity = 1;

    PositionDraw(SamplingRule rule, RuleContext context) {
        this.rule = rule;
        seed = SplitMix64.hash(context.seed(), context.nowMillis());
    }

    /**
     * Draws for a position.
     *
     * @param values what each waiting candidate is worth
     * @param objections of each; 0: it fits
     * @param count candidates that wait
     * @param best the best of those that fit
     * @return which one was drawn; {@code best} if the rule has no chances to give
     */
    int draw(int position, double[] values, int[] objections, int count, int best) {
        if (fits.length < count) {
            fits = new int[count];
            fitValues = new double[count];
            chances = new double[count];
        }
        int n = 0;
        int bestFit = 0;
        for (int w = 0; w < count; w++) {
            if (objections[w] == 0) {
                bestFit = w == best ? n : bestFit;
                fits[n] = w;
                fitValues[n++] = values[w];
            }
        }
        propensity = 1;
        if (!rule.probabilities(position, fitValues, n, bestFit, chances)) {
            return best;
        }
        double u = SplitMix64.hashUniform(seed, position);
        double sum = 0;
        int last = -1;
        for (int f = 0; f < n; f++) {
            if (chances[f] > 0) {
                sum += chances[f];
                last = f;
                if (u < sum) {
                    break;
                }
            }
        }
        if (last < 0) {
            return best;
        }
        propensity = Math.min(1, chances[last]);
        return fits[last];
    }

    /** Probability with which the last one was drawn. */
    double propensity() {
        return propensity;
    }
}
