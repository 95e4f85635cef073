package io.reco.rerank.rule;

import io.reco.core.data.Catalog;
import io.reco.rerank.FillRule;
import io.reco.rerank.Pool;
import io.reco.rerank.RuleContext;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * At least so many tracks of a group in the list (less popular artists, local artists, a label's releases), spread evenly: of
 * the first {@code n} positions {@code floor(atLeast * n / k)}. A track outside the group has to wait only where the quota
 * could not be met otherwise. Relaxed where the group runs out.
 *
 * @param group the group
 * @param atLeast number of tracks among k, 0 or above; above k it counts as k; 0 changes nothing
 */
public record Quota(TrackGroup group, int atLeast) implements FillRule {
    /** Checks the range. */
    public Quota {
        Parameters.requireAtLeast("quota", "atLeast", atLeast, 0);
    }

    @Override
    public List<String> unknownIds(Catalog catalog) {
        return group.unknownIds(catalog);
    }

    @Override
    public String name() {
        return "quota";
    }

    @Override
    public boolean refuses() {
        return false;
    }

    @Override
    public int wantedGroups() {
        return 1;
    }

    @Override
    public Constraint bind(Pool pool, RuleContext context, int k) {
        int room = Math.min(k, pool.size());
        IntPredicate members = group.members(context);
        int[] target = new int[room + 1];
        for (int n = 0; n <= room; n++) {
            target[n] = (int) ((long) Math.min(atLeast, k) * n / k);
        }
        PrefixTargets targets = new PrefixTargets(new int[][] {target}, room);
        return new TargetConstraint(pool, targets, t -> members.test(t) ? 0 : -1);
    }
}
