package io.reco.embeddings.index;

import io.github.jbellis.jvector.util.Bits;
import io.reco.core.vector.RowFilter;

/**
 * A filter that gives up: after so many questions it accepts everything, which lets the walk through the graph end at once,
 * and says so.
 */
final class BoundedFilter implements Bits {
    private final RowFilter filter;
    private int left;

    BoundedFilter(RowFilter filter, int questions) {
        this.filter = filter;
        this.left = questions;
    }

    @Override
    public boolean get(int row) {
        return left == 0 || (--left >= 0 && filter.accepts(row));
    }

    boolean gaveUp() {
        return left == 0;
    }
}
