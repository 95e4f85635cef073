package io.reco.rerank.rule;

import io.reco.core.data.IntLists;
import io.reco.rerank.Pool;
import io.reco.rerank.PoolRule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.Stage;
import it.unimi.dsi.fastutil.ints.IntSet;

/**
 * Drops or demotes tracks of genres the character dislikes. A track it likes (not taken back or disliked since) stays as it
 * is; a track without genres is not of a disliked one.
 *
 * @param mode what counts as a disliked track, or that it is only demoted
 * @param weight with {@link Mode#SOFT}, in [0, 1]: the score is demoted by {@code weight * share}, where {@code share} is
 *     the part of the track's genres that is disliked; 0 changes nothing. Otherwise 1
 */
public record DislikedGenres(Mode mode, double weight) implements PoolRule {
    /** How strict the rule is. */
    public enum Mode {
        /** Drop when any genre of the track is disliked. */
        ANY,
        /** Drop when the first genre of the track is disliked. */
        PRIMARY,
        /** Drop when more than half of the track's genres are disliked. */
        MAJORITY,
        /** Demote by the share of disliked genres. */
        SOFT
    }

    /** Checks the range. */
    public DislikedGenres {
        Parameters.requireShare("disliked-genres", "weight", weight);
        if (mode != Mode.SOFT && weight != 1) {
            throw new IllegalArgumentException(
                    "disliked-genres: weight " + weight + " has no effect in mode " + mode + "; it must be 1");
        }
    }

    /** Drops. */
    public static DislikedGenres strict(Mode mode) {
        if (mode == Mode.SOFT) {
            throw new IllegalArgumentException("disliked-genres: mode SOFT is not strict; use soft(weight)");
        }
        return new DislikedGenres(mode, 1);
    }

    /** Demotes. */
    public static DislikedGenres soft(double weight) {
        return new DislikedGenres(Mode.SOFT, weight);
    }

    @Override
    public String name() {
        return "disliked-genres";
    }

    @Override
    public Stage stage() {
        return mode == Mode.SOFT ? Stage.SCORE : Stage.ELIGIBILITY;
    }

    /** May be set aside: a genre is a matter of taste. */
    @Override
    public boolean mayBeSetAside() {
        return true;
    }

    @Override
    public void apply(Pool pool, RuleContext context) {
        if (!context.listener().dislikesGenres()) {
            return;
        }
        if (mode == Mode.SOFT && weight == 0) {
            return;
        }
        boolean[] disliked = new boolean[context.catalog().genres().size()];
        for (int g : context.listener().dislikedGenres()) {
            disliked[g] = true;
        }
        IntSet liked = context.history().liked();
        boolean soft = mode == Mode.SOFT;
        IntLists genres = context.catalog().trackGenres();
        for (int i = 0; i < pool.size(); i++) {
            int t = pool.track(i);
            int n = genres.length(t);
            int bad = 0;
            for (int j = 0; j < n; j++) {
                if (disliked[genres.get(t, j)]) {
                    bad++;
                }
            }
            if (bad > 0 && !liked.contains(t)) {
                if (soft) {
                    pool.score(i, Parameters.demote(pool.score(i), weight * bad / n));
                } else if (mode == Mode.ANY
                        || (mode == Mode.PRIMARY && disliked[genres.get(t, 0)])
                        || (mode == Mode.MAJORITY && 2 * bad > n)) {
                    pool.drop(i, 0);
                }
            }
        }
    }

    @Override
    public String toString() {
        return mode == Mode.SOFT ? "DislikedGenres[SOFT, weight=" + weight + "]" : "DislikedGenres[" + mode + "]";
    }
}
