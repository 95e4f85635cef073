package io.reco.rerank.rule;

import io.reco.core.data.Catalog;
import io.reco.rerank.FillRule;
import io.reco.rerank.Pool;
import io.reco.rerank.RuleContext;
import java.util.Locale;

/**
 * Keeps tracks of one artist (any credit), or of one album, apart: a track may not stand within {@code gap} positions after
 * another one of the same group. On a dead end the gap is relaxed by one, and by one again, until a candidate fits: so the
 * one whose group was placed longest ago comes next, the better ranked one of equals, and the trace tells by how much the
 * gap gave way.
 *
 * @param group artist or album
 * @param gap number of positions, 0 or above; 0 changes nothing
 */
public record Spacing(Group group, int gap) implements FillRule {
    /** Checks the range. */
    public Spacing {
        Parameters.requireAtLeast("spacing", "gap", gap, 0);
    }

    /** Per credited artist. */
    public static Spacing ofArtists(int gap) {
        return new Spacing(Group.ARTIST, gap);
    }

    /** Per album. */
    public static Spacing ofAlbums(int gap) {
        return new Spacing(Group.ALBUM, gap);
    }

    @Override
    public String name() {
        return group.name().toLowerCase(Locale.ROOT) + "-spacing";
    }

    @Override
    public Constraint bind(Pool pool, RuleContext context, int k) {
        Catalog catalog = context.catalog();
        int[] placed = new int[Math.min(k, pool.size())];
        return new Constraint() {
            private int size;

            @Override
            public int degree(int i) {
                int t = pool.track(i);
                int reach = Math.min(gap, size);
                for (int distance = 1; distance <= reach; distance++) {
                    if (shareGroup(catalog, t, placed[size - distance])) {
                        return gap + 1 - distance;
                    }
                }
                return 0;
            }

            @Override
            public void place(int i) {
                placed[size++] = pool.track(i);
            }
        };
    }

    private boolean shareGroup(Catalog catalog, int t, int u) {
        int n = group.count(catalog, t);
        int m = group.count(catalog, u);
        for (int j = 0; j < n; j++) {
            int g = group.of(catalog, t, j);
            for (int l = 0; l < m; l++) {
                if (group.of(catalog, u, l) == g) {
                    return true;
                }
            }
        }
        return false;
    }
}
