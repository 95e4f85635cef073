package io.reco.rerank.rule;

import io.reco.rerank.Pool;
import io.reco.rerank.PoolRule;
import io.reco.rerank.Popularity;
import io.reco.rerank.RuleContext;
import io.reco.rerank.Stage;

/**
 * Moves popular tracks up or down; {@code pop} is the count in the training data.
 *
 * @param mode the formula
 * @param b its strength, finite, 0 changes nothing; with {@link Mode#BOOST} a negative one moves popular tracks down, with
 *     {@link Mode#DEBIAS} it must be in [0, 10]: beyond, scores would leave the range of a double
 */
public record PopularityReorder(Mode mode, double b) implements PoolRule {
    private static final int MAX_DEBIAS = 10;

    /** The formula. */
    public enum Mode {
        /** {@code score + b * ln(1 + pop)}. */
        BOOST,
        /** {@code score / (1 + pop)^b}; a negative score is multiplied instead, so that it falls as well. */
        DEBIAS
    }

    /** Checks the ranges. */
    public PopularityReorder {
        Parameters.requireFinite("popularity", "b", b);
        if (mode == Mode.DEBIAS && (b < 0 || b > MAX_DEBIAS)) {
            throw new IllegalArgumentException(
                    "popularity: b " + b + " is not in [0, " + MAX_DEBIAS + "] (mode debias)");
        }
    }

    /** {@code score + b * ln(1 + pop)}. */
    public static PopularityReorder boost(double b) {
        return new PopularityReorder(Mode.BOOST, b);
    }

    /** {@code score / (1 + pop)^b}. */
    public static PopularityReorder debias(double b) {
        return new PopularityReorder(Mode.DEBIAS, b);
    }

    @Override
    public String name() {
        return "popularity";
    }

    @Override
    public Stage stage() {
        return Stage.SCORE;
    }

    @Override
    public void apply(Pool pool, RuleContext context) {
        if (b == 0) {
            return;
        }
        Popularity popularity = context.popularity();
        for (int i = 0; i < pool.size(); i++) {
            double log = popularity.logCount(pool.track(i));
            double score = pool.score(i);
            if (mode == Mode.BOOST) {
                pool.score(i, score + b * log);
            } else {
                pool.score(i, score * Math.exp(score >= 0 ? -b * log : b * log));
            }
        }
    }
}
