package io.reco.rerank.session;

import io.reco.core.data.IdMap;
import io.reco.rerank.FillRule;
import io.reco.rerank.Pool;
import io.reco.rerank.RuleContext;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;

/** Of several releases of one recording puts the best that fits into a list, and no other: what {@link NoRepeats} is between steps. */
final class OneRelease implements FillRule {
    @Override
    public String name() {
        return "one-release";
    }

    @Override
    public String reason(int code) {
        return "another release comes in the same step";
    }

    @Override
    public boolean refusesByOrder() {
        return false;
    }

    @Override
    public Constraint bind(Pool pool, RuleContext context, int k) {
        IntOpenHashSet placed = new IntOpenHashSet();
        return new Constraint() {
            private int group(int i) {
                return context.catalog().recordingGroup(pool.track(i));
            }

            @Override
            public int degree(int i) {
                return placed.contains(group(i)) ? REFUSED : 0;
            }

            @Override
            public void place(int i) {
                if (group(i) != IdMap.ABSENT) {
                    placed.add(group(i));
                }
            }

            @Override
            public boolean reserve(int i, int position) {
                place(i);
                return true;
            }
        };
    }

    @Override
    public String toString() {
        return "OneRelease[]";
    }
}
