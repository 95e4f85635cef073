package io.reco.rerank.rule;

import io.reco.core.data.Catalog;
import io.reco.core.data.Explicit;
import io.reco.core.data.IdMap;
import io.reco.rerank.Pool;
import io.reco.rerank.PoolRule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.Stage;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;

/**
 * For a character that switched explicit tracks off (a switch of its own, apart from age): puts the clean track of the same
 * recording group in the place of an explicit one, and drops it when there is none or it is a candidate itself. Of several
 * clean ones the first in the catalogue is taken that is not {@link RuleContext#barred}, not blocked for the character (as
 * {@link Blocked#DEFAULT} has it), playable by the catalogue and not refused by the check at serve time; with none left the
 * explicit track is one without a twin. Of several explicit ones that of
 * the highest score gives its place. It runs before all other checks, so the replacement has to pass them too. A track of which
 * nothing is told counts as clean enough to stay, not as a replacement.
 *
 * @param versions where to look for clean twins; {@link SongVersions#none()}: drop only
 * @param check asked for clean twins that nothing else speaks against; the one that {@link Playable} has, as a twin that
 *     {@code Playable} refuses would cost the song its place although another twin may be playable
 */
public record ExplicitContent(SongVersions versions, Playable.Check check) implements PoolRule {
    private static final int TWIN = 1;

    /**
     * Goes by the catalogue alone.
     *
     * @param versions where to look for clean twins; {@link SongVersions#none()}: drop only
     */
    public ExplicitContent(SongVersions versions) {
        this(versions, Playable.byCatalog().check());
    }

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
        boolean twins = versions.versions().rows() > 0;
        IntOpenHashSet taken = new IntOpenHashSet(twins ? pool.size() : 0);
        for (int i = 0; i < pool.size() && twins; i++) {
            taken.add(pool.track(i));
        }
        Int2IntOpenHashMap bestOfGroup = bestOfGroup(pool, catalog);
        BlockedThings blocked = BlockedThings.of(context, Blocked.DEFAULT.snoozeMillis());
        for (int i = 0; i < pool.size(); i++) {
            int t = pool.track(i);
            if (catalog.explicit(t) == Explicit.EXPLICIT) {
                boolean best = bestOfGroup.get(catalog.recordingGroup(t)) == i;
                int twin = best ? cleanTwin(t, context, blocked) : IdMap.ABSENT;
                if (twin == IdMap.ABSENT || taken.contains(twin)) {
                    pool.drop(i, 0);
                } else {
                    pool.replace(i, twin, TWIN);
                }
            }
        }
    }

    /** By recording group, the explicit candidate of the highest score, of equal ones that of the lower track index. */
    private static Int2IntOpenHashMap bestOfGroup(Pool pool, Catalog catalog) {
        Int2IntOpenHashMap best = new Int2IntOpenHashMap(8);
        best.defaultReturnValue(-1);
        for (int i = 0; i < pool.size(); i++) {
            int t = pool.track(i);
            int group = catalog.recordingGroup(t);
            if (group != IdMap.ABSENT && catalog.explicit(t) == Explicit.EXPLICIT) {
                int other = best.get(group);
                if (other < 0
                        || pool.score(i) > pool.score(other)
                        || (pool.score(i) == pool.score(other) && t < pool.track(other))) {
                    best.put(group, i);
                }
            }
        }
        return best;
    }

    private int cleanTwin(int t, RuleContext context, BlockedThings blocked) {
        Catalog catalog = context.catalog();
        int song = versions.song(t);
        if (song != IdMap.ABSENT) {
            for (int j = 0; j < versions.versions().length(song); j++) {
                int other = versions.versions().get(song, j);
                if (catalog.recordingGroup(other) == catalog.recordingGroup(t)
                        && catalog.explicit(other) == Explicit.CLEAN
                        && catalog.playable(other)
                        && blocked.why(other) == BlockedThings.NOT_BLOCKED
                        && !context.barred().contains(other)
                        && Playable.refusal(check, context, other, name()) == Playable.Check.PLAYABLE) {
                    return other;
                }
            }
        }
        return IdMap.ABSENT;
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
