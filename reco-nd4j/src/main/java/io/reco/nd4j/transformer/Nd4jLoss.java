package io.reco.nd4j.transformer;

import io.reco.transformer.kernel.LossBatch;
import io.reco.transformer.kernel.TransformerKernels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.transforms.same.Abs;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The loss; parameters as of {@link TransformerKernels}. Logits of some tokens at a time are one matrix N x (K + 2): the target, the
 * shared negatives, and the token's own negative. It becomes the matrix of their gradients.
 */
final class Nd4jLoss {
    /** Floats of the matrix of logits, if it has more than one row. */
    private static final int MOST_LOGITS = 1 << 22;
    /** A logit that does not count. */
    private static final float NOTHING = -1e30f;
    /** Shares of the target below this are too coarse for their logarithm. */
    private static final double LEAST_SHARE = 1e-30;

    private final Memory memory;
    private final Constants constants;
    private final Room logits;
    private final Room rectified;
    private final Room products;
    private final Room columns;
    private final Room corrections;
    private final Room[] kept;
    private float[] column = {};
    private int[] positions = {};

    Nd4jLoss(Memory memory, Constants constants) {
        this.memory = memory;
        this.constants = constants;
        logits = new Room(memory::allocate);
        rectified = new Room(memory::allocate);
        products = new Room(memory::allocate);
        columns = new Room(memory::allocate);
        corrections = new Room(memory::allocate);
        kept = new Room[] {
            new Room(memory::allocate), new Room(memory::allocate), new Room(memory::allocate),
        };
    }

    /** Some tokens of a batch: n rows from {@code from} on; C columns of logits. */
    private record Part(LossBatch batch, int from, int n, int columns, Matrices in, Nd4jFloats z) {
        int stride() {
            return TransformerKernels.stride(batch.dim());
        }

        INDArray rows(Nd4jFloats matrix) {
            return matrix.rows((long) from * stride(), n, stride());
        }

        INDArray logits() {
            return z.rows(0, n, columns);
        }

        INDArray shared() {
            return z.columns(1, n, batch.negatives(), columns);
        }

        /** n x 1. */
        INDArray logitColumn(int c) {
            return z.columns(c, n, 1, columns);
        }
    }

    private record Matrices(
            Nd4jFloats h,
            Nd4jFloats positives,
            Nd4jFloats negatives,
            @Nullable Nd4jFloats own) {}

    double loss(
            LossBatch batch,
            Nd4jFloats h,
            Nd4jFloats positives,
            Nd4jFloats negatives,
            @Nullable Nd4jFloats own,
            Nd4jFloats dh,
            Nd4jFloats dPositives,
            Nd4jFloats dNegatives,
            @Nullable Nd4jFloats dOwn) {
        Matrices in = weighed(batch, new Matrices(h, positives, negatives, own));
        SharedNegatives items = new SharedNegatives(batch);
        int width = batch.negatives() + 1 + (own == null ? 0 : 1);
        int step = Math.max(1, MOST_LOGITS / width);
        double sum = 0;
        for (int from = 0; from < batch.tokens(); from += step) {
            int n = Math.min(step, batch.tokens() - from);
            Part part = new Part(batch, from, n, width, in, logits.of(n * width));
            logits(part, items);
            sum += batch.kind() == LossBatch.Kind.SOFTMAX ? softmax(part) : binary(part);
            gradients(part, dh, dPositives, dNegatives, dOwn);
        }
        return sum;
    }

    /** The matrices themselves, or copies with zeros for tokens of weight 0, which may hold anything. */
    private Matrices weighed(LossBatch batch, Matrices in) {
        int n = batch.tokens();
        int[] rows = new int[n];
        boolean all = true;
        for (int i = 0; i < n; i++) {
            rows[i] = batch.weights()[i] == 0 ? -1 : i;
            all &= rows[i] >= 0;
        }
        if (all) {
            return in;
        }
        Nd4jFloats own = in.own;
        return new Matrices(
                keep(in.h, rows, batch, kept[0]),
                keep(in.positives, rows, batch, kept[1]),
                in.negatives,
                own == null ? null : keep(own, rows, batch, kept[2]));
    }

    private Nd4jFloats keep(Nd4jFloats matrix, int[] rows, LossBatch batch, Room room) {
        Nd4jFloats copy = room.of(batch.tokens() * TransformerKernels.stride(batch.dim()));
        memory.gather(matrix, 0, rows, batch.tokens(), batch.dim(), 1, copy, false);
        return copy;
    }

    private void logits(Part part, SharedNegatives items) {
        LossBatch batch = part.batch;
        int stride = part.stride();
        INDArray h = part.rows(part.in.h);
        INDArray product = products.of(part.n * stride).rows(0, part.n, stride);
        h.muli(part.rows(part.in.positives), product);
        Ops.product(product, constants.onesColumn(stride), part.logitColumn(0));
        if (batch.targetCorrections() != null) {
            part.logitColumn(0)
                    .subi(upload(batch.targetCorrections(), part.from, part.n).rows(0, part.n, 1));
        }
        INDArray negatives = part.in.negatives.rows(0, batch.negatives(), stride);
        Ops.product(h, false, negatives, true, 1, 0, part.shared());
        if (batch.negativeCorrections() != null) {
            Nd4jFloats row = upload(batch.negativeCorrections(), 0, batch.negatives());
            Ops.subtract(part.shared(), row.rows(0, 1, batch.negatives()), part.shared());
        }
        Nd4jFloats own = part.in.own;
        if (own != null) {
            h.muli(part.rows(own), product);
            Ops.product(product, constants.onesColumn(stride), part.logitColumn(part.columns - 1));
        }
        int excluded = exclude(part, items);
        memory.set(part.z, positions, excluded, NOTHING);
    }

    /** Finds the logits that do not count. Returns how many. */
    private int exclude(Part part, SharedNegatives items) {
        int count = 0;
        for (int i = 0; i < part.n; i++) {
            int token = part.from + i;
            int target = part.batch.targets()[token];
            int place = items.first(target);
            for (int k = items.negative(place, target); k >= 0; k = items.negative(++place, target)) {
                count = position(count, i * part.columns + 1 + k);
            }
            if (part.in.own != null && !part.batch.countsOwn(token)) {
                count = position(count, (i + 1) * part.columns - 1);
            }
        }
        return count;
    }

    private int position(int count, int position) {
        if (positions.length == count) {
            positions = Arrays.copyOf(positions, Math.max(64, 2 * count));
        }
        positions[count] = position;
        return count + 1;
    }

    private Nd4jFloats upload(float[] values, int from, int n) {
        Nd4jFloats floats = corrections.of(n);
        floats.write(0, values, from, n);
        return floats;
    }

    private float[] read(INDArray source, int n, Nd4jFloats room) {
        room.rows(0, n, 1).assign(source);
        if (column.length < n) {
            column = new float[n];
        }
        room.read(0, column, 0, n);
        return column;
    }

    private double softmax(Part part) {
        int n = part.n;
        Nd4jFloats room = columns.of(n);
        float[] targetLogits = read(part.logitColumn(0), n, room).clone();
        INDArray stack =
                part.z.view(0, new long[] {1, n, part.columns}, new long[] {(long) n * part.columns, part.columns, 1});
        Ops.softmax(stack, stack);
        float[] shares = read(part.logitColumn(0), n, room);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            float weight = part.batch.weights()[part.from + i];
            if (weight != 0) {
                double loss = shares[i] < LEAST_SHARE ? smallShare(part, i, targetLogits[i]) : -Math.log(shares[i]);
                sum += weight * loss;
            }
        }
        part.logitColumn(0).subi(1);
        weigh(part);
        return sum;
    }

    /** The loss of a target that has next to no share: by the logit and the share of the candidate that has the largest. */
    private double smallShare(Part part, int i, double targetLogit) {
        float[] shares = new float[part.columns];
        part.z.read(i * part.columns, shares, 0, part.columns);
        int best = 0;
        for (int c = 1; c < part.columns; c++) {
            best = shares[c] > shares[best] ? c : best;
        }
        LossBatch batch = part.batch;
        float[] correction = batch.negativeCorrections();
        Nd4jFloats own = part.in.own;
        double logit;
        if (best == 0) {
            logit = targetLogit;
        } else if (own != null && best == part.columns - 1) {
            logit = dot(part, i, own, part.from + i);
        } else {
            logit = dot(part, i, part.in.negatives, best - 1) - (correction == null ? 0 : correction[best - 1]);
        }
        return logit - Math.log(shares[best]) - targetLogit;
    }

    private static double dot(Part part, int i, Nd4jFloats matrix, int row) {
        int dim = part.batch.dim();
        float[] a = new float[dim];
        float[] b = new float[dim];
        part.in.h.read((part.from + i) * part.stride(), a, 0, dim);
        matrix.read(row * part.stride(), b, 0, dim);
        double sum = 0;
        for (int c = 0; c < dim; c++) {
            sum += (double) a[c] * b[c];
        }
        return sum;
    }

    /** With {@code log(1 + exp(z)) = max(z, 0) - log s(|z|)}, s the logistic function. */
    private double binary(Part part) {
        int n = part.n;
        int width = part.columns;
        LossBatch batch = part.batch;
        INDArray z = part.logits();
        if (batch.offset() != 0) {
            z.addi(batch.offset());
        }
        INDArray target = part.logitColumn(0);
        target.negi();
        INDArray terms = rectified.of(n * width).rows(0, n, width);
        Nd4j.exec(new Abs(z, terms));
        Nd4j.exec(new Sigmoid(terms, terms));
        Nd4j.exec(new Log(terms, terms));
        terms.negi();
        double sum = binarySum(part, rectified.of(n * width));
        Nd4j.exec(new RectifiedLinear(z, terms, 0));
        sum += binarySum(part, rectified.of(n * width));
        Nd4j.exec(new Sigmoid(z, z));
        target.muli(-batch.positiveWeight());
        INDArray others = part.z.columns(1, n, width - 1, width);
        others.muli(batch.negativeWeight());
        weigh(part);
        return sum;
    }

    /** Weighted sum of terms, the first column being that of the targets. */
    private double binarySum(Part part, Nd4jFloats terms) {
        int n = part.n;
        int width = part.columns;
        LossBatch batch = part.batch;
        Nd4jFloats room = columns.of(n);
        float[] targets = read(terms.columns(0, n, 1, width), n, room).clone();
        Ops.product(terms.columns(1, n, width - 1, width), constants.onesColumn(width - 1), room.rows(0, n, 1));
        float[] others = column;
        room.read(0, others, 0, n);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            float weight = batch.weights()[part.from + i];
            if (weight != 0) {
                sum += weight * ((double) batch.positiveWeight() * targets[i] + batch.negativeWeight() * others[i]);
            }
        }
        return sum;
    }

    private void weigh(Part part) {
        boolean alike = true;
        for (int i = 0; i < part.n && alike; i++) {
            alike = part.batch.weights()[part.from + i] == 1;
        }
        if (alike) {
            return;
        }
        INDArray weights = upload(part.batch.weights(), part.from, part.n).rows(0, part.n, 1);
        Ops.multiply(part.logits(), weights, part.logits());
    }

    private void gradients(
            Part part, Nd4jFloats dh, Nd4jFloats dPositives, Nd4jFloats dNegatives, @Nullable Nd4jFloats dOwn) {
        int stride = part.stride();
        INDArray h = part.rows(part.in.h);
        INDArray gradient = part.rows(dh);
        INDArray negatives = part.in.negatives.rows(0, part.batch.negatives(), stride);
        Ops.product(part.shared(), negatives, gradient);
        Ops.product(part.shared(), true, h, false, 1, 1, dNegatives.rows(0, part.batch.negatives(), stride));
        pair(part, 0, part.in.positives, gradient, dPositives);
        Nd4jFloats own = part.in.own;
        if (own != null && dOwn != null) {
            pair(part, part.columns - 1, own, gradient, dOwn);
        }
    }

    /** Gradient of a logit of each token with a vector of its own, into both. */
    private void pair(Part part, int c, Nd4jFloats vectors, INDArray dh, Nd4jFloats dVectors) {
        int stride = part.stride();
        Nd4jFloats room = columns.of(part.n);
        INDArray d = room.rows(0, part.n, 1);
        d.assign(part.logitColumn(c));
        d.addi(0); // -0 of a token without weight becomes 0
        Ops.multiply(part.rows(part.in.h), d, part.rows(dVectors));
        INDArray product = products.of(part.n * stride).rows(0, part.n, stride);
        Ops.multiply(part.rows(vectors), d, product);
        dh.addi(product);
    }

    void close() {
        for (Room room : new Room[] {logits, rectified, products, columns, corrections, kept[0], kept[1], kept[2]}) {
            room.close();
        }
    }
}
