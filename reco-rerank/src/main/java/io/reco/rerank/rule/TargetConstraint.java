package io.reco.rerank.rule;

import io.reco.rerank.FillRule;
import io.reco.rerank.Pool;
import java.util.function.IntUnaryOperator;

/** Quotas of disjoint groups at work: what does not fit has to wait, by a degree of 1. */
final class TargetConstraint implements FillRule.Constraint {
    private final Pool pool;
    private final PrefixTargets targets;
    private final IntUnaryOperator groupOf;

    /**
     * Nothing placed.
     *
     * @param groupOf number of the group of a track index, -1 for none
     */
    TargetConstraint(Pool pool, PrefixTargets targets, IntUnaryOperator groupOf) {
        this.pool = pool;
        this.targets = targets;
        this.groupOf = groupOf;
    }

    @Override
    public int degree(int i) {
        return targets.fits(groupOf.applyAsInt(pool.track(i))) ? 0 : 1;
    }

    @Override
    public void place(int i) {
        targets.place(groupOf.applyAsInt(pool.track(i)));
    }

    @Override
    public boolean reserve(int i, int position) {
        targets.reserve(groupOf.applyAsInt(pool.track(i)), position);
        return false;
    }
}
