package io.reco.rerank.rule;

import io.reco.core.data.Catalog;
import io.reco.rerank.Pool;
import io.reco.rerank.PoolRule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.Stage;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A boost for a group between two dates: {@code score + b}. Added and not multiplied, so that a negative score rises too.
 * Which candidates there are it does not change; {@link Pins} brings tracks in.
 *
 * @param group the tracks it is for
 * @param b what is added, finite; below 0 moves down, 0 changes nothing
 * @param fromMillis first moment, epoch milliseconds; {@link Long#MIN_VALUE}: always was
 * @param untilMillis end, that moment excluded, above {@code fromMillis}; {@link Long#MAX_VALUE}: for ever
 */
public record Campaign(TrackGroup group, double b, long fromMillis, long untilMillis) implements PoolRule {
    /** Checks the ranges. */
    public Campaign {
        Parameters.requireFinite("campaign", "b", b);
        Parameters.requireSpan("campaign", fromMillis, untilMillis);
    }

    @Override
    public List<String> unknownIds(Catalog catalog) {
        return group.unknownIds(catalog);
    }

    @Override
    public String name() {
        return "campaign";
    }

    @Override
    public Stage stage() {
        return Stage.SCORE;
    }

    private boolean runs(RuleContext context) {
        return context.nowMillis() >= fromMillis && context.nowMillis() < untilMillis;
    }

    @Override
    public boolean promotes(RuleContext context, int track) {
        return b > 0 && runs(context) && group.members(context).test(track);
    }

    @Override
    public void apply(Pool pool, RuleContext context) {
        if (b == 0 || !runs(context)) {
            return;
        }
        IntPredicate members = group.members(context);
        for (int i = 0; i < pool.size(); i++) {
            if (members.test(pool.track(i))) {
                pool.score(i, pool.score(i) + b);
            }
        }
    }
}
