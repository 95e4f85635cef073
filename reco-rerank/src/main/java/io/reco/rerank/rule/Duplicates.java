package io.reco.rerank.rule;

import io.reco.core.data.Catalog;
import io.reco.core.data.IdMap;
import io.reco.rerank.Pool;
import io.reco.rerank.PoolRule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.Stage;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;

/**
 * Of several candidates that are one song ({@link SongVersions}) keeps one, with the highest score among them, so that
 * showing the canonical release does not cost the song its place. It runs after the other checks of its stage when given
 * last, so that a release that may not be shown does not take the others with it.
 *
 * @param versions which tracks are one song
 * @param keep which one stays
 */
public record Duplicates(SongVersions versions, Keep keep) implements PoolRule {
    /** Which one of several releases stays. */
    public enum Keep {
        /** The release that came first; of equal or unknown dates the most popular, then the first id by code point. */
        CANONICAL,
        /** The one with the highest score, then the first id by code point. */
        BEST
    }

    @Override
    public String name() {
        return "duplicates";
    }

    @Override
    public Stage stage() {
        return Stage.ELIGIBILITY;
    }

    /** May be set aside: nothing forbids such a track. */
    @Override
    public boolean mayBeSetAside() {
        return true;
    }

    @Override
    public void apply(Pool pool, RuleContext context) {
        Int2IntOpenHashMap kept = new Int2IntOpenHashMap(0);
        kept.defaultReturnValue(-1);
        for (int i = 0; i < pool.size(); i++) {
            int song = versions.song(pool.track(i));
            if (song != IdMap.ABSENT) {
                int rival = kept.get(song);
                if (rival < 0) {
                    kept.put(song, i);
                } else {
                    int winner = isBefore(i, rival, pool, context) ? i : rival;
                    double best = Math.max(pool.score(i), pool.score(rival));
                    pool.drop(winner == i ? rival : i, 0);
                    pool.score(winner, best);
                    kept.put(song, winner);
                }
            }
        }
    }

    private boolean isBefore(int i, int j, Pool pool, RuleContext context) {
        Catalog catalog = context.catalog();
        int t = pool.track(i);
        int u = pool.track(j);
        if (keep == Keep.BEST) {
            if (pool.score(i) != pool.score(j)) {
                return pool.score(i) > pool.score(j);
            }
        } else {
            int released = Integer.compare(date(catalog, t), date(catalog, u));
            if (released != 0) {
                return released < 0;
            }
            double popular =
                    context.popularity().count(t) - context.popularity().count(u);
            if (popular != 0) {
                return popular > 0;
            }
        }
        return catalog.tracks().compareIds(t, u) < 0;
    }

    /** The date, an unknown one after all others. */
    private static int date(Catalog catalog, int t) {
        int released = catalog.released(t);
        return released == 0 ? Integer.MAX_VALUE : released;
    }

    @Override
    public String reason(int code) {
        return "another release of the same song";
    }

    @Override
    public String toString() {
        return "Duplicates[" + keep + "]";
    }
}
