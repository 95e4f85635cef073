package io.reco.rerank.surface;

import io.reco.rerank.Pool;
import io.reco.rerank.PoolRule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.Stage;

/**
 * Drops what the request does not want ({@link RuleContext#barred}). Models leave it out themselves; a source that is no model
 * need not know of it.
 */
final class Barred implements PoolRule {
    @Override
    public String name() {
        return "barred";
    }

    @Override
    public Stage stage() {
        return Stage.ELIGIBILITY;
    }

    @Override
    public String reason(int code) {
        return "excluded by the request, or heard and only unheard tracks are wanted";
    }

    @Override
    public void apply(Pool pool, RuleContext context) {
        for (int i = 0; i < pool.size(); i++) {
            if (context.barred().contains(pool.track(i))) {
                pool.drop(i, 0);
            }
        }
    }

    @Override
    public String toString() {
        return "Barred[]";
    }
}
