package io.reco.rerank.rule;

import io.reco.rerank.Pool;
import io.reco.rerank.PoolRule;
import io.reco.rerank.RecommendedBefore;
import io.reco.rerank.RuleContext;
import io.reco.rerank.Stage;

/**
 * Drops or demotes what was recommended to the character on this surface before: only slots that were seen count, and
 * acting on a track resets it ({@link RecommendedBefore}). With {@code dt} the time since the track was last seen:
 *
 * @param windowMillis tracks with {@code dt < windowMillis} are dropped; 0: none, {@link Long#MAX_VALUE}: all
 * @param weight the others are demoted by the share {@code weight * 2^(-dt / halfLifeMillis)}; in [0, 1], 0: not at all
 * @param halfLifeMillis above 0
 */
public record AlreadyRecommended(long windowMillis, double weight, long halfLifeMillis) implements PoolRule {
    /** So many half-lives ago the share is below 2^-54, and {@code score * (1 - share)} rounds to the score. */
    private static final int HALF_LIVES = 55;

    /** Checks the ranges. */
    public AlreadyRecommended {
        Parameters.requireAtLeast("already-recommended", "windowMillis", windowMillis, 0);
        Parameters.requireShare("already-recommended", "weight", weight);
        Parameters.requireAtLeast("already-recommended", "halfLifeMillis", halfLifeMillis, 1);
        if (windowMillis > 0 && weight > 0) {
            throw new IllegalArgumentException("already-recommended: windowMillis " + windowMillis + " and weight "
                    + weight + " are both above 0; use two rules, which run in different stages");
        }
    }

    /** Drops within a window. */
    public static AlreadyRecommended within(long windowMillis) {
        return new AlreadyRecommended(windowMillis, 0, 1);
    }

    /** Demotes, less and less. */
    public static AlreadyRecommended fading(double weight, long halfLifeMillis) {
        return new AlreadyRecommended(0, weight, halfLifeMillis);
    }

    @Override
    public String name() {
        return "already-recommended";
    }

    @Override
    public Stage stage() {
        return weight > 0 ? Stage.SCORE : Stage.HISTORY;
    }

    @Override
    public long lookbackMillis() {
        if (weight == 0) {
            return windowMillis;
        }
        return halfLifeMillis > Long.MAX_VALUE / HALF_LIVES ? Long.MAX_VALUE : HALF_LIVES * halfLifeMillis;
    }

    @Override
    public void apply(Pool pool, RuleContext context) {
        RecommendedBefore before = context.recommended();
        if (before.isEmpty()) {
            return;
        }
        for (int i = 0; i < pool.size(); i++) {
            long seen = before.lastSeenMillis(pool.track(i));
            if (seen != RecommendedBefore.NEVER) {
                // Seen "in the future" by a clock that runs ahead: just now.
                long ago = Math.max(0, context.nowMillis() - seen);
                if (windowMillis > 0) {
                    if (ago < windowMillis) {
                        pool.drop(i, 0);
                    }
                } else if (weight > 0) {
                    double share = weight * Math.pow(2, -(double) ago / halfLifeMillis);
                    pool.score(i, Parameters.demote(pool.score(i), share));
                }
            }
        }
    }

    @Override
    public String toString() {
        return weight > 0
                ? "AlreadyRecommended[weight=" + weight + ", halfLifeMillis=" + halfLifeMillis + "]"
                : "AlreadyRecommended[windowMillis=" + windowMillis + "]";
    }
}
