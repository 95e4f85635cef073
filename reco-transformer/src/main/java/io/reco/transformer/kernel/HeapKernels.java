package io.reco.transformer.kernel;

import org.jspecify.annotations.Nullable;

/** Kernels on Java arrays: takes the arrays out of {@link HeapFloats} and hands them to the kernels of each role. */
final class HeapKernels implements TransformerKernels {
    private final String name;
    private final String arithmetic;
    private final LinearKernels linear;
    private final NormKernels norm;
    private final AttentionKernels attention;
    private final ElementwiseKernels elementwise;
    private final LossKernels loss;
    private final AdamKernels adam;

    private HeapKernels(
            String name,
            String width,
            LinearKernels linear,
            NormKernels norm,
            AttentionKernels attention,
            ElementwiseKernels elementwise,
            LossKernels loss,
            AdamKernels adam) {
        this.name = name;
        arithmetic = name + width + ", Java " + Runtime.version().feature();
        this.linear = linear;
        this.norm = norm;
        this.attention = attention;
        this.elementwise = elementwise;
        this.loss = loss;
        this.adam = adam;
    }

    /** Plain loops. */
    static HeapKernels scalar() {
        return new HeapKernels(
                "scalar",
                "",
                new ScalarLinear(),
                new ScalarNorm(),
                new ScalarAttention(),
                new ScalarElementwise(),
                new ScalarLoss(),
                new ScalarAdam());
    }

    /** The JDK Vector API. To be called only where it can run: the classes named here need its module. */
    static HeapKernels simd() {
        return new HeapKernels(
                "simd",
                " of " + SimdLinear.VECTOR_BITS + " bits",
                new SimdLinear(),
                new SimdNorm(),
                new SimdAttention(),
                new SimdElementwise(),
                new SimdLoss(),
                new SimdAdam());
    }

    private static float[] array(Floats floats) {
        return ((HeapFloats) floats).array();
    }

    private static float @Nullable [] arrayOrNull(@Nullable Floats floats) {
        return floats == null ? null : array(floats);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String arithmetic() {
        return arithmetic;
    }

    @Override
    public Floats allocate(int n) {
        return new HeapFloats(new float[n]);
    }

    @Override
    public void close() {}

    @Override
    public void linear(Floats x, int n, int in, Floats p, int wAt, int bAt, int out, Floats y, boolean add) {
        linear.forward(array(x), n, in, array(p), wAt, bAt, out, array(y), add);
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
        linear.backward(array(dy), array(x), n, in, array(p), wAt, bAt, out, arrayOrNull(dx), add, array(g));
    }

    @Override
    public void layerNorm(Floats x, int n, int dim, Floats p, int gammaAt, int betaAt, Floats y, Floats statistics) {
        norm.forward(array(x), n, dim, array(p), gammaAt, betaAt, array(y), array(statistics));
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
        norm.backward(
                array(dy), array(x), array(statistics), n, dim, array(p), gammaAt, betaAt, array(dx), add, array(g));
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
        attention.forward(array(qkv), starts, sequences, dim, heads, causal, bias, dropout, array(out), array(logSums));
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
        attention.backward(
                array(dOut),
                array(qkv),
                array(out),
                array(logSums),
                starts,
                sequences,
                dim,
                heads,
                causal,
                bias,
                dropout,
                array(dqkv),
                array(g));
    }

    @Override
    public void activate(Activation f, Floats x, int n, Floats y) {
        elementwise.activate(f, array(x), n, array(y));
    }

    @Override
    public void activateBackward(Activation f, Floats x, Floats dy, int n, Floats dx) {
        elementwise.activateBackward(f, array(x), array(dy), n, array(dx));
    }

    @Override
    public void multiply(Floats a, Floats b, int n, Floats y, boolean add) {
        elementwise.multiply(array(a), array(b), n, array(y), add);
    }

    @Override
    public void axpy(float alpha, Floats x, int n, Floats y) {
        elementwise.axpy(alpha, array(x), n, array(y));
    }

    @Override
    public void dropout(Floats x, int n, float rate, int seed) {
        elementwise.dropout(array(x), n, rate, seed);
    }

    @Override
    public void gather(Floats table, int tableAt, int[] rows, int n, int dim, float scale, Floats y, boolean add) {
        elementwise.gather(array(table), tableAt, rows, n, dim, scale, array(y), add);
    }

    @Override
    public void scatterAdd(Floats dy, int[] rows, int n, int dim, float scale, Floats table, int tableAt) {
        elementwise.scatterAdd(array(dy), rows, n, dim, scale, array(table), tableAt);
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
                array(h),
                array(positives),
                array(negatives),
                arrayOrNull(own),
                array(dh),
                array(dPositives),
                array(dNegatives),
                arrayOrNull(dOwn));
    }

    @Override
    public void adam(Floats w, Floats m, Floats v, Floats g, int at, int n, AdamStep step) {
        adam.adam(array(w), array(m), array(v), array(g), at, n, step);
    }

    @Override
    public void sparseAdam(Floats w, Floats m, Floats v, int[] rows, int n, int dim, Floats g, AdamStep step) {
        adam.sparseAdam(array(w), array(m), array(v), rows, n, dim, array(g), step);
    }

    @Override
    public double squaredNorm(Floats x, int at, int n) {
        return adam.squaredNorm(array(x), at, n);
    }
}
