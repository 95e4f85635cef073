package io.reco.rerank.rule;

import io.reco.rerank.Pool;
import io.reco.rerank.PoolRule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.Scales;
import io.reco.rerank.Stage;
import java.util.Arrays;

/**
 * Brings scores to one scale, so that the parameters of later rules mean the same whatever model the scores come from. Give
 * it first among the rules that change scores. The pool it looks at is what is left after eligibility and history.
 *
 * @param scale the scale
 */
public record ScoreNormalisation(Scale scale) implements PoolRule {
    /** A scale. */
    public enum Scale {
        /** As the model gives them. */
        RAW,
        /** {@code (s - min) / (max - min)} over the pool: scores 2, 3, 6 become 0, 0.25, 1. All 1 when they are equal. */
        MIN_MAX,
        /** {@code (s - mean) / sd} over the pool, population deviation: 1, 3 become -1, 1. All 0 when they are equal. */
        STANDARD
    }

    @Override
    public String name() {
        return "score-normalisation";
    }

    @Override
    public Stage stage() {
        return Stage.SCORE;
    }

    @Override
    public void apply(Pool pool, RuleContext context) {
        if (scale == Scale.RAW) {
            return;
        }
        double[] scores = new double[pool.size()];
        Arrays.setAll(scores, pool::score);
        if (scale == Scale.MIN_MAX) {
            Scales.minMax(scores);
        } else {
            Scales.standard(scores);
        }
        for (int i = 0; i < scores.length; i++) {
            pool.score(i, scores[i]);
        }
    }
}
