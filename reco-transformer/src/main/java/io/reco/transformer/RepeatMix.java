package io.reco.transformer;

import io.reco.core.recommend.ResolvedQuery;

/**
 * A model's distribution over tracks mixed with the shares of {@link BaseLevel}, as repeating and exploring are in RepeatNet
 * (Ren et al. 2019), with a fixed weight:
 *
 * <pre>{@code score = ln((1 - w) p + w b)      p = exp(z - Z), the softmax of the scores z over all tracks with one; b: the share}</pre>
 *
 * <p>The score of a track that was not heard is its log-probability plus {@code ln(1 - w)}. With w = 0 scores stay as they are,
 * bit by bit, and are not made into log-probabilities. A history of no track leaves scores alone too.
 */
final class RepeatMix {
    private final RepeatOptions options;

    RepeatMix(RepeatOptions options) {
        this.options = options;
    }

    /** Mixes in place; tracks at negative infinity that were heard get a score by their share alone. O(V). */
    void apply(ResolvedQuery query, float[] scores) {
        if (options.isOff() || query.historyTracks().length == 0) {
            return;
        }
        double logSum = LogSum.of(scores);
        BaseLevel level = BaseLevel.of(query, options.decay());
        double[] mixed = new double[level.tracks().length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = mixed(scores[level.tracks()[i]], logSum, level.shares()[i]);
        }
        if (logSum > Double.NEGATIVE_INFINITY) {
            float shift = (float) (Math.log1p(-options.weight()) - logSum);
            for (int t = 0; t < scores.length; t++) {
                scores[t] += shift;
            }
        }
        for (int i = 0; i < mixed.length; i++) {
            scores[level.tracks()[i]] = (float) mixed[i];
        }
    }

    /**
     * The score of one track.
     *
     * @param score of the model
     * @param logSum Z, the log of the sum of exp of the scores of all tracks
     * @param share b, 0 for a track that was not heard
     */
    double mixed(double score, double logSum, double share) {
        double explored = score == Double.NEGATIVE_INFINITY ? score : Math.log1p(-options.weight()) + score - logSum;
        return LogSum.add(explored, Math.log(options.weight() * share));
    }
}
