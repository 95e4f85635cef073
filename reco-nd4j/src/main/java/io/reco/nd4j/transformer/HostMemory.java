package io.reco.nd4j.transformer;

import io.reco.transformer.kernel.AdamStep;
import io.reco.transformer.kernel.TransformerKernels;
import java.util.Arrays;

/** For nd4j-native: rows are copied to the heap, changed in plain loops and copied back, in the order in which they are named. */
final class HostMemory implements Memory {
    /** Floats that are read at once for a sum. */
    private static final int CHUNK = 1 << 14;

    private final Room room = new Room(this::allocate);
    /** Rows of a matrix. */
    private float[] many = {};
    /** Rows of w, m and v. */
    private float[] row = {};

    @Override
    public HostFloats allocate(int n) {
        return new HostFloats(n);
    }

    private static HostFloats host(Nd4jFloats floats) {
        return (HostFloats) floats;
    }

    private float[] many(int n) {
        if (many.length < n) {
            many = new float[n];
        }
        return many;
    }

    private float[] row(int n) {
        if (row.length < n) {
            row = new float[n];
        }
        return row;
    }

    @Override
    public void gather(
            Nd4jFloats table, int tableAt, int[] rows, int n, int dim, float scale, Nd4jFloats y, boolean add) {
        int stride = TransformerKernels.stride(dim);
        float[] gathered = many(n * stride);
        HostFloats from = host(table);
        for (int i = 0; i < n; i++) {
            if (rows[i] >= 0) {
                from.get(tableAt + rows[i] * stride, gathered, i * stride, stride);
            } else {
                Arrays.fill(gathered, i * stride, (i + 1) * stride, 0);
            }
        }
        if (scale != 1) {
            for (int i = 0; i < n * stride; i++) {
                gathered[i] *= scale;
            }
        }
        if (add && n > 0) {
            Nd4jFloats copy = room.of(n * stride);
            copy.write(0, gathered, 0, n * stride);
            y.vector(0, n * stride).addi(copy.vector(0, n * stride));
        } else {
            y.write(0, gathered, 0, n * stride);
        }
    }

    @Override
    public void scatterAdd(Nd4jFloats dy, int[] rows, int n, int dim, float scale, Nd4jFloats table, int tableAt) {
        int stride = TransformerKernels.stride(dim);
        float[] updates = many(n * stride);
        dy.read(0, updates, 0, n * stride);
        float[] sum = row(stride);
        HostFloats to = host(table);
        for (int i = 0; i < n; i++) {
            if (rows[i] >= 0) {
                int at = tableAt + rows[i] * stride;
                to.get(at, sum, 0, stride);
                for (int c = 0; c < dim; c++) {
                    sum[c] += scale * updates[i * stride + c];
                }
                to.put(at, sum, 0, stride);
            }
        }
    }

    @Override
    public void sparseAdam(
            Nd4jFloats w, Nd4jFloats m, Nd4jFloats v, int[] rows, int n, int dim, Nd4jFloats g, AdamStep step) {
        int stride = TransformerKernels.stride(dim);
        float[] gradients = many(n * stride);
        g.read(0, gradients, 0, n * stride);
        float[] three = row(3 * stride);
        float meanFactor = step.meanFactor();
        float squareFactor = step.squareFactor();
        for (int i = 0; i < n; i++) {
            int at = rows[i] * stride;
            host(w).get(at, three, 0, stride);
            host(m).get(at, three, stride, stride);
            host(v).get(at, three, 2 * stride, stride);
            update(three, stride, gradients, i * stride, dim, step, meanFactor, squareFactor);
            host(w).put(at, three, 0, stride);
            host(m).put(at, three, stride, stride);
            host(v).put(at, three, 2 * stride, stride);
        }
    }

    private static void update(
            float[] three,
            int stride,
            float[] g,
            int at,
            int dim,
            AdamStep step,
            float meanFactor,
            float squareFactor) {
        float beta1 = step.beta1();
        float beta2 = step.beta2();
        float scale = step.scale();
        float rate = step.rate();
        float epsilon = step.epsilon();
        float decay = step.decay();
        for (int c = 0; c < dim; c++) {
            float gradient = g[at + c] * scale;
            float mean = beta1 * three[stride + c] + (1 - beta1) * gradient;
            float square = beta2 * three[2 * stride + c] + (1 - beta2) * gradient * gradient;
            three[stride + c] = mean;
            three[2 * stride + c] = square;
            float change = mean * meanFactor / ((float) Math.sqrt(square * squareFactor) + epsilon);
            three[c] -= rate * (change + decay * three[c]);
        }
    }

    @Override
    public double squaredNorm(Nd4jFloats x, int at, int n) {
        float[] chunk = many(Math.min(n, CHUNK));
        double sum = 0;
        for (int from = 0; from < n; from += CHUNK) {
            int length = Math.min(CHUNK, n - from);
            x.read(at + from, chunk, 0, length);
            sum += squares(chunk, length);
        }
        return sum;
    }

    /** Four sums side by side: additions of one sum wait for each other. */
    private static double squares(float[] x, int n) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 4 <= n; i += 4) {
            a += (double) x[i] * x[i];
            b += (double) x[i + 1] * x[i + 1];
            c += (double) x[i + 2] * x[i + 2];
            d += (double) x[i + 3] * x[i + 3];
        }
        for (; i < n; i++) {
            a += (double) x[i] * x[i];
        }
        return a + b + (c + d);
    }

    @Override
    public void set(Nd4jFloats x, int[] positions, int n, float value) {
        float[] one = {value};
        for (int i = 0; i < n; i++) {
            host(x).put(positions[i], one, 0, 1);
        }
    }

    @Override
    public void addEntries(Nd4jFloats table, int[] entries, Nd4jFloats x) {
        float[] values = many(entries.length);
        float[] terms = row(table.length());
        x.read(0, values, 0, entries.length);
        table.read(0, terms, 0, table.length());
        for (int i = 0; i < entries.length; i++) {
            if (entries[i] >= 0) {
                values[i] += terms[entries[i]];
            }
        }
        x.write(0, values, 0, entries.length);
    }

    @Override
    public void scatterEntries(Nd4jFloats x, int[] entries, Nd4jFloats table) {
        float[] values = many(entries.length);
        double[] sums = new double[table.length()];
        x.read(0, values, 0, entries.length);
        for (int i = 0; i < entries.length; i++) {
            if (entries[i] >= 0) {
                sums[entries[i]] += values[i];
            }
        }
        float[] terms = row(table.length());
        table.read(0, terms, 0, table.length());
        for (int i = 0; i < sums.length; i++) {
            terms[i] += (float) sums[i];
        }
        table.write(0, terms, 0, table.length());
    }

    @Override
    public void close() {
        room.close();
    }
}
