package io.reco.rerank.diversity;

import io.reco.rerank.ObjectiveRule;
import io.reco.rerank.Pool;
import io.reco.rerank.RuleContext;
import java.util.Arrays;

/**
 * xQuAD (Santos, Macdonald and Ounis, WWW 2010): covers the aspects a character should get, each less and less as tracks of it
 * stand in the list. The worth of a candidate is
 * {@code (1 - lambda) * score + lambda * sum_a p(a) p_a(i) prod_{s in list} (1 - p_a(s))}, where {@code p(a)} is the target
 * and {@code p_a(i)} the share of aspect a in track i. The scores should be in [0, 1]: give
 * {@link io.reco.rerank.rule.ScoreNormalisation} as well.
 *
 * <p>O(candidates x aspects) once, then O(k x candidates x aspects of a track).
 *
 * @param lambda in [0, 1]; 0 is the order of the scores
 * @param aspects the aspects of tracks and the target of a character
 */
public record XQuad(double lambda, Aspects aspects) implements ObjectiveRule {
    /** Checks the range. */
    public XQuad {
        if (!(lambda >= 0 && lambda <= 1)) {
            throw new IllegalArgumentException("xquad: lambda " + lambda + " is not in [0, 1]");
        }
    }

    @Override
    public String name() {
        return "xquad";
    }

    @Override
    public Objective bind(Pool pool, RuleContext context, int k) {
        double[] target = aspects.target(context);
        AspectMatrix shares = new AspectMatrix(pool, aspects, target);
        // What of each aspect nothing in the list covers yet.
        double[] open = new double[target.length];
        Arrays.fill(open, 1);
        return new Objective() {
            @Override
            public double value(int i) {
                double covered = 0;
                for (int e = shares.start(i); e < shares.start(i + 1); e++) {
                    int a = shares.aspect(e);
                    covered += target[a] * shares.share(e) * open[a];
                }
                return (1 - lambda) * pool.score(i) + lambda * covered;
            }

            @Override
            public void place(int i) {
                for (int e = shares.start(i); e < shares.start(i + 1); e++) {
                    open[shares.aspect(e)] *= 1 - shares.share(e);
                }
            }
        };
    }

    @Override
    public String toString() {
        return "XQuad[lambda=" + lambda + ", " + aspects + "]";
    }
}
