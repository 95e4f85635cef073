package io.reco.rerank.diversity;

import io.reco.rerank.ObjectiveRule;
import io.reco.rerank.Pool;
import io.reco.rerank.RuleContext;
import java.util.Arrays;

/**
 * Greedy maximum a posteriori inference for a determinantal point process (Chen, Zhang and Zhou, NeurIPS 2018): each pick
 * raises {@code ln det L_S} most, where {@code L_ij = q_i s_ij q_j} with the quality {@code q} and the similarity {@code s} of
 * tracks. Greedy is not the optimum. The determinant grows by {@code d_i^2}, which an incremental Cholesky factor gives: with
 * the pick {@code j}, for each candidate {@code e_i = (L_ji - <c_j, c_i>) / d_j}, appended to its row {@code c_i}, and
 * {@code d_i^2 -= e_i^2}. O(k x candidates x (similarity + k)); {@code 8 k x candidates} bytes.
 *
 * <p>The worth of a candidate is {@code d_i^2}. Below {@value #STOP}, or 1e-12 times {@code q_i^2} where qualities are
 * large, it adds nothing to what is placed (a copy, or more tracks than dimensions) and counts as negative infinity: in a pipeline the list goes on by score then, while
 * {@link #select} ends. The scores should be in [0, 1]: give {@link io.reco.rerank.rule.ScoreNormalisation} as well.
 *
 * @param quality how a score becomes a quality
 * @param theta with {@link Quality#EXPONENTIAL}, in [0, 1): 0 goes by similarity alone, near 1 by score alone; 0 otherwise
 * @param similarity of two tracks: a positive semidefinite function such as the cosine; that of a track with itself is 1,
 *     or 0 for a track that is like nothing
 */
public record GreedyDpp(Quality quality, double theta, TrackSimilarity similarity) implements ObjectiveRule {
    /** Candidates with a smaller {@code d^2} add nothing. */
    public static final double STOP = 1e-10;

    /** Above this exponent qualities are scaled down together, which changes no order. */
    private static final double MAX_EXPONENT = 300;

    /** How a score {@code r} becomes a quality. */
    public enum Quality {
        /** {@code 0.5 + r}, 0 where that is negative. */
        LINEAR,
        /** {@code exp(theta / (2 (1 - theta)) r)}. */
        EXPONENTIAL
    }

    /** Checks the range. */
    public GreedyDpp {
        if (!(theta >= 0 && theta < 1)) {
            throw new IllegalArgumentException("dpp: theta " + theta + " is not in [0, 1)");
        }
        if (quality == Quality.LINEAR && theta != 0) {
            throw new IllegalArgumentException("dpp: theta " + theta + " has no effect with LINEAR; it must be 0");
        }
    }

    /** Quality {@code 0.5 + r}. */
    public static GreedyDpp linear(TrackSimilarity similarity) {
        return new GreedyDpp(Quality.LINEAR, 0, similarity);
    }

    /** Quality {@code exp(theta / (2 (1 - theta)) r)}. */
    public static GreedyDpp exponential(double theta, TrackSimilarity similarity) {
        return new GreedyDpp(Quality.EXPONENTIAL, theta, similarity);
    }

    /**
     * What {@link #select} picked.
     *
     * @param picks rows in the order they were picked
     * @param logGains {@code ln d^2} of each pick; their running sum is {@code ln det L_S}
     */
    public record Selection(int[] picks, double[] logGains) {}

    /**
     * The plain algorithm on rows of vectors with cosine similarity, outside a pipeline. Of gains closer than
     * {@link ObjectiveRule#TIE} the earlier row wins.
     *
     * @param qualities one a row, finite and 0 or above; not modified
     * @param vectors row-major, {@code qualities.length} rows; not modified
     * @param dimension length of a row, 1 or above
     * @param k number of picks wanted, 0 or above
     * @return fewer than k picks when the best {@code d^2} falls below {@value #STOP}
     */
    public static Selection select(double[] qualities, double[] vectors, int dimension, int k) {
        if (vectors.length != (long) qualities.length * dimension) {
            throw new IllegalArgumentException(
                    vectors.length + " values are not " + qualities.length + " rows of " + dimension);
        }
        for (int i = 0; i < qualities.length; i++) {
            if (!(qualities[i] >= 0 && qualities[i] <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException("quality " + qualities[i] + " of row " + i + " is not in [0, inf)");
            }
        }
        TrackSimilarity cosine = TrackSimilarity.cosine(vectors, dimension);
        int n = qualities.length;
        Cholesky factor = new Cholesky(qualities.clone(), cosine, i -> i, Math.min(n, k));
        int[] picks = new int[Math.min(n, k)];
        double[] gains = new double[picks.length];
        int size = 0;
        while (size < picks.length) {
            int best = -1;
            for (int i = 0; i < n; i++) {
                if (!factor.isPlaced(i) && (best < 0 || factor.gain(i) > factor.gain(best) + TIE)) {
                    best = i;
                }
            }
            if (factor.isSpent(best)) {
                break;
            }
            picks[size] = best;
            gains[size++] = Math.log(factor.gain(best));
            factor.place(best);
        }
        return new Selection(Arrays.copyOf(picks, size), Arrays.copyOf(gains, size));
    }

    @Override
    public String name() {
        return "dpp";
    }

    @Override
    public Objective bind(Pool pool, RuleContext context, int k) {
        Cholesky factor = new Cholesky(qualities(pool), similarity, pool::track, Math.min(k, pool.size()));
        return new Objective() {
            @Override
            public double value(int i) {
                return factor.isSpent(i) ? Double.NEGATIVE_INFINITY : factor.gain(i);
            }

            @Override
            public void place(int i) {
                factor.place(i);
            }
        };
    }

    private double[] qualities(Pool pool) {
        int n = pool.size();
        double[] qualities = new double[n];
        double rate = theta / (2 * (1 - theta));
        double max = 0;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, rate * pool.score(i));
        }
        double shift = Math.max(0, max - MAX_EXPONENT);
        for (int i = 0; i < n; i++) {
            qualities[i] = quality == Quality.LINEAR
                    ? Math.min(1e150, Math.max(0, 0.5 + pool.score(i)))
                    : Math.exp(rate * pool.score(i) - shift);
        }
        return qualities;
    }

    @Override
    public String toString() {
        return quality == Quality.LINEAR ? "GreedyDpp[LINEAR]" : "GreedyDpp[EXPONENTIAL, theta=" + theta + "]";
    }
}
