package io.reco.core.vector;

import java.util.BitSet;

/** Says which rows may be found by one query. Called from several threads at once, only for rows good enough to enter. */
@FunctionalInterface
public interface RowFilter {

    /** Returns whether the row may be among the hits. Must answer the same throughout a search. */
    boolean accepts(int row);

    /** Returns the filter that accepts every row. */
    static RowFilter all() {
        return row -> true;
    }

    /** Returns the filter that refuses the rows set in {@code excluded}, which is not copied. */
    static RowFilter excluding(BitSet excluded) {
        return row -> !excluded.get(row);
    }
}
