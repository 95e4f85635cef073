package io.reco.core.vector;

/** Says which rows may be found by which query of a batch. Called from several threads at once. */
@FunctionalInterface
public interface BatchRowFilter {

    /**
     * Returns whether the row may be among the hits of a query. Must answer the same throughout a search.
     *
     * @param query index of the query in the batch
     */
    boolean accepts(int query, int row);

    /** Returns the filter that accepts every row for every query. */
    static BatchRowFilter all() {
        return (query, row) -> true;
    }
}
