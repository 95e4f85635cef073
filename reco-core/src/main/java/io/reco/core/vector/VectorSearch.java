package io.reco.core.vector;

import java.util.List;

/**
 * The best rows of a set of vectors for a query: one interface for exact search over floats, exact search over bytes, and
 * approximate indexes.
 *
 * <p>Hits are ordered by score descending, then by rank ascending; the rank of a row is its index, unless the implementation
 * was given other ranks. A row with score negative infinity is never a hit.
 *
 * <p>Filters are part of the search, not applied to its answer: exactly k hits come back whenever the filter accepts k rows,
 * otherwise all accepted rows. This holds for approximate implementations too. What is approximate there is <em>which</em> of
 * the accepted rows come back, and only that: scores are those of the rows returned, as exact as the implementation says.
 *
 * <p>Implementations are safe for use by several threads as long as nobody writes to the vectors.
 */
public interface VectorSearch {

    /** Returns the number of rows; row indices are in [0, rows). */
    int rows();

    /** Returns the number of components of a row and of a query. */
    int dim();

    /** Returns what a query and a row score together. */
    Metric metric();

    /**
     * Returns the k best rows that the filter accepts.
     *
     * @param query finite components, {@link #dim} of them; not modified
     * @param k at least 0
     * @throws IllegalArgumentException for a query of another length or with a component that is not finite, or a negative k
     */
    SearchHits search(float[] query, int k, RowFilter filter);

    /**
     * Returns, for each query, the k best rows that the filter accepts for it, in the order of the queries.
     *
     * @param queries one query a row, finite, of dimension {@link #dim}; not modified
     * @param k at least 0
     * @throws IllegalArgumentException as {@link #search(float[], int, RowFilter)}
     */
    List<SearchHits> searchAll(FloatMatrix queries, int k, BatchRowFilter filter);

    /** Returns the k best rows for a query. */
    default SearchHits search(float[] query, int k) {
        return search(query, k, RowFilter.all());
    }

    /** Returns the k best rows for each query. */
    default List<SearchHits> searchAll(FloatMatrix queries, int k) {
        return searchAll(queries, k, BatchRowFilter.all());
    }
}
