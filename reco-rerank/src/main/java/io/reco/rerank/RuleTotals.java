package io.reco.rerank;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sums the counts of many requests: hand it to a {@link RerankingRecommender} as its observer. Thread-safe. */
public final class RuleTotals implements Consumer<Reranked> {
    private @Nullable RuleCounts sum;
    private long shortLists;

    /** Nothing counted yet. */
    public RuleTotals() {}

    @Override
    public synchronized void accept(Reranked list) {
        sum = sum == null ? list.counts() : sum.plus(list.counts());
        if (list.size() < list.k()) {
            shortLists++;
        }
    }

    /** The sums; empty before the first request. */
    public synchronized Optional<RuleCounts> counts() {
        return Optional.ofNullable(sum);
    }

    /** How many lists came out with fewer than k tracks. */
    public synchronized long shortLists() {
        return shortLists;
    }
}
