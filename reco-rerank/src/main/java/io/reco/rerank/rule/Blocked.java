package io.reco.rerank.rule;

import io.reco.rerank.Pool;
import io.reco.rerank.PoolRule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.Stage;

/**
 * Drops what the character blocked: tracks that credit a blocked artist in any role, tracks of a blocked album, blocked
 * tracks. A block holds until its end, that moment excluded. Block and snooze events of the history count as blocks of the
 * track until an unblock event; a snooze holds for a while.
 *
 * @param snoozeMillis how long a snooze event holds, 0 or above
 */
public record Blocked(long snoozeMillis) implements PoolRule {
    /** Snooze events hold for 30 days. */
    public static final Blocked DEFAULT = new Blocked(30L * 86_400_000);

    /** Checks the range. */
    public Blocked {
        Parameters.requireAtLeast("blocked", "snoozeMillis", snoozeMillis, 0);
    }

    @Override
    public String name() {
        return "blocked";
    }

    @Override
    public Stage stage() {
        return Stage.ELIGIBILITY;
    }

    @Override
    public void apply(Pool pool, RuleContext context) {
        BlockedThings blocked = BlockedThings.of(context, snoozeMillis);
        if (blocked.isEmpty()) {
            return;
        }
        for (int i = 0; i < pool.size(); i++) {
            int code = blocked.why(pool.track(i));
            if (code != BlockedThings.NOT_BLOCKED) {
                pool.drop(i, code);
            }
        }
    }

    @Override
    public String reason(int code) {
        return switch (code) {
            case BlockedThings.ARTIST -> "artist";
            case BlockedThings.ALBUM -> "album";
            default -> "track";
        };
    }
}
