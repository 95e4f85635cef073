package io.reco.transformer.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reco.transformer.kernel.DoubleReference.Sequences;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every set of {@link TransformerKernels} does: forward values against double precision, backward values against central
 * differences of it. Subclasses make the kernels.
 */
public abstract class TransformerKernelsContract {
    private static final long SEED = 20_261_127L;
    /** Where the first parameter lies in the parameter vectors of these tests. */
    private static final int FIRST = 32;
    /** What gradients of parameters hold before a backward kernel adds to them. */
    private static final double BEFORE = 0.25;
    /** Components of each tensor whose gradient is checked, at most. */
    private static final int CHECKED = 24;

    private final TransformerKernels kernels = create();
    private final Random random = new Random(SEED);

    /** For subclasses. */
    protected TransformerKernelsContract() {}

    /** Makes the kernels under test. */
    protected abstract TransformerKernels create();

    /** Largest error, relative to the largest value of the tensor. */
    protected double tolerance() {
        return 4e-6;
    }

    @AfterEach
    void close() {
        kernels.close();
    }

    // ---- linear

    @ParameterizedTest
    @CsvSource({"1,1,1", "3,7,13", "5,16,33", "13,33,16", "6,100,128", "131,128,7", "300,13,7", "257,16,48", "2,128,100"
    })
    void linear(int n, int in, int out) {
        Tensor x = Tensor.random(n, in, 1, random);
        Tensor w = Tensor.random(in, out, 0.3, random);
        Tensor b = Tensor.random(1, out, 1, random);
        Tensor start = Tensor.random(n, out, 1, random);
        int bAt = FIRST + w.length();
        Floats p = kernels.allocate(bAt + b.length());
        w.write(p, FIRST);
        b.write(p, bAt);
        for (boolean biased : new boolean[] {false, true}) {
            Tensor y = DoubleReference.linear(x, w, biased ? b : null);
            Floats set = dirty(n, out);
            kernels.linear(x.in(kernels), n, in, p, FIRST, biased ? bAt : -1, out, set, false);
            check("linear", set, 0, y);
            Floats added = start.in(kernels);
            kernels.linear(x.in(kernels), n, in, p, FIRST, biased ? bAt : -1, out, added, true);
            check("linear added", added, 0, start.plus(y));
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "3,7,13", "5,16,33", "13,33,16", "6,100,128", "131,128,7", "300,13,7", "257,16,48", "2,128,100"
    })
    void linearBackward(int n, int in, int out) {
        Tensor x = Tensor.random(n, in, 1, random);
        Tensor w = Tensor.random(in, out, 0.3, random);
        Tensor b = Tensor.random(1, out, 1, random);
        Tensor dy = Tensor.random(n, out, 1, random);
        Tensor start = Tensor.random(n, in, 1, random);
        int bAt = FIRST + w.length();
        Floats p = kernels.allocate(bAt + b.length());
        w.write(p, FIRST);
        b.write(p, bAt);
        DoubleSupplier loss = () -> DoubleReference.linear(x, w, b).dot(dy);

        Floats g = before(p.length());
        Floats dx = dirty(n, in);
        kernels.linearBackward(dy.in(kernels), x.in(kernels), n, in, p, FIRST, bAt, out, dx, false, g);
        checkGradient("dx", dx, 0, x, loss, null);
        checkGradient("dW", g, FIRST, w, loss, before(w));
        checkGradient("db", g, bAt, b, loss, before(b));

        Floats added = start.in(kernels);
        Floats unbiased = before(p.length());
        kernels.linearBackward(dy.in(kernels), x.in(kernels), n, in, p, FIRST, -1, out, added, true, unbiased);
        checkGradient("dx added", added, 0, x, loss, start);
        checkGradient("dW without bias", unbiased, FIRST, w, loss, before(w));
        check("db without bias", unbiased, bAt, before(b));

        Floats parametersOnly = before(p.length());
        kernels.linearBackward(dy.in(kernels), x.in(kernels), n, in, p, FIRST, bAt, out, null, false, parametersOnly);
        assertThat(floats(parametersOnly)).isEqualTo(floats(g));
    }

    // ---- layer norm

    @ParameterizedTest
    @CsvSource({"1,1", "3,7", "5,13", "4,16", "33,33", "9,100", "7,128"})
    void layerNorm(int n, int dim) {
        Tensor x = Tensor.random(n, dim, 2, random);
        for (int c = 0; c < dim; c++) {
            x.put(0, c, 3);
        }
        Tensor gamma = Tensor.random(1, dim, 1, random);
        Tensor beta = Tensor.random(1, dim, 1, random);
        Tensor dy = Tensor.random(n, dim, 1, random);
        int betaAt = FIRST + gamma.length();
        Floats p = kernels.allocate(betaAt + beta.length());
        gamma.write(p, FIRST);
        beta.write(p, betaAt);
        Floats y = dirty(n, dim);
        Floats statistics = kernels.allocate(2 * n);
        kernels.layerNorm(x.in(kernels), n, dim, p, FIRST, betaAt, y, statistics);
        check("y", y, 0, DoubleReference.layerNorm(x, gamma, beta));
        float[] kept = floats(statistics);
        for (int r = 0; r < n; r++) {
            assertThat((double) kept[2 * r]).isCloseTo(DoubleReference.mean(x, r), within(1e-6));
            double scale = 1 / Math.sqrt(DoubleReference.variance(x, r) + 1e-5);
            assertThat((double) kept[2 * r + 1]).isCloseTo(scale, within(scale * 1e-6));
        }

        DoubleSupplier loss = () -> DoubleReference.layerNorm(x, gamma, beta).dot(dy);
        Floats g = before(p.length());
        Floats dx = dirty(n, dim);
        kernels.layerNormBackward(dy.in(kernels), x.in(kernels), statistics, n, dim, p, FIRST, betaAt, dx, false, g);
        checkGradient("dx", dx, 0, x, loss, null);
        checkGradient("dgamma", g, FIRST, gamma, loss, before(gamma));
        checkGradient("dbeta", g, betaAt, beta, loss, before(beta));

        Floats aliased = dy.in(kernels);
        kernels.layerNormBackward(
                aliased, x.in(kernels), statistics, n, dim, p, FIRST, betaAt, aliased, false, before(p.length()));
        assertThat(floats(aliased)).isEqualTo(floats(dx));

        Tensor start = Tensor.random(n, dim, 1, random);
        Floats added = start.in(kernels);
        kernels.layerNormBackward(
                dy.in(kernels), x.in(kernels), statistics, n, dim, p, FIRST, betaAt, added, true, before(p.length()));
        checkGradient("dx added", added, 0, x, loss, start);
    }

    // ---- attention

    @ParameterizedTest
    @CsvSource({
        "1,1,true,false,0", "7,1,false,false,0", "13,1,true,true,0", "16,2,true,false,0", "33,3,false,true,0",
        "100,2,true,true,0", "128,2,true,false,0", "128,1,false,false,0", "12,3,true,false,0", "64,2,true,true,0",
        "64,2,false,false,0", "48,3,true,true,0", "64,2,true,true,0.3", "33,3,false,false,0.5", "16,1,true,false,0.1"
    })
    void attention(int dim, int heads, boolean causal, boolean timed, float rate) {
        int[] starts = {0, 1, 6, 41, 43, 78};
        int n = starts[5];
        int stride = TransformerKernels.stride(dim);
        Tensor q = Tensor.random(n, dim, 1, random);
        Tensor k = Tensor.random(n, dim, 1, random);
        Tensor v = Tensor.random(n, dim, 1, random);
        Tensor table = Tensor.random(heads, TimeBias.BUCKETS, 1, random);
        int[] seconds = random.ints(n, 0, 3000).toArray();
        seconds[7] = Integer.MIN_VALUE;
        seconds[8] = Integer.MAX_VALUE;
        seconds[9] = seconds[10];
        Floats p = kernels.allocate(FIRST + table.length());
        table.write(p, FIRST);
        TimeBias bias = timed ? new TimeBias(p, FIRST, seconds) : null;
        AttentionDropout dropout = rate > 0 ? new AttentionDropout(rate, 42) : null;
        Sequences batch = new Sequences(starts, heads, causal, timed ? seconds : null, dropout);

        Tensor logSums = new Tensor(n, heads);
        Tensor expected = DoubleReference.attention(q, k, v, table, batch, logSums);
        Floats qkv = joined(q, k, v);
        Floats out = dirty(n, dim);
        Floats sums = kernels.allocate(n * heads);
        kernels.attention(qkv, starts, 5, dim, heads, causal, bias, dropout, out, sums);
        check("out", out, 0, expected);
        float[] kept = floats(sums);
        for (int i = 0; i < n * heads; i++) {
            assertThat((double) kept[i]).as("log sum %d", i).isCloseTo(logSums.values()[i], within(1e-5));
        }

        Tensor dOut = Tensor.random(n, dim, 1, random);
        DoubleSupplier loss = () -> DoubleReference.attention(q, k, v, table, batch, new Tensor(n, heads))
                .dot(dOut);
        Floats dqkv = kernels.allocate(3 * n * stride);
        dqkv.fill(0, 3 * n * stride, 7);
        Floats g = before(p.length());
        kernels.attentionBackward(
                dOut.in(kernels), qkv, out, sums, starts, 5, dim, heads, causal, bias, dropout, dqkv, g);
        checkGradient("dq", part(dqkv, 0, n, dim), 0, q, loss, null);
        checkGradient("dk", part(dqkv, 1, n, dim), 0, k, loss, null);
        checkGradient("dv", part(dqkv, 2, n, dim), 0, v, loss, null);
        if (timed) {
            checkGradient("dtable", g, FIRST, table, loss, before(table));
        } else {
            check("dtable", g, FIRST, before(table));
        }
    }

    @Test
    void attentionSurvivesLogitsBeyondExp() {
        Tensor q = new Tensor(3, 1, new double[] {300, 300, -300});
        Tensor k = new Tensor(3, 1, new double[] {1, 2, -1});
        Tensor v = new Tensor(3, 1, new double[] {5, 6, 7});
        Floats out = dirty(3, 1);
        kernels.attention(joined(q, k, v), new int[] {0, 3}, 1, 1, 1, true, null, null, out, kernels.allocate(3));
        assertThat(Tensor.read(out, 0, 3, 1).values()).containsExactly(new double[] {5, 6, 7}, within(1e-5));
    }

    @Test
    void dropoutKeepsItsShareOfAttentionWeights() {
        AttentionDropout dropout = new AttentionDropout(0.3f, 7);
        int kept = 0;
        for (int entry = 0; entry < 200; entry++) {
            for (int j = 0; j < 500; j++) {
                float factor = dropout.factor(j, dropout.rowSeed(entry));
                assertThat(factor).isIn(0f, 1 / 0.7f);
                kept += factor > 0 ? 1 : 0;
            }
        }
        // Deviation sqrt(100,000 x .3 x .7) = 145.
        assertThat(kept).isBetween(70_000 - 600, 70_000 + 600);
    }

    private Floats joined(Tensor q, Tensor k, Tensor v) {
        Floats qkv = kernels.allocate(3 * q.length());
        int stride = q.stride();
        for (int r = 0; r < q.rows(); r++) {
            row(q, r).write(qkv, 3 * r * stride);
            row(k, r).write(qkv, (3 * r + 1) * stride);
            row(v, r).write(qkv, (3 * r + 2) * stride);
        }
        return qkv;
    }

    private static Tensor row(Tensor t, int r) {
        return new Tensor(1, t.columns(), Arrays.copyOfRange(t.values(), r * t.columns(), (r + 1) * t.columns()));
    }

    /** The q, k or v part of joined rows. */
    private Floats part(Floats joined, int part, int n, int dim) {
        int stride = TransformerKernels.stride(dim);
        Floats floats = kernels.allocate(n * stride);
        float[] all = floats(joined);
        for (int r = 0; r < n; r++) {
            floats.write(r * stride, all, (3 * r + part) * stride, stride);
        }
        return floats;
    }

    // ---- components

    @ParameterizedTest
    @EnumSource(Activation.class)
    void activations(Activation f) {
        for (int n : new int[] {1, 7, 16, 33, 400}) {
            Tensor x = Tensor.random(n, 1, 3, random);
            x.values()[0] = 0;
            x.values()[n / 2] = n % 2 == 0 ? -100 : 100;
            Tensor dy = Tensor.random(n, 1, 1, random);
            Floats input = vector(x);
            Floats y = kernels.allocate(n);
            kernels.activate(f, input, n, y);
            Floats dx = kernels.allocate(n);
            kernels.activateBackward(f, input, vector(dy), n, dx);
            for (int i = 0; i < n; i++) {
                double u = x.values()[i];
                double value = DoubleReference.activation(f, u);
                assertThat((double) floats(y)[i])
                        .as("%s(%s)", f, u)
                        .isCloseTo(value, within(1e-6 + 1e-6 * Math.abs(u)));
                double step = 1e-5;
                double slope = u == 0 && f == Activation.RELU
                        ? 0
                        : (DoubleReference.activation(f, u + step) - DoubleReference.activation(f, u - step))
                                / (2 * step);
                assertThat((double) floats(dx)[i]).as("%s'(%s)", f, u).isCloseTo(slope * dy.values()[i], within(5e-6));
            }
            float[] forward = floats(y);
            kernels.activate(f, input, n, input);
            assertThat(floats(input)).isEqualTo(forward);
            Floats aliased = vector(dy);
            kernels.activateBackward(f, vector(x), aliased, n, aliased);
            assertThat(floats(aliased)).isEqualTo(floats(dx));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 33, 400})
    void multiplyAndAxpy(int n) {
        Tensor a = Tensor.random(n, 1, 1, random);
        Tensor b = Tensor.random(n, 1, 1, random);
        Tensor c = Tensor.random(n, 1, 1, random);
        Floats set = vector(c);
        kernels.multiply(vector(a), vector(b), n, set, false);
        Floats added = vector(c);
        kernels.multiply(vector(a), vector(b), n, added, true);
        Floats scaled = vector(c);
        kernels.axpy(0.37f, vector(a), n, scaled);
        Floats aliased = vector(a);
        kernels.multiply(aliased, vector(b), n, aliased, false);
        assertThat(floats(aliased)).isEqualTo(floats(set));
        for (int i = 0; i < n; i++) {
            double product = a.values()[i] * b.values()[i];
            assertThat((double) floats(set)[i]).isCloseTo(product, within(1e-6));
            assertThat((double) floats(added)[i]).isCloseTo(c.values()[i] + product, within(1e-6));
            assertThat((double) floats(scaled)[i]).isCloseTo(c.values()[i] + 0.37f * a.values()[i], within(1e-6));
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 0.1f, 0.5f, 0.9f})
    void dropoutFollowsTheMask(float rate) {
        int n = 4099;
        int seed = -77;
        Floats x = kernels.allocate(n + 1);
        x.fill(0, n + 1, 3);
        kernels.dropout(x, n, rate, seed);
        float[] values = floats(x);
        int kept = 0;
        for (int i = 0; i < n; i++) {
            boolean keeps = DropoutMask.keeps(i, seed, DropoutMask.threshold(rate));
            assertThat((double) values[i]).as("component %d", i).isCloseTo(keeps ? 3 / (1 - rate) : 0, within(1e-5));
            kept += keeps ? 1 : 0;
        }
        assertThat(kept / (double) n).isCloseTo(1 - rate, within(0.03));
        assertThat(values[n]).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 13, 16, 33, 100, 128})
    void gatherAndScatter(int dim) {
        Tensor table = Tensor.random(6, dim, 1, random);
        int[] rows = {5, -1, 0, 5, 2, 5, 99};
        int n = 6;
        Tensor start = Tensor.random(n, dim, 1, random);
        Floats tables = kernels.allocate(FIRST + table.length());
        table.write(tables, FIRST);
        Tensor gathered = new Tensor(n, dim);
        Tensor scattered = table.copy();
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < dim && rows[i] >= 0; c++) {
                gathered.put(i, c, 0.5 * table.at(rows[i], c));
                scattered.plus(rows[i], c, 0.5 * start.at(i, c));
            }
        }
        Floats y = dirty(n, dim);
        kernels.gather(tables, FIRST, rows, n, dim, 0.5f, y, false);
        check("gathered", y, 0, gathered);
        Floats added = start.in(kernels);
        kernels.gather(tables, FIRST, rows, n, dim, 0.5f, added, true);
        check("gathered and added", added, 0, start.plus(gathered));
        kernels.scatterAdd(start.in(kernels), rows, n, dim, 0.5f, tables, FIRST);
        check("scattered", tables, FIRST, scattered);
    }

    // ---- loss

    @ParameterizedTest
    @CsvSource({
        "SOFTMAX,1,1,1,false", "SOFTMAX,7,7,5,true", "SOFTMAX,33,13,40,true", "SOFTMAX,70,33,257,false",
        "SOFTMAX,65,128,30,true", "BINARY,1,1,1,false", "BINARY,7,7,5,true", "BINARY,33,13,40,true",
        "BINARY,70,33,64,false", "BINARY,65,100,30,true"
    })
    void loss(LossBatch.Kind kind, int n, int dim, int k, boolean everything) {
        Tensor h = Tensor.random(n, dim, 1, random);
        Tensor positives = Tensor.random(n, dim, 0.3, random);
        Tensor negatives = Tensor.random(k, dim, 0.3, random);
        Tensor own = Tensor.random(n, dim, 0.3, random);
        int[] targets = random.ints(n, 0, 12).toArray();
        int[] items = random.ints(k, 0, 12).toArray();
        int[] ownItems = random.ints(n, -1, 12).toArray();
        float[] weights = floats(n);
        for (int i = 3; i < n; i += 4) {
            weights[i] = 0;
        }
        LossBatch batch = new LossBatch(
                kind,
                n,
                dim,
                targets,
                weights,
                everything ? floats(n) : null,
                k,
                items,
                everything ? floats(k) : null,
                everything ? ownItems : null,
                0.7f,
                1.3f,
                everything ? -1.5f : 0);
        checkLoss(batch, h, positives, negatives, everything ? own : null);
        LossBatch full = new LossBatch(kind, n, dim, targets, weights, null, k, null, null, null, 1, 1, 0.5f);
        checkLoss(full, h, positives, negatives, null);
    }

    private float[] floats(int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = 0.1f + random.nextFloat();
        }
        return values;
    }

    private void checkLoss(LossBatch batch, Tensor h, Tensor positives, Tensor negatives, @Nullable Tensor own) {
        int n = batch.tokens();
        int dim = batch.dim();
        Floats dh = dirty(n, dim);
        Floats dPositives = dirty(n, dim);
        Floats dNegatives = kernels.allocate(negatives.length());
        before(negatives).write(dNegatives, 0);
        Floats dOwn = own == null ? null : dirty(n, dim);
        double value = kernels.loss(
                batch,
                h.in(kernels),
                positives.in(kernels),
                negatives.in(kernels),
                own == null ? null : own.in(kernels),
                dh,
                dPositives,
                dNegatives,
                dOwn);
        DoubleSupplier loss = () -> DoubleReference.loss(batch, h, positives, negatives, own);
        assertThat(value).isCloseTo(loss.getAsDouble(), within(1e-5 * (1 + Math.abs(loss.getAsDouble()))));
        checkGradient("dh", dh, 0, h, loss, null);
        checkGradient("dPositives", dPositives, 0, positives, loss, null);
        checkGradient("dNegatives", dNegatives, 0, negatives, loss, before(negatives));
        if (own != null && dOwn != null) {
            checkGradient("dOwn", dOwn, 0, own, loss, null);
        }
    }

    @ParameterizedTest
    @EnumSource(LossBatch.Kind.class)
    void lossOfTokensWithoutWeightIsNothingEvenForNan(LossBatch.Kind kind) {
        Tensor h = Tensor.random(3, 5, 1, random);
        h.put(1, 2, Double.NaN);
        Tensor e = Tensor.random(3, 5, 1, random);
        LossBatch batch =
                new LossBatch(kind, 3, 5, new int[3], new float[] {0, 0, 0}, null, 3, null, null, null, 1, 1, 0);
        Floats dh = dirty(3, 5);
        Floats dPositives = dirty(3, 5);
        Floats dNegatives = kernels.allocate(e.length());
        double value = kernels.loss(
                batch, h.in(kernels), e.in(kernels), e.in(kernels), null, dh, dPositives, dNegatives, null);
        assertThat(value).isZero();
        assertThat(floats(dh)).containsOnly(0);
        assertThat(floats(dPositives)).containsOnly(0);
        assertThat(floats(dNegatives)).containsOnly(0);
    }

    @ParameterizedTest
    @EnumSource(LossBatch.Kind.class)
    void lossSurvivesLogitsBeyondExp(LossBatch.Kind kind) {
        Tensor h = new Tensor(2, 1, new double[] {200, -200});
        Tensor positives = new Tensor(2, 1, new double[] {1, 1});
        Tensor negatives = new Tensor(1, 1, new double[] {-1});
        LossBatch batch =
                new LossBatch(kind, 2, 1, new int[] {1, 1}, new float[] {1, 1}, null, 1, null, null, null, 1, 1, 0);
        Floats dh = dirty(2, 1);
        double value = kernels.loss(
                batch,
                h.in(kernels),
                positives.in(kernels),
                negatives.in(kernels),
                null,
                dh,
                dirty(2, 1),
                kernels.allocate(16),
                null);
        assertThat(value).isCloseTo(400, within(1e-3));
        assertThat(Tensor.read(dh, 0, 2, 1).values()).containsExactly(new double[] {0, -2}, within(1e-6));
    }

    // ---- Adam

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 13, 16, 33, 100, 128})
    void adam(int dim) {
        int rows = 4;
        AdamStep[] steps = {
            new AdamStep(1e-3f, 0.9f, 0.999f, 1e-8f, 0, 1, 1), new AdamStep(2e-3f, 0.9f, 0.98f, 1e-6f, 0.1f, 0.5f, 2)
        };
        Tensor start = Tensor.random(rows, dim, 1, random);
        Reference expected = new Reference(start);
        Reference sparseExpected = new Reference(start);
        Floats[] dense = {kernels.allocate(48 + start.length()), null, null};
        Floats[] sparse = {start.in(kernels), kernels.allocate(start.length()), kernels.allocate(start.length())};
        dense[1] = kernels.allocate(48 + start.length());
        dense[2] = kernels.allocate(48 + start.length());
        start.write(dense[0], 32);
        int[] touched = {3, 1};
        for (AdamStep step : steps) {
            Tensor gradient = Tensor.random(rows, dim, 1, random);
            Floats g = kernels.allocate(48 + start.length());
            gradient.write(g, 32);
            kernels.adam(dense[0], dense[1], dense[2], g, 32, start.length(), step);
            for (int r = 0; r < rows; r++) {
                expected.update(r, gradient, r, step);
            }
            kernels.sparseAdam(sparse[0], sparse[1], sparse[2], touched, 2, dim, gradient.in(kernels), step);
            sparseExpected.update(3, gradient, 0, step);
            sparseExpected.update(1, gradient, 1, step);
        }
        check("w", dense[0], 32, expected.w);
        check("m", dense[1], 32, expected.m);
        check("v", dense[2], 32, expected.v);
        check("w of rows", sparse[0], 0, sparseExpected.w);
        check("m of rows", sparse[1], 0, sparseExpected.m);
        check("v of rows", sparse[2], 0, sparseExpected.v);
    }

    @Test
    void adamOfNFloatsLeavesTheNextAlone() {
        for (int n : new int[] {1, 7, 16, 33}) {
            Floats w = kernels.allocate(n + 2);
            Floats g = kernels.allocate(n + 2);
            g.fill(0, n + 2, 1);
            AdamStep step = new AdamStep(0.5f, 0.9f, 0.999f, 1e-8f, 0, 1, 1);
            kernels.adam(w, kernels.allocate(n + 2), kernels.allocate(n + 2), g, 1, n, step);
            float[] values = floats(w);
            assertThat(values[0]).isZero();
            assertThat(values[n + 1]).isZero();
            for (int i = 1; i <= n; i++) {
                assertThat((double) values[i]).isCloseTo(-0.5, within(1e-6));
            }
        }
    }

    /** Adam in double precision. */
    private static final class Reference {
        final Tensor w;
        final Tensor m;
        final Tensor v;

        Reference(Tensor start) {
            w = start.copy();
            m = new Tensor(start.rows(), start.columns());
            v = new Tensor(start.rows(), start.columns());
        }

        void update(int row, Tensor gradient, int from, AdamStep step) {
            for (int c = 0; c < w.columns(); c++) {
                double g = gradient.at(from, c) * step.scale();
                m.put(row, c, step.beta1() * m.at(row, c) + (1 - step.beta1()) * g);
                v.put(row, c, step.beta2() * v.at(row, c) + (1 - step.beta2()) * g * g);
                double mean = m.at(row, c) / (1 - Math.pow(step.beta1(), step.step()));
                double square = v.at(row, c) / (1 - Math.pow(step.beta2(), step.step()));
                double change = mean / (Math.sqrt(square) + step.epsilon()) + step.decay() * w.at(row, c);
                w.plus(row, c, -step.rate() * change);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 16, 33, 4098})
    void squaredNorm(int n) {
        Tensor x = Tensor.random(n + 3, 1, 1, random);
        double sum = 0;
        for (int i = 2; i < n + 2; i++) {
            sum += x.values()[i] * x.values()[i];
        }
        assertThat(kernels.squaredNorm(vector(x), 2, n)).isCloseTo(sum, within(1e-6 * (1 + sum)));
    }

    // ---- helpers

    private Floats vector(Tensor t) {
        Floats floats = kernels.allocate(t.values().length);
        float[] values = new float[t.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) t.values()[i];
        }
        floats.write(0, values, 0, values.length);
        return floats;
    }

    private static float[] floats(Floats source) {
        float[] values = new float[source.length()];
        source.read(0, values, 0, values.length);
        return values;
    }

    /** A matrix that is full of what no kernel may leave. */
    private Floats dirty(int n, int columns) {
        int length = n * TransformerKernels.stride(columns);
        Floats floats = kernels.allocate(length);
        floats.fill(0, length, -77.25f);
        return floats;
    }

    private static Tensor before(Tensor t) {
        Tensor before = new Tensor(t.rows(), t.columns());
        Arrays.fill(before.values(), BEFORE);
        return before;
    }

    /** Gradients of parameters that backward kernels add to; pads hold the same, of which kernels take no notice. */
    private Floats before(int n) {
        Floats g = kernels.allocate(n);
        g.fill(0, n, (float) BEFORE);
        return g;
    }

    private void check(String what, Floats actual, int at, Tensor expected) {
        Tensor found = Tensor.read(actual, at, expected.rows(), expected.columns());
        double error = tolerance() * (1 + expected.largest());
        for (int i = 0; i < expected.values().length; i++) {
            if (!(Math.abs(found.values()[i] - expected.values()[i]) <= error)) {
                assertThat(found.values()[i])
                        .as("%s, component %d, seed %d", what, i, SEED)
                        .isCloseTo(expected.values()[i], within(error));
            }
        }
        double pad = Tensor.largestPad(actual, at, expected.rows(), expected.columns());
        assertThat(pad == 0 || pad == BEFORE).as("%s: pad is %s", what, pad).isTrue();
    }

    /**
     * Compares a gradient with central differences at some components, those of the first and last row and random ones.
     *
     * @param input is changed and put back
     * @param before what the gradient was added to; null: nothing
     */
    private void checkGradient(
            String what, Floats actual, int at, Tensor input, DoubleSupplier loss, @Nullable Tensor before) {
        Tensor found = Tensor.read(actual, at, input.rows(), input.columns());
        int size = input.values().length;
        int checked = Math.min(size, CHECKED);
        double scale = 1 + found.largest();
        for (int c = 0; c < checked; c++) {
            int i = checked == size ? c : c == 0 ? size - 1 : random.nextInt(size);
            double kept = input.values()[i];
            double step = 1e-5;
            input.values()[i] = kept + step;
            double up = loss.getAsDouble();
            input.values()[i] = kept - step;
            double down = loss.getAsDouble();
            input.values()[i] = kept;
            double expected = (up - down) / (2 * step) + (before == null ? 0 : before.values()[i]);
            assertThat(found.values()[i])
                    .as("%s, component %d, seed %d", what, i, SEED)
                    .isCloseTo(expected, within(tolerance() * scale));
        }
        double pad = Tensor.largestPad(actual, at, input.rows(), input.columns());
        assertThat(pad == 0 || pad == BEFORE).as("%s: pad is %s", what, pad).isTrue();
    }
}
