package io.reco.rerank.rule;

import io.reco.rerank.Pool;
import io.reco.rerank.PoolRule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.Stage;
import java.util.function.IntPredicate;

/**
 * Drops tracks that the catalogue says the service may not play, and those that a check at serve time refuses (region,
 * licence, take-down).
 *
 * @param servable whether the track of this index may be served now; asked for tracks the catalogue says are playable.
 *     Thread-safe
 */
public record Playable(IntPredicate servable) implements PoolRule {
    private static final int SERVE_TIME = 1;

    /** Goes by the catalogue alone. */
    public static Playable byCatalog() {
        return new Playable(t -> true);
    }

    @Override
    public String name() {
        return "playable";
    }

    @Override
    public Stage stage() {
        return Stage.ELIGIBILITY;
    }

    @Override
    public void apply(Pool pool, RuleContext context) {
        for (int i = 0; i < pool.size(); i++) {
            if (!context.catalog().playable(pool.track(i))) {
                pool.drop(i, 0);
            } else if (!servable.test(pool.track(i))) {
                pool.drop(i, SERVE_TIME);
            }
        }
    }

    @Override
    public String reason(int code) {
        return code == SERVE_TIME ? "not servable now" : "not playable";
    }

    @Override
    public String toString() {
        return "Playable[]";
    }
}
