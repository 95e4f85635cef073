package io.reco.transformer;

import io.reco.core.data.IdMap;
import io.reco.core.random.SplitMix64;
import io.reco.core.vector.SearchHits;
import io.reco.core.vector.TopK;

/**
 * Draws a track by its score. With z the scores and T the temperature, the probability of a track is {@code exp(z / T)} over
 * its sum; topK and then topP take away all but the best, and what is left is made to add up to 1 again. The best come in the
 * order of the library, so equal scores are cut by id. Not thread-safe.
 *
 * <p>Greedy, or with topK: O(V + k log k). With topP alone: the best 256 tracks, 1024, ... until they hold the mass, so O(V) for
 * scores that are far apart and O(V log V) for equal ones. From all: O(V).
 */
final class TrackSampler {
    private static final int FIRST_NUCLEUS = 256;

    private final ContinuationOptions options;
    private final int[] codePointRanks;
    private final SplitMix64 random;

    /**
     * A sampler with the stream of the options' seed.
     *
     * @param codePointRanks place of each track's id in code-point order
     */
    TrackSampler(ContinuationOptions options, int[] codePointRanks) {
        this.options = options;
        this.codePointRanks = codePointRanks;
        this.random = new SplitMix64(options.seed());
    }

    /**
     * Draws a track; {@link IdMap#ABSENT} if there is none. Takes one number from the stream, none if greedy.
     *
     * @param scores no NaN and no positive infinity; negative infinity: not to be drawn; not modified
     */
    int draw(float[] scores) {
        if (options.temperature() == 0) {
            SearchHits best = best(scores, 1);
            return best.size() == 0 ? IdMap.ABSENT : best.row(0);
        }
        double u = random.nextDouble();
        if (options.topK() > 0) {
            return nucleus(best(scores, options.topK()), Double.NaN, u);
        }
        if (options.topP() == 1) {
            return fromAll(scores, u);
        }
        float largest = largest(scores);
        double sum = 0;
        for (float score : scores) {
            sum += weight(score, largest);
        }
        for (int k = FIRST_NUCLEUS; ; k = (int) Math.min(4L * k, Integer.MAX_VALUE)) {
            SearchHits hits = best(scores, Math.min(k, scores.length));
            if (k >= scores.length || massOf(hits) >= options.topP() * sum) {
                return nucleus(hits, sum, u);
            }
        }
    }

    /** Draws from the best tracks down to where their mass reaches topP of the sum; NaN: of the sum over these tracks. */
    private int nucleus(SearchHits best, double sumOfAll, double u) {
        if (best.size() == 0) {
            return IdMap.ABSENT;
        }
        double wanted = options.topP() * (Double.isNaN(sumOfAll) ? massOf(best) : sumOfAll);
        int size = 0;
        double mass = 0;
        while (size < best.size() && (size == 0 || mass < wanted)) {
            mass += weight(best.score(size++), best.score(0));
        }
        double target = u * mass;
        double below = 0;
        for (int i = 0; i < size - 1; i++) {
            below += weight(best.score(i), best.score(0));
            if (target < below) {
                return best.row(i);
            }
        }
        return best.row(size - 1);
    }

    private int fromAll(float[] scores, double u) {
        float largest = largest(scores);
        double sum = 0;
        for (float score : scores) {
            sum += weight(score, largest);
        }
        double target = u * sum;
        double below = 0;
        int last = IdMap.ABSENT;
        for (int t = 0; t < scores.length; t++) {
            double weight = weight(scores[t], largest);
            if (weight > 0) {
                last = t;
                below += weight;
                if (target < below) {
                    return t;
                }
            }
        }
        return last;
    }

    private double massOf(SearchHits best) {
        double mass = 0;
        for (int i = 0; i < best.size(); i++) {
            mass += weight(best.score(i), best.score(0));
        }
        return mass;
    }

    private double weight(float score, float largest) {
        return score == Float.NEGATIVE_INFINITY ? 0 : Math.exp(((double) score - largest) / options.temperature());
    }

    private static float largest(float[] scores) {
        float largest = Float.NEGATIVE_INFINITY;
        for (float score : scores) {
            largest = Math.max(largest, score);
        }
        return largest;
    }

    private SearchHits best(float[] scores, int k) {
        TopK top = TopK.of(k, codePointRanks);
        for (int t = 0; t < scores.length; t++) {
            if (scores[t] >= top.threshold()) {
                top.push(t, scores[t]);
            }
        }
        return top.drain();
    }
}
