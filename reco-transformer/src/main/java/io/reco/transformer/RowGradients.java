package io.reco.transformer;

import io.reco.transformer.kernel.AdamStep;
import io.reco.transformer.kernel.Floats;
import io.reco.transformer.kernel.TransformerKernels;
import java.util.Arrays;

/**
 * The gradient of a table of R rows, of which a batch touches few: the distinct rows touched, in the order in which they came
 * up, and a gradient for each. Memory grows to the most rows touched at once and is reused; the map from row to place costs 4
 * bytes for each row of the table, which is 1/64 of the table at 64 components and beats a hash table in speed.
 *
 * <p>Or <em>dense</em>, one gradient for each row of the table, when all are touched anyway (full softmax). Not thread-safe.
 */
public final class RowGradients {
    private static final int[] NONE = new int[0];

    private final TransformerKernels kernels;
    private final int tableRows;
    private final int dim;
    private final int stride;
    private final boolean dense;
    private final int[] placeOf; // row -> place + 1; 0: not touched
    private int[] rows = NONE;
    private int[] places = NONE;
    private int count;
    private Floats values;

    RowGradients(TransformerKernels kernels, int tableRows, int dim, boolean dense) {
        this.kernels = kernels;
        this.tableRows = tableRows;
        this.dim = dim;
        this.stride = TransformerKernels.stride(dim);
        this.dense = dense;
        this.placeOf = dense ? NONE : new int[tableRows];
        this.values = kernels.allocate(dense ? Math.multiplyExact(tableRows, stride) : 0);
        if (dense) {
            count = tableRows;
        }
    }

    /** Whether row i of {@link #values} is row i of the table. */
    public boolean dense() {
        return dense;
    }

    /** Number of gradients: of rows touched, or of all rows if dense. */
    public int count() {
        return count;
    }

    /**
     * The row of the table that each gradient is for, {@link #count} of them; not to be modified.
     *
     * @throws IllegalStateException if dense
     */
    public int[] rows() {
        if (dense) {
            throw new IllegalStateException("a dense gradient has all rows");
        }
        return rows;
    }

    /** {@link #count} x S: the gradients. */
    public Floats values() {
        return values;
    }

    /**
     * Adds {@code dy[i]} to the gradient of {@code ids[i]}, in the order of i.
     *
     * @param dy n x D; not modified
     * @param ids rows of the table; negative ones are left out; not modified
     */
    void add(Floats dy, int[] ids, int n) {
        kernels.scatterAdd(dy, dense ? ids : places(ids, n), n, dim, 1, values, 0);
    }

    /** Adds the gradients of another of the same shape, in its order. */
    void add(RowGradients other) {
        if (other.dense != dense || other.tableRows != tableRows || other.dim != dim) {
            throw new IllegalArgumentException("gradients of different shapes: " + this + " and " + other);
        }
        if (other.count == 0) {
            return;
        }
        if (dense) {
            kernels.axpy(1, other.values, tableRows * stride, values);
        } else {
            add(other.values, other.rows, other.count);
        }
    }

    /** The place of each row, new places being zero. */
    private int[] places(int[] ids, int n) {
        if (places.length < n) {
            places = new int[n + n / 2];
        }
        int known = count;
        for (int i = 0; i < n; i++) {
            places[i] = ids[i] < 0 ? -1 : place(ids[i]);
        }
        if (count > known && count * (long) stride > values.length()) {
            grow(known);
        }
        return places;
    }

    private int place(int id) {
        int place = placeOf[id];
        if (place == 0) {
            if (count == rows.length) {
                rows = Arrays.copyOf(rows, Math.min(tableRows, Math.max(64, count + count / 2)));
            }
            rows[count] = id;
            place = ++count;
            placeOf[id] = place;
        }
        return place - 1;
    }

    private void grow(int known) {
        long length = Math.max(count, Math.min(tableRows, count + count / 2L)) * stride;
        Floats bigger = kernels.allocate((int) Math.min(length, (long) tableRows * stride));
        if (known > 0) {
            kernels.axpy(1, values, known * stride, bigger);
        }
        values = bigger;
    }

    /** Forgets all gradients. O(rows touched). */
    void clear() {
        if (count > 0) {
            values.fill(0, count * stride, 0);
        }
        if (!dense) {
            for (int i = 0; i < count; i++) {
                placeOf[rows[i]] = 0;
            }
            count = 0;
        }
    }

    /** Sum of squares. */
    double squaredNorm() {
        return count == 0 ? 0 : kernels.squaredNorm(values, 0, count * stride);
    }

    /** One step of Adam for the rows that have a gradient. */
    void adam(Floats w, Floats m, Floats v, AdamStep step) {
        if (count == 0) {
            return;
        }
        if (dense) {
            kernels.adam(w, m, v, values, 0, tableRows * stride, step);
        } else {
            kernels.sparseAdam(w, m, v, rows, count, dim, values, step);
        }
    }

    @Override
    public String toString() {
        return (dense ? "dense" : "sparse") + " gradients of " + tableRows + " rows of " + dim;
    }
}
