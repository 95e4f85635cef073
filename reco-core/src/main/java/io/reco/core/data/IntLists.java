package io.reco.core.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Many short lists of ints in two arrays (CSR): row {@code i} is {@code values[offsets[i] .. offsets[i + 1])}. Immutable
 * and thread-safe.
 */
public final class IntLists {
    private final int[] offsets;
    private final int[] values;

    private IntLists(int[] offsets, int[] values) {
        this.offsets = offsets;
        this.values = values;
    }

    /** {@code rows} empty lists. */
    public static IntLists ofEmptyRows(int rows) {
        return new IntLists(new int[rows + 1], new int[0]);
    }

    /** These rows. */
    public static IntLists of(int[]... rows) {
        Builder builder = new Builder();
        for (int i = 0; i < rows.length; i++) {
            builder.set(i, rows[i]);
        }
        return builder.build(rows.length);
    }

    /** Number of rows. */
    public int rows() {
        return offsets.length - 1;
    }

    /** Number of values in all rows. */
    public int totalLength() {
        return values.length;
    }

    /** Length of a row. */
    public int length(int row) {
        return offsets[row + 1] - offsets[row];
    }

    /** Value {@code j} of a row. */
    public int get(int row, int j) {
        if (j < 0 || j >= length(row)) {
            throw new IndexOutOfBoundsException("position " + j + " is not in [0, " + length(row) + ")");
        }
        return values[offsets[row] + j];
    }

    /** Where a row begins among all values: the address of a value in a column that runs beside this one. */
    int start(int row) {
        return offsets[row];
    }

    /** A copy of a row. */
    public int[] toArray(int row) {
        return Arrays.copyOfRange(values, offsets[row], offsets[row + 1]);
    }

    /** Whether a row holds the value. O(length). */
    public boolean contains(int row, int value) {
        for (int i = offsets[row]; i < offsets[row + 1]; i++) {
            if (values[i] == value) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IntLists that
                && Arrays.equals(offsets, that.offsets)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(offsets) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "IntLists[" + rows() + " rows, " + values.length + " values]";
    }

    /** Collects rows in any order; a row that is never set is empty. Not thread-safe. */
    static final class Builder {
        private int[] starts = new int[16];
        private int[] lengths = new int[16];
        private int[] pool = new int[64];
        private int used;

        /** Sets a row; setting it again replaces it. */
        void set(int row, int... values) {
            if (row >= starts.length) {
                int bigger = Growth.length(starts.length, row, 1, "lists");
                starts = Arrays.copyOf(starts, bigger);
                lengths = Arrays.copyOf(lengths, bigger);
            }
            if (pool.length - used < values.length) {
                pool = Arrays.copyOf(pool, Growth.length(pool.length, used, values.length, "values of lists"));
            }
            System.arraycopy(values, 0, pool, used, values.length);
            starts[row] = used;
            lengths[row] = values.length;
            used += values.length;
        }

        /** The lists of rows {@code 0..rows-1}. */
        IntLists build(int rows) {
            int[] offsets = new int[rows + 1];
            for (int i = 0; i < rows; i++) {
                offsets[i + 1] = offsets[i] + (i < lengths.length ? lengths[i] : 0);
            }
            int[] values = new int[offsets[rows]];
            for (int i = 0; i < rows; i++) {
                for (int j = offsets[i]; j < offsets[i + 1]; j++) {
                    values[j] = pool[starts[i] + j - offsets[i]];
                }
            }
            return new IntLists(offsets, values);
        }
    }
}
