package io.reco.rerank.rule;

import io.reco.rerank.Pool;
import io.reco.rerank.PoolRule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.Stage;

/**
 * Drops tracks that the catalogue says the service may not play, and those that a check at serve time refuses for this
 * character, region and moment (licence, take-down, subscription).
 *
 * @param check asked for tracks the catalogue says are playable
 */
public record Playable(Check check) implements PoolRule {
    private static final String[] REASONS = {"not playable", "not servable now", "not in this region", "taken down"};

    /**
     * A check at serve time. Thread-safe; what it goes by besides its arguments (licences in memory) is its own matter, and
     * the only thing outside the context that a rule of this library may depend on.
     */
    @FunctionalInterface
    public interface Check {
        /** Answer of {@link #refuses}: the track may be played. */
        int PLAYABLE = 0;
        /** Answer of {@link #refuses}: not now, for a reason not told. */
        int NOT_NOW = 1;
        /** Answer of {@link #refuses}: not where the listener is ({@code context.listener().region()}). */
        int REGION = 2;
        /** Answer of {@link #refuses}: withdrawn. */
        int TAKEN_DOWN = 3;

        /**
         * Why a track may not be played.
         *
         * @param context the request: character, region, moment
         * @param t index of the track
         * @return {@link #PLAYABLE}, {@link #NOT_NOW}, {@link #REGION} or {@link #TAKEN_DOWN}
         */
        int refuses(RuleContext context, int t);
    }

    /** Goes by the catalogue alone. */
    public static Playable byCatalog() {
        return new Playable((context, t) -> Check.PLAYABLE);
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
            } else {
                int code = refusal(check, context, pool.track(i), name());
                if (code != Check.PLAYABLE) {
                    pool.drop(i, code);
                }
            }
        }
    }

    /** What the check answers to the rule of this name. */
    static int refusal(Check check, RuleContext context, int t, String rule) {
        int code = check.refuses(context, t);
        if (code < 0 || code >= REASONS.length) {
            throw new IllegalStateException(rule + ": the check answered " + code + ", which is not in [0, 3]");
        }
        return code;
    }

    @Override
    public String reason(int code) {
        return REASONS[code];
    }

    @Override
    public String toString() {
        return "Playable[]";
    }
}
