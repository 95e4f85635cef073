package io.reco.embeddings;

import io.reco.core.data.IdMap;
import io.reco.core.recommend.Scored;
import io.reco.core.vector.ExactSearch;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Metric;
import io.reco.core.vector.SearchHits;
import io.reco.core.vector.TopK;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** Entities of one kind (tracks, artists, playlists) of which some have a unit vector, and exact search by cosine. */
final class VectorIndex {
    private final IdMap ids;
    private final int[] entityOfRow;
    private final int[] rowOfEntity;
    private final int[] tieRanks;
    private final FloatMatrix unit;
    private final ExactSearch search;

    /**
     * Takes over both.
     *
     * @param ids of all entities
     * @param entityOfRow distinct indices of entities, one a row
     * @param unit rows of norm 1
     */
    VectorIndex(IdMap ids, int[] entityOfRow, FloatMatrix unit) {
        this.ids = ids;
        this.entityOfRow = entityOfRow;
        this.unit = unit;
        rowOfEntity = new int[ids.size()];
        Arrays.fill(rowOfEntity, IdMap.ABSENT);
        tieRanks = new int[entityOfRow.length];
        int[] ranks = ids.codePointRanks();
        for (int r = 0; r < entityOfRow.length; r++) {
            rowOfEntity[entityOfRow[r]] = r;
            tieRanks[r] = ranks[entityOfRow[r]];
        }
        search = ExactSearch.of(unit, Metric.COSINE_OF_UNIT_ROWS).withTieRank(tieRanks);
    }

    IdMap ids() {
        return ids;
    }

    /** Row of an entity, or {@link IdMap#ABSENT}. */
    int row(int entity) {
        return rowOfEntity[entity];
    }

    /** A copy of a row. */
    float[] vector(int row) {
        float[] out = new float[unit.dim()];
        unit.copyRow(row, out, 0);
        return out;
    }

    /** The k nearest entities for which the predicate holds, by cosine. */
    List<Scored> nearest(float[] query, int k, IntPredicate eligible) {
        requireK(k);
        return scored(search.search(query, k, row -> eligible.test(entityOfRow[row])));
    }

    /** As {@link #nearest(float[], int, IntPredicate)}, by the best cosine with one of several queries. */
    List<Scored> nearest(FloatMatrix queries, int k, IntPredicate eligible) {
        requireK(k);
        Map<Integer, Float> best = new HashMap<>();
        for (SearchHits hits : search.searchAll(queries, k, (query, row) -> eligible.test(entityOfRow[row]))) {
            for (int i = 0; i < hits.size(); i++) {
                best.merge(hits.row(i), hits.score(i), Math::max);
            }
        }
        TopK top = TopK.of(k, tieRanks);
        best.forEach(top::push);
        return scored(top.drain());
    }

    private List<Scored> scored(SearchHits hits) {
        List<Scored> out = new ArrayList<>(hits.size());
        for (int i = 0; i < hits.size(); i++) {
            out.add(new Scored(ids.id(entityOfRow[hits.row(i)]), hits.score(i)));
        }
        return List.copyOf(out);
    }

    private static void requireK(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k " + k + " is not 1 or above");
        }
    }
}
