package io.reco.embeddings;

import io.reco.core.data.Dataset;
import io.reco.core.data.IdMap;
import io.reco.core.data.IntLists;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Entities in the order of a count, equal ones by id ascending, sorted once: O(n log n). Immutable and thread-safe.
 */
final class Popularity {
    private final IdMap ids;
    private final int[] counts;
    private final int[] order;

    /**
     * Sorts.
     *
     * @param counts one for each id; not copied, not modified
     */
    Popularity(IdMap ids, int[] counts) {
        this.ids = ids;
        this.counts = counts;
        int[] ranks = ids.codePointRanks();
        order = new int[counts.length];
        Arrays.setAll(order, i -> i);
        IntArrays.parallelQuickSort(
                order,
                (a, b) -> counts[a] != counts[b]
                        ? Integer.compare(counts[b], counts[a])
                        : Integer.compare(ranks[a], ranks[b]));
    }

    /** The tracks of a data set by the number of playlists that have them. */
    static Popularity inPlaylists(Dataset data) {
        int[] counts = new int[data.catalog().trackCount()];
        int[] last = new int[counts.length];
        IntLists tracks = data.playlists().tracks();
        for (int p = 0; p < tracks.rows(); p++) {
            for (int i = 0; i < tracks.length(p); i++) {
                int t = tracks.get(p, i);
                counts[t] += last[t] == p + 1 ? 0 : 1;
                last[t] = p + 1;
            }
        }
        return new Popularity(data.catalog().tracks(), counts);
    }

    int count(int entity) {
        return counts[entity];
    }

    /**
     * A list filled up to k with the first eligible entities that it does not have yet; see {@link Neighbours#filled}. Looks at
     * entities in order until k are eligible.
     *
     * @param found best first, all of them eligible; not modified
     */
    List<Neighbour> fill(List<Neighbour> found, int k, IntPredicate eligible) {
        if (found.size() >= k) {
            return found;
        }
        // Of the first k at most found.size() are in the list, so the others fill it.
        List<Neighbour> popular = new ArrayList<>();
        for (int i = 0; i < order.length && popular.size() < k; i++) {
            int entity = order[i];
            if (eligible.test(entity)) {
                popular.add(new Neighbour(ids.id(entity), counts[entity], Evidence.POPULARITY, List.of()));
            }
        }
        return Neighbours.filled(found, popular, k);
    }
}
