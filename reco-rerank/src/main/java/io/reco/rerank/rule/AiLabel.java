package io.reco.rerank.rule;

import io.reco.core.data.AiGenerated;
import io.reco.rerank.Pool;
import io.reco.rerank.PoolRule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.Stage;

/**
 * Labels tracks made by a machine, {@code "ai-full"} or {@code "ai-partial"}, for the service to show
 * ({@link io.reco.rerank.Reranked#labels}); order and scores stay as they are. {@link AiMade} drops or demotes them.
 *
 * @param from how much of a track must be made by a machine: {@link AiGenerated#PARTIAL}, {@link AiGenerated#FULL}, or
 *     {@link AiGenerated#NONE}, which labels nothing
 */
public record AiLabel(AiGenerated from) implements PoolRule {
    /** Label of a track made by a machine as a whole. */
    public static final String FULL = "ai-full";
    /** Label of a track made by a machine in part. */
    public static final String PARTIAL = "ai-partial";

    @Override
    public String name() {
        return "ai-label";
    }

    @Override
    public Stage stage() {
        return Stage.SCORE;
    }

    /** Never: what must be disclosed must be disclosed in a short list too. */
    @Override
    public boolean mayBeSetAside() {
        return false;
    }

    @Override
    public void apply(Pool pool, RuleContext context) {
        if (from == AiGenerated.NONE) {
            return;
        }
        for (int i = 0; i < pool.size(); i++) {
            AiGenerated made = context.catalog().aiGenerated(pool.track(i));
            if (made == AiGenerated.FULL) {
                pool.label(i, FULL, 0);
            } else if (made == AiGenerated.PARTIAL && from == AiGenerated.PARTIAL) {
                pool.label(i, PARTIAL, 0);
            }
        }
    }
}
