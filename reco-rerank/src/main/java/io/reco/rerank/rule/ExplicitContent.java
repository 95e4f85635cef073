package io.reco.rerank.rule;

import io.reco.core.data.Catalog;
import io.reco.core.data.Explicit;
import io.reco.core.data.IdMap;
import io.reco.rerank.Pool;
import io.reco.rerank.PoolRule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.Stage;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;

/**
 * For a character that switched explicit tracks off (a switch of its own, apart from age): puts the clean track of the same
 * recording group in the place of an explicit one, and drops it when there is none or it is a candidate itself. Of several
 * clean ones the first in the catalogue is taken. It runs before all checks, so the replacement has to pass them too. A
 * track of which nothing is told counts as clean enough to stay, not as a replacement.
 *
 * @param versions where to look for clean twins; {@link SongVersions#none()}: drop only
 */
public record ExplicitContent(SongVersions versions) implements PoolRule {
    private static final int TWIN = 1;

    @Override
    public String name() {
        return "explicit";
    }

    @Override
    public Stage stage() {
        return Stage.SUBSTITUTION;
    }

    @Override
    public void apply(Pool pool, RuleContext context) {
        if (context.listener().explicitAllowed()) {
            return;
        }
        Catalog catalog = context.catalog();
        IntOpenHashSet taken = new IntOpenHashSet(versions.versions().rows() == 0 ? 0 : pool.size());
        for (int i = 0; i < pool.size() && versions.versions().rows() > 0; i++) {
            taken.add(pool.track(i));
        }
        // By track and not by place in the pool, so that two explicit versions of one song do not depend on the order.
        for (int i = 0; i < pool.size(); i++) {
            if (catalog.explicit(pool.track(i)) == Explicit.EXPLICIT) {
                int twin = cleanTwin(pool.track(i), catalog);
                if (twin == IdMap.ABSENT || taken.contains(twin) || !isBestOf(i, twin, pool, catalog)) {
                    pool.drop(i, 0);
                } else {
                    pool.replace(i, twin, TWIN);
                }
            }
        }
    }

    private int cleanTwin(int t, Catalog catalog) {
        int song = versions.song(t);
        int group = catalog.recordingGroup(t);
        if (song != IdMap.ABSENT && group != IdMap.ABSENT) {
            for (int j = 0; j < versions.versions().length(song); j++) {
                int other = versions.versions().get(song, j);
                if (catalog.recordingGroup(other) == group && catalog.explicit(other) == Explicit.CLEAN) {
                    return other;
                }
            }
        }
        return IdMap.ABSENT;
    }

    /** Whether no other explicit candidate of higher score (or equal score and lower track index) has the same twin. */
    private static boolean isBestOf(int i, int twin, Pool pool, Catalog catalog) {
        int group = catalog.recordingGroup(twin);
        for (int j = 0; j < pool.size(); j++) {
            int other = pool.track(j);
            if (j != i && catalog.recordingGroup(other) == group && catalog.explicit(other) == Explicit.EXPLICIT) {
                if (pool.score(j) > pool.score(i) || (pool.score(j) == pool.score(i) && other < pool.track(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public String reason(int code) {
        return code == TWIN ? "clean twin" : "explicit tracks are switched off";
    }

    @Override
    public String toString() {
        return "ExplicitContent[twins=" + (versions.versions().rows() > 0) + "]";
    }
}
