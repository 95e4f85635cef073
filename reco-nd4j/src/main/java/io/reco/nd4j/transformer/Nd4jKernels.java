package io.reco.nd4j.transformer;

import io.reco.transformer.kernel.Activation;
import io.reco.transformer.kernel.AdamStep;
import io.reco.transformer.kernel.AttentionDropout;
import io.reco.transformer.kernel.Floats;
import io.reco.transformer.kernel.LossBatch;
import io.reco.transformer.kernel.TimeBias;
import io.reco.transformer.kernel.TransformerKernels;
import org.jspecify.annotations.Nullable;

/** Kernels on ND4J: takes {@link Nd4jFloats} and hands them to the layers. Layers are not called for nothing: n is 1 or above. */
final class Nd4jKernels implements TransformerKernels {
    private final String name;
    private final Memory memory;
    private final boolean reproducible;
    private final Constants constants;
    private final Nd4jLinear linear;
    private final Nd4jNorm norm;
    private final Nd4jAttention attention;
    private final Nd4jComponents components;
    private final Nd4jLoss loss;
    private final Room adamRoom;

    /** @param memory closed with the kernels */
    Nd4jKernels(String name, Memory memory, boolean reproducible) {
        this.name = name;
        this.memory = memory;
        this.reproducible = reproducible;
        constants = new Constants(memory::allocate);
        linear = new Nd4jLinear(constants);
        norm = new Nd4jNorm(memory, constants);
        attention = new Nd4jAttention(memory);
        components = new Nd4jComponents(memory);
        loss = new Nd4jLoss(memory, constants);
        adamRoom = new Room(memory::allocate);
    }

    private static Nd4jFloats own(Floats floats) {
        return (Nd4jFloats) floats;
    }

    private static @Nullable Nd4jFloats ownOrNull(@Nullable Floats floats) {
        return (Nd4jFloats) floats;
    }

    @Override
    public String name() {
        return name;
    }

    /** On the processor, for the same number of threads; the order in which a GPU adds is free. */
    @Override
    public boolean reproducible() {
        return reproducible;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if ND4J has no memory
     */
    @Override
    public Floats allocate(int n) {
        try {
            return memory.allocate(n);
        } catch (OutOfMemoryError e) {
            throw new IllegalStateException(
                    "ND4J has no memory for " + n
                            + " floats: raise -Dorg.bytedeco.javacpp.maxbytes (its default is -Xmx)",
                    e);
        }
    }

    @Override
    public void linear(Floats x, int n, int in, Floats p, int wAt, int bAt, int out, Floats y, boolean add) {
        if (n > 0) {
            linear.forward(own(x), n, in, own(p), wAt, bAt, out, own(y), add);
        }
    }

    @Override
    public void linearBackward(
            Floats dy,
            Floats x,
            int n,
            int in,
            Floats p,
            int wAt,
            int bAt,
            int out,
            @Nullable Floats dx,
            boolean add,
            Floats g) {
        if (n > 0) {
            linear.backward(own(dy), own(x), n, in, own(p), wAt, bAt, out, ownOrNull(dx), add, own(g));
        }
    }

    @Override
    public void layerNorm(Floats x, int n, int dim, Floats p, int gammaAt, int betaAt, Floats y, Floats statistics) {
        if (n > 0) {
            norm.forward(own(x), n, dim, own(p), gammaAt, betaAt, own(y), own(statistics));
        }
    }

    @Override
    public void layerNormBackward(
            Floats dy,
            Floats x,
            Floats statistics,
            int n,
            int dim,
            Floats p,
            int gammaAt,
            int betaAt,
            Floats dx,
            boolean add,
            Floats g) {
        if (n > 0) {
            norm.backward(own(dy), own(x), own(statistics), n, dim, own(p), gammaAt, betaAt, own(dx), add, own(g));
        }
    }

    @Override
    public void attention(
            Floats qkv,
            int[] starts,
            int sequences,
            int dim,
            int heads,
            boolean causal,
            @Nullable TimeBias bias,
            @Nullable AttentionDropout dropout,
            Floats out,
            Floats logSums) {
        if (starts[sequences] > 0) {
            attention.forward(own(qkv), starts, sequences, dim, heads, causal, bias, dropout, own(out), own(logSums));
        }
    }

    @Override
    public void attentionBackward(
            Floats dOut,
            Floats qkv,
            Floats out,
            Floats logSums,
            int[] starts,
            int sequences,
            int dim,
            int heads,
            boolean causal,
            @Nullable TimeBias bias,
            @Nullable AttentionDropout dropout,
            Floats dqkv,
            Floats g) {
        if (starts[sequences] > 0) {
            attention.backward(
                    own(dOut), own(qkv), own(out), starts, sequences, dim, heads, causal, bias, dropout, own(dqkv),
                    own(g));
        }
    }

    @Override
    public void activate(Activation f, Floats x, int n, Floats y) {
        if (n > 0) {
            components.activate(f, own(x), n, own(y));
        }
    }

    @Override
    public void activateBackward(Activation f, Floats x, Floats dy, int n, Floats dx) {
        if (n > 0) {
            components.activateBackward(f, own(x), own(dy), n, own(dx));
        }
    }

    @Override
    public void multiply(Floats a, Floats b, int n, Floats y, boolean add) {
        if (n > 0) {
            components.multiply(own(a), own(b), n, own(y), add);
        }
    }

    @Override
    public void axpy(float alpha, Floats x, int n, Floats y) {
        if (n > 0) {
            components.axpy(alpha, own(x), n, own(y));
        }
    }

    @Override
    public void dropout(Floats x, int n, float rate, int seed) {
        if (n > 0) {
            components.dropout(own(x), n, rate, seed);
        }
    }

    @Override
    public void gather(Floats table, int tableAt, int[] rows, int n, int dim, float scale, Floats y, boolean add) {
        if (n > 0) {
            memory.gather(own(table), tableAt, rows, n, dim, scale, own(y), add);
        }
    }

    @Override
    public void scatterAdd(Floats dy, int[] rows, int n, int dim, float scale, Floats table, int tableAt) {
        if (n > 0) {
            memory.scatterAdd(own(dy), rows, n, dim, scale, own(table), tableAt);
        }
    }

    @Override
    public double loss(
            LossBatch batch,
            Floats h,
            Floats positives,
            Floats negatives,
            @Nullable Floats own,
            Floats dh,
            Floats dPositives,
            Floats dNegatives,
            @Nullable Floats dOwn) {
        return loss.loss(
                batch,
                own(h),
                own(positives),
                own(negatives),
                ownOrNull(own),
                own(dh),
                own(dPositives),
                own(dNegatives),
                ownOrNull(dOwn));
    }

    @Override
    public void adam(Floats w, Floats m, Floats v, Floats g, int at, int n, AdamStep step) {
        if (n > 0) {
            AdamArrays.step(
                    own(w).vector(at, n),
                    own(m).vector(at, n),
                    own(v).vector(at, n),
                    own(g).vector(at, n),
                    step,
                    adamRoom.of(n).vector(0, n));
        }
    }

    @Override
    public void sparseAdam(Floats w, Floats m, Floats v, int[] rows, int n, int dim, Floats g, AdamStep step) {
        if (n > 0) {
            memory.sparseAdam(own(w), own(m), own(v), rows, n, dim, own(g), step);
        }
    }

    @Override
    public double squaredNorm(Floats x, int at, int n) {
        return n == 0 ? 0 : memory.squaredNorm(own(x), at, n);
    }

    @Override
    public void close() {
        norm.close();
        attention.close();
        components.close();
        loss.close();
        constants.close();
        adamRoom.close();
        memory.close();
    }
}
