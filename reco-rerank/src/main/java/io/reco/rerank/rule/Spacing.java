package io.reco.rerank.rule;

import io.reco.core.data.Catalog;
import io.reco.rerank.FillRule;
import io.reco.rerank.JustPlayed;
import io.reco.rerank.Pool;
import io.reco.rerank.RuleContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tracks of one artist (any credit), or of one album, apart: a track may not stand within {@code gap} positions after
 * another one of the same group. On a dead end the gap is relaxed by one, and by one again, until a candidate fits: so the
 * one whose group was placed longest ago comes next, the better ranked one of equals, and the trace tells by how much the
 * gap gave way. Tracks in fixed positions keep their distance on both sides; {@link RuleContext#justPlayed} stands in front
 * of the list.
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
    public boolean refuses() {
        return false;
    }

    @Override
    public Constraint bind(Pool pool, RuleContext context, int k) {
        Catalog catalog = context.catalog();
        int room = Math.min(k, pool.size());
        JustPlayed played = context.justPlayed();
        int offset = Math.min(gap, played.size());
        int[] placed = new int[offset + room];
        for (int j = 0; j < offset; j++) {
            placed[j] = played.track(played.size() - offset + j);
        }
        return new Constraint() {
            private int size = offset;
            /** By position, tracks to come + 1; null while there are none. */
            private int @Nullable [] toCome;

            @Override
            public int degree(int i) {
                int t = pool.track(i);
                int reach = Math.min(gap, size);
                int degree = 0;
                for (int distance = 1; distance <= reach && degree == 0; distance++) {
                    if (shareGroup(catalog, t, placed[size - distance])) {
                        degree = gap + 1 - distance;
                    }
                }
                return toCome == null ? degree : Math.max(degree, clashToCome(toCome, t));
            }

            private int clashToCome(int[] tracks, int t) {
                for (int distance = 1; distance <= gap && size + distance < tracks.length; distance++) {
                    int u = tracks[size + distance] - 1;
                    if (u >= 0 && shareGroup(catalog, t, u)) {
                        return gap + 1 - distance;
                    }
                }
                return 0;
            }

            @Override
            public void place(int i) {
                placed[size++] = pool.track(i);
            }

            @Override
            public boolean reserve(int i, int position) {
                int[] tracks = toCome == null ? new int[offset + room] : toCome;
                if (offset + position < tracks.length) {
                    tracks[offset + position] = pool.track(i) + 1;
                }
                toCome = tracks;
                return false;
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
