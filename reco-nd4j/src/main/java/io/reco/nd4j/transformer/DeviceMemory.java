package io.reco.nd4j.transformer;

import io.reco.transformer.kernel.AdamStep;
import io.reco.transformer.kernel.TransformerKernels;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * For any backend, CUDA in particular: nothing but array operations, so that floats stay on the device. Sums that meet in one row
 * are added in any order. Was run on the processor only.
 */
final class DeviceMemory implements Memory {
    /** Floats that are converted to doubles at once. */
    private static final int CHUNK = 1 << 20;

    @Override
    public Nd4jFloats allocate(int n) {
        return new Nd4jFloats(n);
    }

    /** Gathers rows into {@code into}, or floats of a vector into a vector. */
    private static void gather(INDArray table, INDArray rows, INDArray into) {
        Nd4j.exec(DynamicCustomOp.builder("gather")
                .addInputs(table, rows)
                .addOutputs(into)
                .addIntegerArguments(0)
                .build());
    }

    /** With the lock argument: without it, updates of a row that occurs several times may be lost. */
    private static void scatter(String operation, INDArray table, INDArray rows, INDArray updates) {
        Nd4j.exec(DynamicCustomOp.builder(operation)
                .addInputs(table, rows, updates)
                .addOutputs(table)
                .addBooleanArguments(true)
                .build());
    }

    private static INDArray floats(long... shape) {
        return Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
    }

    /** All rows of a table from some float on. */
    private static INDArray table(Nd4jFloats table, int at, int stride) {
        return table.rows(at, (table.length() - at) / stride, stride);
    }

    @Override
    public void gather(
            Nd4jFloats table, int tableAt, int[] rows, int n, int dim, float scale, Nd4jFloats y, boolean add) {
        if (n == 0) {
            return;
        }
        int stride = TransformerKernels.stride(dim);
        int[] known = new int[n];
        int[] none = new int[n];
        int absent = 0;
        for (int i = 0; i < n; i++) {
            known[i] = Math.max(0, rows[i]);
            if (rows[i] < 0) {
                none[absent++] = i;
            }
        }
        INDArray target = y.rows(0, n, stride);
        try (INDArray index = Nd4j.createFromArray(known);
                INDArray gathered = floats(n, stride)) {
            gather(table(table, tableAt, stride), index, gathered);
            if (absent > 0) {
                try (INDArray absentIndex = Nd4j.createFromArray(Arrays.copyOf(none, absent));
                        INDArray zeros = Nd4j.create(DataType.FLOAT, absent, stride)) {
                    scatter("scatter_upd", gathered, absentIndex, zeros);
                }
            }
            if (scale != 1) {
                gathered.muli(scale);
            }
            if (add) {
                target.addi(gathered);
            } else {
                target.assign(gathered);
            }
        }
    }

    @Override
    public void scatterAdd(Nd4jFloats dy, int[] rows, int n, int dim, float scale, Nd4jFloats table, int tableAt) {
        int stride = TransformerKernels.stride(dim);
        int[] from = new int[n];
        int[] to = new int[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (rows[i] >= 0) {
                from[count] = i;
                to[count++] = rows[i];
            }
        }
        if (count == 0) {
            return;
        }
        try (INDArray fromIndex = Nd4j.createFromArray(Arrays.copyOf(from, count));
                INDArray toIndex = Nd4j.createFromArray(Arrays.copyOf(to, count));
                INDArray updates = floats(count, stride)) {
            if (count == n) {
                updates.assign(dy.rows(0, n, stride));
            } else {
                gather(dy.rows(0, n, stride), fromIndex, updates);
            }
            if (scale != 1) {
                updates.muli(scale);
            }
            scatter("scatter_add", table(table, tableAt, stride), toIndex, updates);
        }
    }

    @Override
    public void sparseAdam(
            Nd4jFloats w, Nd4jFloats m, Nd4jFloats v, int[] rows, int n, int dim, Nd4jFloats g, AdamStep step) {
        if (n == 0) {
            return;
        }
        int stride = TransformerKernels.stride(dim);
        Nd4jFloats[] tables = {w, m, v};
        INDArray[] parts = {floats(n, stride), floats(n, stride), floats(n, stride)};
        try (INDArray index = Nd4j.createFromArray(Arrays.copyOf(rows, n));
                INDArray room = floats(n, stride)) {
            for (int i = 0; i < 3; i++) {
                gather(table(tables[i], 0, stride), index, parts[i]);
            }
            AdamArrays.step(parts[0], parts[1], parts[2], g.rows(0, n, stride), step, room);
            for (int i = 0; i < 3; i++) {
                scatter("scatter_upd", table(tables[i], 0, stride), index, parts[i]);
            }
        } finally {
            for (INDArray part : parts) {
                part.close();
            }
        }
    }

    @Override
    public double squaredNorm(Nd4jFloats x, int at, int n) {
        double sum = 0;
        for (int from = 0; from < n; from += CHUNK) {
            try (INDArray chunk =
                    x.vector((long) at + from, Math.min(CHUNK, n - from)).castTo(DataType.DOUBLE)) {
                chunk.muli(chunk);
                sum += chunk.sumNumber().doubleValue();
            }
        }
        return sum;
    }

    @Override
    public void set(Nd4jFloats x, int[] positions, int n, float value) {
        if (n == 0) {
            return;
        }
        try (INDArray index = Nd4j.createFromArray(Arrays.copyOf(positions, n));
                INDArray values = Nd4j.valueArrayOf(new long[] {n}, value, DataType.FLOAT)) {
            scatter("scatter_upd", x.array(), index, values);
        }
    }

    @Override
    public void addEntries(Nd4jFloats table, int[] entries, Nd4jFloats x) {
        int[] known = new int[entries.length];
        int none = table.length();
        for (int i = 0; i < known.length; i++) {
            known[i] = entries[i] < 0 ? none : entries[i];
        }
        try (INDArray index = Nd4j.createFromArray(known);
                INDArray terms = Nd4j.create(DataType.FLOAT, none + 1L);
                INDArray gathered = floats(known.length)) {
            terms.get(NDArrayIndex.interval(0, none)).assign(table.vector(0, none));
            gather(terms, index, gathered);
            x.vector(0, known.length).addi(gathered);
        }
    }

    @Override
    public void scatterEntries(Nd4jFloats x, int[] entries, Nd4jFloats table) {
        int[] known = new int[entries.length];
        int none = table.length();
        for (int i = 0; i < known.length; i++) {
            known[i] = entries[i] < 0 ? none : entries[i];
        }
        try (INDArray index = Nd4j.createFromArray(known);
                INDArray sums = Nd4j.create(DataType.FLOAT, none + 1L)) {
            scatter("scatter_add", sums, index, x.vector(0, known.length));
            table.vector(0, none).addi(sums.get(NDArrayIndex.interval(0, none)));
        }
    }

    @Override
    public void close() {
        // Nothing is kept.
    }
}
