package io.reco.rerank.rule;

import io.reco.core.data.Catalog;
import io.reco.rerank.FillRule;
import io.reco.rerank.Pool;
import io.reco.rerank.RuleContext;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.Locale;

/**
 * At most so many tracks of an artist, or of an album, in a list. Every credited artist counts, once a track; only tracks
 * that are in the list count, those refused for another reason do not use the cap up. Tracks in fixed positions count from
 * the beginning, and {@link RuleContext#justPlayed} as if it stood in front of the list. Never relaxed: a list comes out short rather than
 * with more. Usual for artists: 2 in a list of 50, 3 in one of 100.
 *
 * @param group artist or album
 * @param max 1 or above; {@link Integer#MAX_VALUE} changes nothing
 */
public record Cap(Group group, int max) implements FillRule {
    /** Checks the range. */
    public Cap {
        Parameters.requireAtLeast("cap", "max", max, 1);
    }

    /** Per credited artist. */
    public static Cap perArtist(int max) {
        return new Cap(Group.ARTIST, max);
    }

    /** Per album. */
    public static Cap perAlbum(int max) {
        return new Cap(Group.ALBUM, max);
    }

    @Override
    public String name() {
        return group.name().toLowerCase(Locale.ROOT) + "-cap";
    }

    @Override
    public String reason(int code) {
        return "already " + max;
    }

    @Override
    public boolean refusesByOrder() {
        return false;
    }

    @Override
    public Constraint bind(Pool pool, RuleContext context, int k) {
        Catalog catalog = context.catalog();
        Int2IntOpenHashMap placed = new Int2IntOpenHashMap(Math.min(k, pool.size()));
        for (int j = 0; j < context.justPlayed().size(); j++) {
            count(catalog, context.justPlayed().track(j), placed);
        }
        return new Constraint() {
            @Override
            public int degree(int i) {
                int t = pool.track(i);
                for (int j = 0; j < group.count(catalog, t); j++) {
                    if (placed.get(group.of(catalog, t, j)) >= max) {
                        return REFUSED;
                    }
                }
                return 0;
            }

            @Override
            public void place(int i) {
                count(catalog, pool.track(i), placed);
            }

            @Override
            public boolean reserve(int i, int position) {
                place(i);
                return true;
            }
        };
    }

    private void count(Catalog catalog, int t, Int2IntOpenHashMap placed) {
        for (int j = 0; j < group.count(catalog, t); j++) {
            if (group.isFirst(catalog, t, j)) {
                placed.addTo(group.of(catalog, t, j), 1);
            }
        }
    }
}
