package io.reco.transformer;

import io.reco.transformer.kernel.Floats;
import io.reco.transformer.kernel.TransformerKernels;

/** Vectors of items: a row of a table, plus the rows of the item's attributes in another if the model has them. */
final class VectorTable {
    private static final int[] NONE = new int[0];

    private final TransformerKernels kernels;
    private final ItemFeatures features;
    private final int dim;
    private final Floats table;
    private final Floats attributes;
    private final int mostAttributes;
    private int[] rows = NONE;

    /** @param sums whether attributes are added */
    VectorTable(
            TransformerKernels kernels, ItemFeatures features, int dim, Floats table, Floats attributes, boolean sums) {
        this.kernels = kernels;
        this.features = features;
        this.dim = dim;
        this.table = table;
        this.attributes = attributes;
        this.mostAttributes = sums ? features.maxAttributes() : 0;
    }

    /** Whether the vector of an item is its row alone. */
    boolean plain() {
        return mostAttributes == 0;
    }

    /** The table of rows. */
    Floats table() {
        return table;
    }

    /**
     * Writes the vector of each item; zeros for a negative one.
     *
     * @param ids not modified
     * @param y n x D; modified: set
     */
    void gather(int[] ids, int n, Floats y) {
        kernels.gather(table, 0, ids, n, dim, 1, y, false);
        for (int j = 0; j < mostAttributes; j++) {
            if (!features.attributes(j, ids, n, room(n))) {
                break;
            }
            kernels.gather(attributes, 0, rows, n, dim, 1, y, true);
        }
    }

    /**
     * Adds gradients of vectors to those of rows.
     *
     * @param dy n x D; not modified
     */
    void add(Floats dy, int[] ids, int n, RowGradients ofTable, RowGradients ofAttributes) {
        ofTable.add(dy, ids, n);
        for (int j = 0; j < mostAttributes; j++) {
            if (!features.attributes(j, ids, n, room(n))) {
                break;
            }
            ofAttributes.add(dy, rows, n);
        }
    }

    private int[] room(int n) {
        if (rows.length < n) {
            rows = new int[n];
        }
        return rows;
    }
}
