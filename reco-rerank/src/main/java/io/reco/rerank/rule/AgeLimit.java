package io.reco.rerank.rule;

import io.reco.core.data.Catalog;
import io.reco.rerank.Pool;
import io.reco.rerank.PoolRule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.Stage;

/**
 * Drops tracks rated for this age or above unless the character is a verified adult. An unknown age is a minor's. A rating
 * counts from its effective moment on, that moment included; an unknown rating never drops.
 *
 * @param fromAge years, 1 or above; 19 for the Korean adult rating
 */
public record AgeLimit(int fromAge) implements PoolRule {
    /** Drops 19+. */
    public static final AgeLimit ADULT = new AgeLimit(19);

    /** Checks the range. */
    public AgeLimit {
        Parameters.requireAtLeast("age-limit", "fromAge", fromAge, 1);
    }

    @Override
    public String name() {
        return "age-limit";
    }

    @Override
    public Stage stage() {
        return Stage.ELIGIBILITY;
    }

    @Override
    public void apply(Pool pool, RuleContext context) {
        if (context.listener().verifiedAdult()) {
            return;
        }
        Catalog catalog = context.catalog();
        for (int i = 0; i < pool.size(); i++) {
            int t = pool.track(i);
            if (catalog.ageRating(t).minimumAge() >= fromAge && context.nowMillis() >= catalog.ageRatingFromMillis(t)) {
                pool.drop(i, 0);
            }
        }
    }

    @Override
    public String reason(int code) {
        return "not a verified adult";
    }
}
