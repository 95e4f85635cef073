package io.reco.rerank.rule;

import io.reco.core.data.AiGenerated;
import io.reco.core.data.Catalog;
import io.reco.rerank.Pool;
import io.reco.rerank.PoolRule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.Stage;

/**
 * Drops or demotes tracks made by a machine.
 *
 * @param from how much of a track must be made by a machine, {@link AiGenerated#PARTIAL} or {@link AiGenerated#FULL}
 * @param weight share in [0, 1] by which such tracks are demoted; 1 drops them, 0 changes nothing
 */
public record AiMade(AiGenerated from, double weight) implements PoolRule {
    /** Checks the ranges. */
    public AiMade {
        Parameters.requireShare("ai-made", "weight", weight);
        if (from != AiGenerated.PARTIAL && from != AiGenerated.FULL) {
            throw new IllegalArgumentException("ai-made: from " + from + " is not PARTIAL or FULL");
        }
    }

    @Override
    public String name() {
        return "ai-made";
    }

    @Override
    public Stage stage() {
        return weight == 1 ? Stage.ELIGIBILITY : Stage.SCORE;
    }

    /** May be set aside: nothing forbids such a track. */
    @Override
    public boolean mayBeSetAside() {
        return true;
    }

    @Override
    public void apply(Pool pool, RuleContext context) {
        Catalog catalog = context.catalog();
        for (int i = 0; i < pool.size(); i++) {
            AiGenerated made = catalog.aiGenerated(pool.track(i));
            if (made == AiGenerated.FULL || (made == AiGenerated.PARTIAL && from == AiGenerated.PARTIAL)) {
                if (weight == 1) {
                    pool.drop(i, 0);
                } else {
                    pool.score(i, Parameters.demote(pool.score(i), weight));
                }
            }
        }
    }
}
