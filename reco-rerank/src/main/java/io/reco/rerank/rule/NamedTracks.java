package io.reco.rerank.rule;

import io.reco.core.data.Catalog;
import io.reco.core.data.IdMap;
import io.reco.core.data.IntLists;
import io.reco.rerank.RuleContext;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The tracks of these artists, albums, genres or tags, or these tracks, by raw id. Ids that the catalogue does not hold are
 * in no track. Resolved when first used with a catalogue, O(ids). Immutable and thread-safe.
 */
public final class NamedTracks implements TrackGroup {
    /** What the ids name. */
    public enum By {
        /** Tracks. */
        TRACK,
        /** Artists credited in any role. */
        ARTIST,
        /** Albums. */
        ALBUM,
        /** Any genre of a track. */
        GENRE,
        /** Any tag of a track. */
        TAG
    }

    private record Resolved(Catalog catalog, IntOpenHashSet indices) {}

    private final By by;
    private final Set<String> ids;
    private volatile @Nullable Resolved resolved;

    private NamedTracks(By by, Set<String> ids) {
        this.by = by;
        this.ids = ids;
    }

    /**
     * A group.
     *
     * @param by what the ids name
     * @param ids raw ids, at least one; copied
     */
    public static NamedTracks of(By by, Collection<String> ids) {
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("a group by " + by + " names no id");
        }
        return new NamedTracks(by, Set.copyOf(ids));
    }

    /** What the ids name. */
    public By by() {
        return by;
    }

    /** The ids. */
    public Set<String> ids() {
        return ids;
    }

    @Override
    public IntPredicate members(RuleContext context) {
        Catalog catalog = context.catalog();
        IntOpenHashSet indices = resolve(catalog);
        return switch (by) {
            case TRACK -> indices::contains;
            case ALBUM -> t -> indices.contains(catalog.album(t));
            case ARTIST ->
                t -> {
                    for (int j = 0; j < catalog.creditCount(t); j++) {
                        if (indices.contains(catalog.creditArtist(t, j))) {
                            return true;
                        }
                    }
                    return false;
                };
            case GENRE -> t -> containsAny(catalog.trackGenres(), t, indices);
            case TAG -> t -> containsAny(catalog.trackTags(), t, indices);
        };
    }

    private static boolean containsAny(IntLists lists, int t, IntOpenHashSet indices) {
        for (int j = 0; j < lists.length(t); j++) {
            if (indices.contains(lists.get(t, j))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<String> unknownIds(Catalog catalog) {
        IdMap all = all(catalog);
        return ids.stream().filter(id -> !all.contains(id)).sorted().toList();
    }

    private IdMap all(Catalog catalog) {
        return switch (by) {
            case TRACK -> catalog.tracks();
            case ARTIST -> catalog.artists();
            case ALBUM -> catalog.albums();
            case GENRE -> catalog.genres();
            case TAG -> catalog.tags();
        };
    }

    private IntOpenHashSet resolve(Catalog catalog) {
        Resolved known = resolved;
        if (known == null || known.catalog() != catalog) {
            IdMap all = all(catalog);
            IntOpenHashSet indices = new IntOpenHashSet(ids.size());
            for (String id : ids) {
                int index = all.indexOf(id);
                if (index != IdMap.ABSENT) {
                    indices.add(index);
                }
            }
            known = new Resolved(catalog, indices);
            resolved = known;
        }
        return known.indices();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NamedTracks group && group.by == by && group.ids.equals(ids);
    }

    @Override
    public int hashCode() {
        return 31 * by.hashCode() + ids.hashCode();
    }

    /** What and the ids in their order, the first five of them. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(by.name());
        String separator = " ";
        int shown = 0;
        for (String id : new TreeSet<>(ids)) {
            if (shown++ == 5) {
                return text.append(" and ")
                        .append(ids.size() - 5)
                        .append(" more")
                        .toString();
            }
            text.append(separator).append(id);
            separator = ", ";
        }
        return text.toString();
    }
}
