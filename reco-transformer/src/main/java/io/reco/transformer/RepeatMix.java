package io.reco.transformer;

import io.reco.core.recommend.ResolvedQuery;
import java.util.Arrays;

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

    /** Whether scores become logarithms of probabilities. */
    boolean active() {
        return options.weight() > 0;
    }

    RepeatMix(RepeatOptions options) {
        this.options = options;
    }

    /** Mixes in place; tracks at negative infinity that were heard get a score by their share alone. O(V). */
    void apply(ResolvedQuery query, float[] scores) {
        if (options.isOff() || query.historyTracks().length == 0) {
            return;
        }
        LogSum.Running sum = new LogSum.Running();
        for (float score : scores) {
            sum.add(score);
        }
        Mixed mixed = of(query, sum.get());
        float[] heard = new float[mixed.tracks().length];
        for (int i = 0; i < heard.length; i++) {
            heard[i] = mixed.heard(i, scores[mixed.tracks()[i]]);
        }
        for (int t = 0; t < scores.length; t++) {
            scores[t] = mixed.unheard(scores[t]);
        }
        for (int i = 0; i < heard.length; i++) {
            scores[mixed.tracks()[i]] = heard[i];
        }
    }

    /**
     * The mix for one query.
     *
     * @param logSum Z, the log of the sum of exp of the scores of all tracks
     */
    Mixed of(ResolvedQuery query, double logSum) {
        return new Mixed(BaseLevel.of(query, options.decay()), options.weight(), logSum);
    }

    /** Scores of one query. */
    static final class Mixed {
        private final BaseLevel level;
        private final double weight;
        private final double logSum;
        /** {@code ln(1 - w) - Z}. */
        private final double shift;

        private Mixed(BaseLevel level, double weight, double logSum) {
            this.level = level;
            this.weight = weight;
            this.logSum = logSum;
            this.shift = Math.log1p(-weight) - logSum;
        }

        /** Tracks that were heard, ascending. */
        int[] tracks() {
            return level.tracks();
        }

        /** Whether a track is one of them. */
        boolean heard(int track) {
            return Arrays.binarySearch(level.tracks(), track) >= 0;
        }

        /** The score of a track that was heard, by its place among {@link #tracks}. */
        float heard(int place, float score) {
            return (float) LogSum.add(unheard(score), Math.log(weight * level.shares()[place]));
        }

        /** The score of a track that was not heard. */
        float unheard(float score) {
            return score == Float.NEGATIVE_INFINITY || logSum == Double.NEGATIVE_INFINITY
                    ? Float.NEGATIVE_INFINITY
                    : (float) (score + shift);
        }
    }
}
