package io.reco.transformer.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every kernel, forward and backward, against PyTorch 1.13.0 in double precision; see {@code make_golden.py} beside {@code
 * kernels.json}. Subclasses make the kernels.
 */
public abstract class TransformerKernelsGoldenContract {
    private static final int N = 7;
    private static final int D = 6;
    private static final int H = 2;
    private static final int OUT = 5;
    private static final int K = 4;
    private static final int[] STARTS = {0, 4, 5, 7};
    private static final int[] SECONDS = {0, 1, 1, 90, 5, 1000, 70000};
    private static final JsonNode GOLDEN = read();

    private final TransformerKernels kernels = create();

    /** For subclasses. */
    protected TransformerKernelsGoldenContract() {}

    /** Makes the kernels under test. */
    protected abstract TransformerKernels create();

    /** Largest error. */
    protected double tolerance() {
        return 3e-6;
    }

    @AfterEach
    void close() {
        kernels.close();
    }

    private static JsonNode read() {
        try (InputStream in = TransformerKernelsGoldenContract.class.getResourceAsStream("kernels.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Input number {@code seed}, as in the script. */
    private static Tensor input(int seed, int rows, int columns) {
        Tensor t = new Tensor(rows, columns);
        for (int i = 0; i < t.values().length; i++) {
            t.values()[i] = Math.sin(0.37 * i * i + 1.1 * seed + 0.5);
        }
        return t;
    }

    private void check(String kernel, String name, Floats actual, int at, int rows, int columns) {
        JsonNode expected = GOLDEN.path(kernel).path(name);
        double[] found = Tensor.read(actual, at, rows, columns).values();
        assertThat(expected.size()).as("%s %s", kernel, name).isEqualTo(found.length);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i])
                    .as("%s %s, component %d", kernel, name, i)
                    .isCloseTo(expected.get(i).asDouble(), within(tolerance()));
        }
    }

    private Floats matrix(int rows, int columns) {
        return kernels.allocate(rows * TransformerKernels.stride(columns));
    }

    @Test
    void linear() {
        Tensor w = input(2, D, OUT);
        Tensor b = input(3, 1, OUT);
        int bAt = w.length();
        Floats p = kernels.allocate(bAt + b.length());
        w.write(p, 0);
        b.write(p, bAt);
        Floats x = input(1, N, D).in(kernels);
        Floats y = matrix(N, OUT);
        kernels.linear(x, N, D, p, 0, bAt, OUT, y, false);
        check("linear", "y", y, 0, N, OUT);
        Floats dx = matrix(N, D);
        Floats g = kernels.allocate(p.length());
        kernels.linearBackward(input(4, N, OUT).in(kernels), x, N, D, p, 0, bAt, OUT, dx, false, g);
        check("linear", "dx", dx, 0, N, D);
        check("linear", "dw", g, 0, D, OUT);
        check("linear", "db", g, bAt, 1, OUT);
    }

    @Test
    void layerNorm() {
        Tensor gamma = input(2, 1, D);
        int betaAt = gamma.length();
        Floats p = kernels.allocate(2 * betaAt);
        gamma.write(p, 0);
        input(3, 1, D).write(p, betaAt);
        Floats x = input(1, N, D).in(kernels);
        Floats y = matrix(N, D);
        Floats statistics = kernels.allocate(2 * N);
        kernels.layerNorm(x, N, D, p, 0, betaAt, y, statistics);
        check("layerNorm", "y", y, 0, N, D);
        Floats dx = matrix(N, D);
        Floats g = kernels.allocate(p.length());
        kernels.layerNormBackward(input(4, N, D).in(kernels), x, statistics, N, D, p, 0, betaAt, dx, false, g);
        check("layerNorm", "dx", dx, 0, N, D);
        check("layerNorm", "dgamma", g, 0, 1, D);
        check("layerNorm", "dbeta", g, betaAt, 1, D);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void attention(boolean causal) {
        String name = causal ? "causal" : "bidirectional";
        int stride = TransformerKernels.stride(D);
        Tensor table = input(4, H, TimeBias.BUCKETS);
        Floats p = kernels.allocate(table.length());
        table.write(p, 0);
        TimeBias bias = new TimeBias(p, 0, SECONDS);
        Floats qkv = kernels.allocate(3 * N * stride);
        for (int part = 0; part < 3; part++) {
            float[] rows = new float[N * stride];
            input(part + 1, N, D).in(kernels).read(0, rows, 0, rows.length);
            for (int i = 0; i < N; i++) {
                qkv.write((3 * i + part) * stride, rows, i * stride, stride);
            }
        }
        Floats out = matrix(N, D);
        Floats logSums = kernels.allocate(N * H);
        kernels.attention(qkv, STARTS, 3, D, H, causal, bias, null, out, logSums);
        check(name, "out", out, 0, N, D);
        float[] sums = new float[N * H];
        logSums.read(0, sums, 0, sums.length);
        for (int i = 0; i < sums.length; i++) {
            double expected = GOLDEN.path(name).path("logSums").get(i).asDouble();
            assertThat((double) sums[i]).isCloseTo(expected, within(tolerance()));
        }
        Floats dqkv = kernels.allocate(3 * N * stride);
        Floats g = kernels.allocate(p.length());
        kernels.attentionBackward(
                input(5, N, D).in(kernels), qkv, out, logSums, STARTS, 3, D, H, causal, bias, null, dqkv, g);
        float[] all = new float[3 * N * stride];
        dqkv.read(0, all, 0, all.length);
        String[] names = {"dq", "dk", "dv"};
        for (int part = 0; part < 3; part++) {
            Floats d = matrix(N, D);
            for (int i = 0; i < N; i++) {
                d.write(i * stride, all, (3 * i + part) * stride, stride);
            }
            check(name, names[part], d, 0, N, D);
        }
        check(name, "dtable", g, 0, H, TimeBias.BUCKETS);
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void activation(Activation f) {
        Tensor x = input(1, 1, 20);
        for (int i = 0; i < 20; i++) {
            x.values()[i] *= 3;
        }
        Floats in = x.in(kernels);
        Floats y = matrix(1, 20);
        kernels.activate(f, in, 32, y);
        check(f.name(), "y", y, 0, 1, 20);
        Floats dx = matrix(1, 20);
        kernels.activateBackward(f, in, input(2, 1, 20).in(kernels), 32, dx);
        check(f.name(), "dx", dx, 0, 1, 20);
    }

    @ParameterizedTest
    @EnumSource(LossBatch.Kind.class)
    void loss(LossBatch.Kind kind) {
        LossBatch batch = new LossBatch(
                kind,
                N,
                D,
                new int[] {1, 2, 3, 4, 5, 6, 1},
                new float[] {1, 0.5f, 0, 2, 1, 1.5f, 1},
                floats(input(5, 1, N)),
                K,
                new int[] {3, 9, 1, 9},
                floats(input(6, 1, K)),
                new int[] {-1, 3, 8, -1, 5, 9, 7},
                0.7f,
                1.3f,
                0);
        Floats dh = matrix(N, D);
        Floats dPositives = matrix(N, D);
        Floats dNegatives = matrix(K, D);
        Floats dOwn = matrix(N, D);
        double loss = kernels.loss(
                batch,
                input(1, N, D).in(kernels),
                input(2, N, D).in(kernels),
                input(3, K, D).in(kernels),
                input(4, N, D).in(kernels),
                dh,
                dPositives,
                dNegatives,
                dOwn);
        double expected = GOLDEN.path(kind.name()).path("loss").get(0).asDouble();
        assertThat(loss).isCloseTo(expected, within(10 * tolerance()));
        check(kind.name(), "dh", dh, 0, N, D);
        check(kind.name(), "dPositives", dPositives, 0, N, D);
        check(kind.name(), "dNegatives", dNegatives, 0, K, D);
        check(kind.name(), "dOwn", dOwn, 0, N, D);
    }

    private static float[] floats(Tensor t) {
        float[] values = new float[t.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) t.values()[i];
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(strings = {"adam", "adamW"})
    void threeStepsOfAdam(String name) {
        float decay = name.equals("adam") ? 0 : 0.3f;
        Floats w = input(1, 1, 20).in(kernels);
        Floats m = matrix(1, 20);
        Floats v = matrix(1, 20);
        Floats rows = input(1, 1, 20).in(kernels);
        Floats rowM = matrix(1, 20);
        Floats rowV = matrix(1, 20);
        for (int t = 1; t <= 3; t++) {
            AdamStep step = new AdamStep(1e-2f, 0.9f, 0.98f, 1e-4f, decay, 1, t);
            Floats g = input(1 + t, 1, 20).in(kernels);
            kernels.adam(w, m, v, g, 0, 20, step);
            kernels.sparseAdam(rows, rowM, rowV, new int[] {0}, 1, 20, g, step);
        }
        check(name, "w", w, 0, 1, 20);
        check(name, "w", rows, 0, 1, 20);
    }
}
