package io.reco.rerank.rule;

import io.reco.rerank.FillRule;
import io.reco.rerank.Pool;
import java.util.function.IntUnaryOperator;

/** Quotas of disjoint groups at work: what does not fit has to wait, by a degree of 1. */
final class TargetConstraint implements FillRule.Constraint {
    private final PrefixTargets targets;
    private final Remembered groups;

    /**
     * Nothing placed.
     *
     * @param groupOf number of the group of a track index, -1 for none
     */
    TargetConstraint(Pool pool, PrefixTargets targets, IntUnaryOperator groupOf) {
        this.targets = targets;
        groups = new Remembered(pool.size(), i -> groupOf.applyAsInt(pool.track(i)));
    }

    @Override
    public int degree(int i) {
        return targets.fits(groups.group(i)) ? 0 : 1;
    }

    @Override
    public int demand() {
        return targets.dueGroups();
    }

    @Override
    public void place(int i) {
        targets.place(groups.group(i));
    }

    @Override
    public boolean reserve(int i, int position) {
        targets.reserve(groups.group(i), position);
        return false;
    }
}
