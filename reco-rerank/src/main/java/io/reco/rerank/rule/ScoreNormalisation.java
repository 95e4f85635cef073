package io.reco.rerank.rule;

import io.reco.rerank.Pool;
import io.reco.rerank.PoolRule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.Stage;

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
        if (scale == Scale.MIN_MAX) {
            minMax(pool);
        } else if (scale == Scale.STANDARD) {
            standard(pool);
        }
    }

    private static void minMax(Pool pool) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < pool.size(); i++) {
            min = Math.min(min, pool.score(i));
            max = Math.max(max, pool.score(i));
        }
        for (int i = 0; i < pool.size(); i++) {
            // Halves first: max - min may exceed the largest double.
            pool.score(i, max == min ? 1 : (pool.score(i) / 2 - min / 2) / (max / 2 - min / 2));
        }
    }

    private static void standard(Pool pool) {
        double mean = 0;
        for (int i = 0; i < pool.size(); i++) {
            mean += pool.score(i) / pool.size();
        }
        double squares = 0;
        for (int i = 0; i < pool.size(); i++) {
            squares += (pool.score(i) - mean) * (pool.score(i) - mean);
        }
        double deviation = Math.sqrt(squares / pool.size());
        for (int i = 0; i < pool.size(); i++) {
            pool.score(i, deviation == 0 ? 0 : (pool.score(i) - mean) / deviation);
        }
    }
}
