package io.reco.nd4j.transformer;

import io.reco.nd4j.transformer.AttentionGroups.Group;
import io.reco.transformer.kernel.AttentionDropout;
import io.reco.transformer.kernel.TimeBias;
import io.reco.transformer.kernel.TransformerKernels;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.same.Max;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Attention, group by group of {@link AttentionGroups}; parameters as of {@link TransformerKernels}. Heads are views of the rows of q, k
 * and v; nothing is transposed in memory. The backward computes the weights anew.
 */
final class Nd4jAttention {
    private final Memory memory;
    private final Room joined;
    private final Room joinedGradient;
    private final Room attended;
    private final Room attendedGradient;
    private final Room weights;
    private final Room gradients;
    private final Room factors;
    private final Room dropped;
    private final Room columns;
    private final Room deltas;
    private final Room headSums;
    private int headSumsDim;
    private int headSumsHeads;
    private @Nullable AttentionGroups groups;

    Nd4jAttention(Memory memory) {
        this.memory = memory;
        joined = new Room(memory::allocate);
        joinedGradient = new Room(memory::allocate);
        attended = new Room(memory::allocate);
        attendedGradient = new Room(memory::allocate);
        weights = new Room(memory::allocate);
        gradients = new Room(memory::allocate);
        factors = new Room(memory::allocate);
        dropped = new Room(memory::allocate);
        columns = new Room(memory::allocate);
        deltas = new Room(memory::allocate);
        headSums = new Room(memory::allocate);
    }

    /** What does not change within a call. */
    private record Shape(
            int dim,
            int heads,
            boolean causal,
            @Nullable TimeBias bias,
            @Nullable AttentionDropout dropout) {
        int stride() {
            return TransformerKernels.stride(dim);
        }

        double scale() {
            return 1 / Math.sqrt(dim / heads);
        }

        /** Heads of rows of {@code parts} strides: B x H x L x D/H. */
        INDArray heads(Nd4jFloats floats, int firstRow, Group group, int part, int parts) {
            int width = dim / heads;
            long row = (long) parts * stride();
            return floats.view(
                    firstRow * row + (long) part * stride(),
                    new long[] {group.sequences(), heads, group.length(), width},
                    new long[] {group.length() * row, width, row, 1});
        }

        /** B x H x L x L. */
        INDArray pairs(Nd4jFloats floats, Group group) {
            long length = group.length();
            return floats.view(0, new long[] {group.sequences(), heads, length, length}, new long[] {
                heads * length * length, length * length, length, 1
            });
        }

        /** Tokens of all heads: B H L. */
        int queries(Group group) {
            return group.sequences() * heads * group.length();
        }
    }

    private AttentionGroups groups(int[] starts, int sequences, Shape shape) {
        AttentionGroups current = groups;
        if (current == null || !current.fit(starts, sequences, shape.heads, shape.causal)) {
            if (current != null) {
                current.close();
            }
            current = new AttentionGroups(starts, sequences, shape.heads, shape.causal, memory);
            groups = current;
        }
        return current;
    }

    void forward(
            Nd4jFloats qkv,
            int[] starts,
            int sequences,
            int dim,
            int heads,
            boolean causal,
            @Nullable TimeBias bias,
            @Nullable AttentionDropout dropout,
            Nd4jFloats out,
            Nd4jFloats logSums) {
        Shape shape = new Shape(dim, heads, causal, bias, dropout);
        int n = starts[sequences];
        int stride = shape.stride();
        AttentionGroups all = groups(starts, sequences, shape);
        if (dim < stride || !all.sideBySide()) {
            out.fill(0, n * stride, 0);
        }
        logSums.fill(0, n * heads, 0);
        for (Group group : all.groups) {
            boolean inPlace = group.sideBySide();
            int tokens = group.rows().length;
            int first = inPlace ? group.firstRow() : 0;
            Nd4jFloats input = inPlace ? qkv : padded(qkv, group, 3 * stride, joined);
            Nd4jFloats output = inPlace ? out : zeros(attended, tokens * stride);

            INDArray logits = logits(shape, group, input, first);
            int queries = shape.queries(group);
            Nd4jFloats room = columns.of(2 * queries);
            INDArray rows = weights.of(queries * group.length()).rows(0, queries, group.length());
            INDArray sums = room.vector(0, queries);
            INDArray largest = room.vector(queries, queries);
            // With p = exp(z - log sum) of the largest logit z of a row, p at least 1 / L: log sum = z - log p.
            Nd4j.exec(new Max(rows, sums, false, 1));
            softmax(group, shape, logits);
            Nd4j.exec(new Max(rows, largest, false, 1));
            Nd4j.exec(new Log(largest, largest));
            sums.subi(largest);
            memory.scatterEntries(room, group.entries(heads), logSums);

            INDArray factorsOfWeights = factors(shape, group);
            if (factorsOfWeights != null) {
                logits.muli(factorsOfWeights);
            }
            Ops.product(logits, shape.heads(input, first, group, 2, 3), shape.heads(output, first, group, 0, 1));
            if (!inPlace) {
                memory.scatterAdd(output, group.rows(), tokens, stride, 1, out, 0);
            }
        }
    }

    /** Logits with bias and mask. */
    private INDArray logits(Shape shape, Group group, Nd4jFloats input, int first) {
        int length = group.length();
        int queries = shape.queries(group);
        Nd4jFloats room = weights.of(queries * length);
        INDArray logits = shape.pairs(room, group);
        INDArray q = shape.heads(input, first, group, 0, 3);
        INDArray k = shape.heads(input, first, group, 1, 3);
        Ops.product(q, false, k, true, shape.scale(), 0, logits);
        TimeBias bias = shape.bias;
        if (bias != null) {
            memory.addEntries((Nd4jFloats) bias.table(), entries(shape, bias, group), room);
        }
        Nd4jFloats mask = group.mask();
        if (mask != null && shape.causal) {
            INDArray heads = room.rows(0, queries / length, length * length);
            Ops.add(heads, mask.rows(0, 1, length * length), heads);
        } else if (mask != null) {
            INDArray heads = cube(room, queries / length, length);
            INDArray keys = mask.view(0, new long[] {queries / length, 1, length}, new long[] {length, length, 1});
            Ops.add(heads, keys, heads);
        }
        return logits;
    }

    private static INDArray cube(Nd4jFloats room, int count, int length) {
        return room.view(0, new long[] {count, length, length}, new long[] {(long) length * length, length, 1});
    }

    private void softmax(Group group, Shape shape, INDArray logits) {
        int length = group.length();
        int queries = shape.queries(group);
        INDArray heads = cube(weights.of(queries * length), queries / length, length);
        Ops.softmax(heads, heads);
    }

    /** Factors of attention weights by dropout, made here and uploaded: B x H x L x L; null: none. */
    private @Nullable INDArray factors(Shape shape, Group group) {
        AttentionDropout dropout = shape.dropout;
        if (dropout == null) {
            return null;
        }
        int length = group.length();
        float[] values = new float[shape.queries(group) * length];
        int at = 0;
        for (int entry : group.entries(shape.heads)) {
            int sequence = at / (shape.heads * length * length);
            int rowSeed = dropout.rowSeed(entry);
            for (int j = 0; j < length; j++) {
                int row = group.rows()[sequence * length + j];
                values[at++] = entry < 0 || row < 0 ? 0 : dropout.factor(row, rowSeed);
            }
        }
        Nd4jFloats floats = factors.of(values.length);
        floats.write(0, values, 0, values.length);
        return shape.pairs(floats, group);
    }

    /** Entry in the table of each pair of tokens, -1 for those that do not see each other: B x H x L x L. */
    private static int[] entries(Shape shape, TimeBias bias, Group group) {
        int length = group.length();
        int[] entries = new int[shape.queries(group) * length];
        for (int s = 0; s < group.sequences(); s++) {
            for (int i = 0; i < length; i++) {
                int row = group.rows()[s * length + i];
                for (int j = 0; j < length; j++) {
                    int other = group.rows()[s * length + j];
                    boolean seen = row >= 0 && other >= 0 && (!shape.causal || j <= i);
                    int entry = seen ? bias.entry(0, row, other) : -1;
                    for (int h = 0; h < shape.heads; h++) {
                        int at = ((s * shape.heads + h) * length + i) * length + j;
                        entries[at] = seen ? entry + h * TimeBias.BUCKETS : -1;
                    }
                }
            }
        }
        return entries;
    }

    void backward(
            Nd4jFloats dOut,
            Nd4jFloats qkv,
            Nd4jFloats out,
            int[] starts,
            int sequences,
            int dim,
            int heads,
            boolean causal,
            @Nullable TimeBias bias,
            @Nullable AttentionDropout dropout,
            Nd4jFloats dqkv,
            Nd4jFloats g) {
        Shape shape = new Shape(dim, heads, causal, bias, dropout);
        int n = starts[sequences];
        int stride = shape.stride();
        Nd4jFloats outputTimesGradient = headProducts(shape, dOut, out, n);
        AttentionGroups all = groups(starts, sequences, shape);
        if (dim < stride || !all.sideBySide()) {
            dqkv.fill(0, 3 * n * stride, 0);
        }
        for (Group group : all.groups) {
            boolean inPlace = group.sideBySide();
            int tokens = group.rows().length;
            int first = inPlace ? group.firstRow() : 0;
            Nd4jFloats input = inPlace ? qkv : padded(qkv, group, 3 * stride, joined);
            Nd4jFloats d = inPlace ? dOut : padded(dOut, group, stride, attendedGradient);
            Nd4jFloats target = inPlace ? dqkv : zeros(joinedGradient, 3 * tokens * stride);

            INDArray p = logits(shape, group, input, first);
            softmax(group, shape, p);
            INDArray dHeads = shape.heads(d, first, group, 0, 1);
            INDArray q = shape.heads(input, first, group, 0, 3);
            INDArray k = shape.heads(input, first, group, 1, 3);
            INDArray v = shape.heads(input, first, group, 2, 3);
            INDArray factorsOfWeights = factors(shape, group);
            int queries = shape.queries(group);
            INDArray kept = p;
            if (factorsOfWeights != null) {
                kept = shape.pairs(dropped.of(queries * group.length()), group);
                p.muli(factorsOfWeights, kept);
            }
            Ops.product(kept, true, dHeads, false, 1, 0, shape.heads(target, first, group, 2, 3));

            // Of the logits, with f the factors of dropout: p (f dOut . v - dOut . out).
            Nd4jFloats ds = gradients.of(queries * group.length());
            INDArray pairs = shape.pairs(ds, group);
            INDArray rows = ds.rows(0, queries, group.length());
            Ops.product(dHeads, false, v, true, 1, 0, pairs);
            if (factorsOfWeights != null) {
                pairs.muli(factorsOfWeights);
            }
            Nd4jFloats column = zeros(columns, queries);
            memory.addEntries(outputTimesGradient, group.entries(heads), column);
            Ops.subtract(rows, column.rows(0, queries, 1), rows);
            pairs.muli(p);
            if (bias != null) {
                memory.scatterEntries(ds, entries(shape, bias, group), g);
            }
            Ops.product(pairs, false, k, false, shape.scale(), 0, shape.heads(target, first, group, 0, 3));
            Ops.product(pairs, true, q, false, shape.scale(), 0, shape.heads(target, first, group, 1, 3));
            if (!inPlace) {
                memory.scatterAdd(target, group.rows(), tokens, 3 * stride, 1, dqkv, 0);
            }
        }
    }

    /** Dot products of each head of two matrices N x D: N x H without pads. */
    private Nd4jFloats headProducts(Shape shape, Nd4jFloats a, Nd4jFloats b, int n) {
        int stride = shape.stride();
        Nd4jFloats sums = headSums(shape);
        INDArray products = attended.of(n * stride).rows(0, n, stride);
        a.rows(0, n, stride).muli(b.rows(0, n, stride), products);
        Nd4jFloats result = deltas.of(n * shape.heads);
        Ops.product(products, sums.rows(0, stride, shape.heads), result.rows(0, n, shape.heads));
        return result;
    }

    /** S x H: 1 where a component belongs to a head. */
    private Nd4jFloats headSums(Shape shape) {
        int size = shape.stride() * shape.heads;
        Nd4jFloats floats = headSums.of(size);
        if (headSumsDim != shape.dim || headSumsHeads != shape.heads) {
            float[] ones = new float[size];
            for (int c = 0; c < shape.dim; c++) {
                ones[c * shape.heads + c / (shape.dim / shape.heads)] = 1;
            }
            floats.write(0, ones, 0, size);
            headSumsDim = shape.dim;
            headSumsHeads = shape.heads;
        }
        return floats;
    }

    private Nd4jFloats padded(Nd4jFloats rows, Group group, int width, Room room) {
        Nd4jFloats padded = room.of(group.rows().length * width);
        memory.gather(rows, 0, group.rows(), group.rows().length, width, 1, padded, false);
        return padded;
    }

    private static Nd4jFloats zeros(Room room, int n) {
        Nd4jFloats floats = room.of(n);
        floats.fill(0, n, 0);
        return floats;
    }

    void close() {
        for (Room room : new Room[] {
            joined,
            joinedGradient,
            attended,
            attendedGradient,
            weights,
            gradients,
            factors,
            dropped,
            columns,
            deltas,
            headSums
        }) {
            room.close();
        }
        if (groups != null) {
            groups.close();
            groups = null;
        }
    }
}
