package io.reco.rerank.diversity;

import io.reco.rerank.ObjectiveRule;
import io.reco.rerank.Pool;
import io.reco.rerank.RuleContext;
import java.util.Arrays;

/**
 * Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998): the worth of a candidate is {@code lambda * score - (1 -
 * lambda) * a}, where {@code a} is the largest, or the mean, similarity to the tracks already in the list, 0 for the first.
 * Negative similarity counts as it is. The scores should be on the scale of the similarity: give
 * {@link io.reco.rerank.rule.ScoreNormalisation} as well.
 *
 * <p>O(k x candidates) similarities: each track placed is compared once with each candidate.
 *
 * @param lambda in [0, 1]; 1 is the order of the scores
 * @param aggregate how the similarities to the placed tracks make one
 * @param similarity of two tracks
 */
public record Mmr(double lambda, Aggregate aggregate, TrackSimilarity similarity) implements ObjectiveRule {
    /** How the similarities to the placed tracks make one. */
    public enum Aggregate {
        /** The largest: one close neighbour is enough to hold a candidate back. */
        MAX,
        /** The mean. */
        MEAN
    }

    /** Checks the range. */
    public Mmr {
        if (!(lambda >= 0 && lambda <= 1)) {
            throw new IllegalArgumentException("mmr: lambda " + lambda + " is not in [0, 1]");
        }
    }

    @Override
    public String name() {
        return "mmr";
    }

    @Override
    public Objective bind(Pool pool, RuleContext context, int k) {
        double[] similarities = new double[pool.size()];
        double[] row = new double[pool.size()];
        int[] tracks = new int[pool.size()];
        Arrays.setAll(tracks, pool::track);
        TrackSimilarity.Among among = similarity.among(tracks);
        return new Objective() {
            private int placed;

            @Override
            public double value(int i) {
                double alike = aggregate == Aggregate.MEAN && placed > 0 ? similarities[i] / placed : similarities[i];
                return lambda * pool.score(i) - (1 - lambda) * alike;
            }

            @Override
            public void place(int i) {
                among.of(i, row);
                for (int j = 0; j < similarities.length; j++) {
                    double s = row[j];
                    if (aggregate == Aggregate.MEAN) {
                        similarities[j] += s;
                    } else {
                        similarities[j] = placed == 0 ? s : Math.max(similarities[j], s);
                    }
                }
                placed++;
            }
        };
    }

    @Override
    public String toString() {
        return "Mmr[lambda=" + lambda + ", " + aggregate + "]";
    }
}
