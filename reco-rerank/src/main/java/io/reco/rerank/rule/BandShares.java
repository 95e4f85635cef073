package io.reco.rerank.rule;

import io.reco.rerank.FillRule;
import io.reco.rerank.Pool;
import io.reco.rerank.RuleContext;

/**
 * Shares of the popularity bands in a list: of the first {@code n} positions at least {@code floor(share * n)} come from each
 * band. What the shares leave open goes to the best. Relaxed where a band runs out.
 *
 * @param bands the bands
 * @param head least share of the head, in [0, 1]
 * @param middle least share of the middle, in [0, 1]
 * @param tail least share of the tail, in [0, 1]; the three sum to at most 1; all 0 change nothing
 */
public record BandShares(PopularityBands bands, double head, double middle, double tail) implements FillRule {
    /** Checks the ranges. */
    public BandShares {
        Parameters.requireShare("band-shares", "head", head);
        Parameters.requireShare("band-shares", "middle", middle);
        Parameters.requireShare("band-shares", "tail", tail);
        if (head + middle + tail > 1 + 1e-9) {
            throw new IllegalArgumentException(
                    "band-shares: head " + head + ", middle " + middle + " and tail " + tail + " sum to more than 1");
        }
    }

    @Override
    public String name() {
        return "band-shares";
    }

    @Override
    public boolean refuses() {
        return false;
    }

    @Override
    public int wantedGroups() {
        return 3;
    }

    @Override
    public Constraint bind(Pool pool, RuleContext context, int k) {
        int room = Math.min(k, pool.size());
        int[][] targets = {
            PrefixTargets.ofShare(head, room), PrefixTargets.ofShare(middle, room), PrefixTargets.ofShare(tail, room)
        };
        return new TargetConstraint(
                pool,
                new PrefixTargets(targets, room),
                t -> bands.of(context.popularity().count(t)).ordinal());
    }
}
