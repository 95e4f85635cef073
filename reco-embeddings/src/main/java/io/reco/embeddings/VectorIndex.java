package io.reco.embeddings;

import io.reco.core.data.IdMap;
import io.reco.core.vector.ExactSearch;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Metric;
import io.reco.core.vector.SearchHits;
import io.reco.core.vector.TopK;
import io.reco.core.vector.VectorSearch;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Entities of one kind (tracks, artists, playlists) of which some have a unit vector, a row, and the search for the nearest of
 * them. The search is exact unless another one is set. Immutable and thread-safe.
 */
public final class VectorIndex {
    private final IdMap ids;
    private final int[] entityOfRow;
    private final int[] rowOfEntity;
    private final int[] tieRanks;
    private final FloatMatrix unit;
    private final VectorSearch search;

    private VectorIndex(
            IdMap ids, int[] entityOfRow, int[] rowOfEntity, int[] tieRanks, FloatMatrix unit, VectorSearch search) {
        this.ids = ids;
        this.entityOfRow = entityOfRow;
        this.rowOfEntity = rowOfEntity;
        this.tieRanks = tieRanks;
        this.unit = unit;
        this.search = search;
    }

    /**
     * An index with exact search. Takes over the array and the matrix.
     *
     * @param ids of all entities
     * @param entityOfRow distinct indices of entities, one a row
     * @param unit rows of norm 1, or of zeros
     */
    public static VectorIndex of(IdMap ids, int[] entityOfRow, FloatMatrix unit) {
        if (entityOfRow.length != unit.rows()) {
            throw new IllegalArgumentException(
                    "entityOfRow has " + entityOfRow.length + " rows, the matrix " + unit.rows());
        }
        int[] rowOfEntity = new int[ids.size()];
        Arrays.fill(rowOfEntity, IdMap.ABSENT);
        int[] tieRanks = new int[entityOfRow.length];
        int[] ranks = ids.codePointRanks();
        for (int r = 0; r < entityOfRow.length; r++) {
            rowOfEntity[entityOfRow[r]] = r;
            tieRanks[r] = ranks[entityOfRow[r]];
        }
        VectorSearch exact = ExactSearch.of(unit, Metric.COSINE_OF_UNIT_ROWS).withTieRank(tieRanks);
        return new VectorIndex(ids, entityOfRow, rowOfEntity, tieRanks, unit, exact);
    }

    /**
     * A copy that finds the nearest with another search, for example an approximate one over the same rows.
     *
     * @param newSearch its rows are those of this index, in the same order
     */
    public VectorIndex withSearch(VectorSearch newSearch) {
        if (newSearch.rows() != unit.rows() || newSearch.dim() != unit.dim()) {
            throw new IllegalArgumentException("the search has " + newSearch.rows() + " rows of dimension "
                    + newSearch.dim() + ", the index " + unit.rows() + " of " + unit.dim());
        }
        return new VectorIndex(ids, entityOfRow, rowOfEntity, tieRanks, unit, newSearch);
    }

    /** Raw ids of all entities, those without a vector included. */
    public IdMap ids() {
        return ids;
    }

    /** Number of rows. */
    public int rows() {
        return unit.rows();
    }

    /** Row of an entity, or {@link IdMap#ABSENT}. */
    public int row(int entity) {
        return rowOfEntity[entity];
    }

    /** Entity of a row. */
    public int entity(int row) {
        return entityOfRow[row];
    }

    /** A copy of a row. */
    public float[] vector(int row) {
        float[] out = new float[unit.dim()];
        unit.copyRow(row, out, 0);
        return out;
    }

    /** The rows, of norm 1; shared, not to be modified. */
    public FloatMatrix unitMatrix() {
        return unit;
    }

    /** Raw id of the entity of a row. */
    String id(int row) {
        return ids.id(entityOfRow[row]);
    }

    /** Whether a row is not all zeros. */
    boolean hasDirection(int row) {
        float[] a = unit.array(row);
        int off = unit.offset(row);
        for (int i = 0; i < unit.dim(); i++) {
            if (a[off + i] != 0) {
                return true;
            }
        }
        return false;
    }

    /** Order of equal scores, by row; shared, not to be modified. */
    int[] tieRanks() {
        return tieRanks;
    }

    /**
     * The k nearest rows whose entity the predicate accepts, by cosine plus the row's term.
     *
     * @param query of any norm above 0
     * @param terms one a row, or empty for none
     */
    SearchHits nearest(float[] query, float[] terms, int k, IntPredicate eligible) {
        return nearest(FloatMatrix.copyOf(new float[][] {query}, query.length), terms, k, eligible);
    }

    /** As {@link #nearest(float[], float[], int, IntPredicate)}, by the best cosine with one of several queries of norm 1. */
    SearchHits nearest(FloatMatrix queries, float[] terms, int k, IntPredicate eligible) {
        TopK top = TopK.of(k, tieRanks);
        if (terms.length > 0) {
            BestCosines.walk(unit, queries, (from, count, best) -> {
                for (int i = 0; i < count; i++) {
                    float score = best[i] + terms[from + i];
                    if (score >= top.threshold() && eligible.test(entityOfRow[from + i])) {
                        top.push(from + i, score);
                    }
                }
            });
            return top.drain();
        }
        Map<Integer, Float> best = new HashMap<>();
        for (SearchHits hits : search.searchAll(queries, k, (query, row) -> eligible.test(entityOfRow[row]))) {
            for (int i = 0; i < hits.size(); i++) {
                best.merge(hits.row(i), hits.score(i), Math::max);
            }
        }
        best.forEach(top::push);
        return top.drain();
    }

    /** The k nearest rows for each query of norm 1; as {@link #nearest(float[], float[], int, IntPredicate)}. */
    List<SearchHits> nearestOfEach(FloatMatrix queries, float[] terms, int k, IntPredicate eligible) {
        if (terms.length == 0) {
            return search.searchAll(queries, k, (query, row) -> eligible.test(entityOfRow[row]));
        }
        SearchHits[] out = new SearchHits[queries.rows()];
        for (int q = 0; q < out.length; q++) {
            float[] query = new float[queries.dim()];
            queries.copyRow(q, query, 0);
            out[q] = nearest(query, terms, k, eligible);
        }
        return List.of(out);
    }
}
