package io.reco.rerank.rule;

import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.rerank.ListeningHistory;
import io.reco.rerank.Pool;
import io.reco.rerank.PoolRule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.Stage;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;

/**
 * Drops the tracks the character heard within a window, or keeps only those. Heard means a listen that counts by the
 * semantics; a listen exactly as old as the window lies outside it. A history without times has nothing within a window,
 * unless the window is endless.
 *
 * @param windowMillis length of the window, 0 or above; {@link Long#MAX_VALUE}: endless; 0 with {@link Mode#DROP} changes
 *     nothing
 * @param mode drop or keep
 * @param semantics which listens count
 */
public record RecentlyListened(long windowMillis, Mode mode, EventSemantics semantics) implements PoolRule {
    /** What happens to tracks heard within the window. */
    public enum Mode {
        /** They are dropped. */
        DROP,
        /** They are kept and all others dropped. */
        KEEP_ONLY
    }

    private static final long DAY = 86_400_000;

    /** Checks the range. */
    public RecentlyListened {
        Parameters.requireAtLeast("recently-listened", "windowMillis", windowMillis, 0);
    }

    /** Drops tracks heard within so many days. */
    public static RecentlyListened dropWithinDays(int days) {
        return new RecentlyListened(days * DAY, Mode.DROP, EventSemantics.DEFAULT);
    }

    /** Keeps only tracks heard within so many days. */
    public static RecentlyListened keepWithinDays(int days) {
        return new RecentlyListened(days * DAY, Mode.KEEP_ONLY, EventSemantics.DEFAULT);
    }

    @Override
    public String name() {
        return "recently-listened";
    }

    @Override
    public Stage stage() {
        return Stage.HISTORY;
    }

    @Override
    public void apply(Pool pool, RuleContext context) {
        ListeningHistory history = context.history();
        // Events are in the order of time: the window is at the end.
        int first = history.size();
        while (first > 0 && history.isWithin(first - 1, context.nowMillis(), windowMillis)) {
            first--;
        }
        IntOpenHashSet heard = new IntOpenHashSet(history.size() - first);
        for (int j = first; j < history.size(); j++) {
            if (history.type(j) == EventType.LISTEN
                    && semantics.isPositive(EventType.LISTEN, history.millisPlayed(j))) {
                heard.add(history.track(j));
            }
        }
        boolean drop = mode == Mode.DROP;
        if (drop && heard.isEmpty()) {
            return;
        }
        for (int i = 0; i < pool.size(); i++) {
            if (heard.contains(pool.track(i)) == drop) {
                pool.drop(i, 0);
            }
        }
    }

    @Override
    public String reason(int code) {
        return mode == Mode.DROP ? "heard within the window" : "not heard within the window";
    }
}
