package io.reco.rerank.rule;

import io.reco.rerank.Pool;
import io.reco.rerank.PoolRule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.Stage;
import it.unimi.dsi.fastutil.ints.IntSet;

/** Drops tracks that the character dislikes: it was not taken back or liked since. */
public record DislikedTracks() implements PoolRule {
    @Override
    public String name() {
        return "disliked-tracks";
    }

    @Override
    public Stage stage() {
        return Stage.HISTORY;
    }

    /** Never: a track that was turned down by name does not come back for want of others. */
    @Override
    public boolean mayBeSetAside() {
        return false;
    }

    @Override
    public void apply(Pool pool, RuleContext context) {
        IntSet disliked = context.history().disliked();
        if (disliked.isEmpty()) {
            return;
        }
        for (int i = 0; i < pool.size(); i++) {
            if (disliked.contains(pool.track(i))) {
                pool.drop(i, 0);
            }
        }
    }
}
