package io.reco.transformer.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The layers of a Transformer, each forward and backward, on matrices in the memory of one backend.
 *
 * <p>Matrices are row-major. A matrix with D columns has rows of {@link #stride stride(D)} floats; the pads at their end are
 * zero, and kernels keep them zero. Backward kernels <em>add</em> to gradients of parameters, and set or add to gradients of inputs
 * as {@code add} says. {@code p} is the vector of all dense parameters, {@code g} the vector of their gradients, both with the
 * same layout; offsets {@code ...At} point into either.
 *
 * <p>Sequences of a batch are packed one after the other, without padding: sequence s has the rows {@code starts[s]} up to, not
 * including, {@code starts[s + 1]}.
 *
 * <p>Kernels do not check sizes. NaN and infinities propagate. An instance holds scratch space and serves one thread; memory may
 * be shared by instances of the same kind. The same calls give the same bits again, unless {@link #reproducible} says otherwise.
 */
public interface TransformerKernels extends AutoCloseable {
    /** Floats from one row of a matrix to the next: the number of columns rounded up to a multiple of 16. */
    static int stride(int columns) {
        return (columns + 15) & -16;
    }

    /** Returns {@code scalar}, {@code simd} or a name of the device. */
    String name();

    /** What the bits of results depend on: the name, and for kernels on arrays the width of vectors and the Java version. */
    default String arithmetic() {
        return name();
    }

    /** Whether the same calls give the same bits. */
    default boolean reproducible() {
        return true;
    }

    /** Makes n zeros. */
    Floats allocate(int n);

    /**
     * {@code y = x W + b}, or with {@code add} {@code y += x W + b} (a residual).
     *
     * @param x N x in; not modified
     * @param wAt W in p: in rows of stride(out)
     * @param bAt b in p, stride(out) floats; -1: no bias
     * @param y N x out; modified; not x
     */
    void linear(Floats x, int n, int in, Floats p, int wAt, int bAt, int out, Floats y, boolean add);

    /**
     * {@code dW += x^T dy}, {@code db += column sums of dy}, {@code dx = dy W^T} or with {@code add} added to dx.
     *
     * @param dy N x out; not modified
     * @param x as it was forward
     * @param dx N x in; modified; not dy; null: not wanted
     */
    void linearBackward(
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
            Floats g);

    /**
     * {@code y = gamma (x - mean) / sqrt(variance + 1e-5) + beta} for each row, over its D components (Ba, Kiros, Hinton 2016).
     *
     * @param x N x D; not modified
     * @param gammaAt gamma in p, stride(D) floats
     * @param betaAt beta in p, stride(D) floats
     * @param y N x D; modified; not x
     * @param statistics 2 N floats; modified: row i has its mean at 2 i and its 1 / sqrt(variance + 1e-5) at 2 i + 1
     */
    void layerNorm(Floats x, int n, int dim, Floats p, int gammaAt, int betaAt, Floats y, Floats statistics);

    /**
     * Backward of {@link #layerNorm}.
     *
     * @param dx N x D; modified; may be dy if not {@code add}
     */
    void layerNormBackward(
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
            Floats g);

    /**
     * Attention of H heads over D / H components each, {@code drop(softmax(q k^T / sqrt(D / H) + bias)) v}, within each sequence.
     *
     * @param qkv N rows of 3 stride(D) floats: q, k and v, each D components and pads; not modified
     * @param starts first row of each sequence, and N at the end
     * @param causal whether a token sees only itself and those before it
     * @param bias term by time, or null
     * @param dropout which weights are dropped, or null
     * @param out N x D; modified
     * @param logSums N x H floats without pads; modified: log of the sum of exp of the logits; row i, head h at {@code i H + h}
     */
    void attention(
            Floats qkv,
            int[] starts,
            int sequences,
            int dim,
            int heads,
            boolean causal,
            @Nullable TimeBias bias,
            @Nullable AttentionDropout dropout,
            Floats out,
            Floats logSums);

    /**
     * Backward of {@link #attention}.
     *
     * @param dOut N x D; not modified
     * @param dqkv like qkv; modified: set
     * @param g gradient of the table of the bias is added to it at {@code bias.at()}
     */
    void attentionBackward(
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
            Floats g);

    /** {@code y = f(x)} for n floats; y may be x. Pads: RELU, SILU and GELU keep zeros, SIGMOID makes halves of them. */
    void activate(Activation f, Floats x, int n, Floats y);

    /** {@code dx = dy f'(x)} for n floats, x being the input of {@code activate}; dx may be dy. */
    void activateBackward(Activation f, Floats x, Floats dy, int n, Floats dx);

    /** {@code y = a b}, or with {@code add} {@code y += a b}, component by component of n floats; y may be a or b. */
    void multiply(Floats a, Floats b, int n, Floats y, boolean add);

    /** {@code y += alpha x} for n floats. */
    void axpy(float alpha, Floats x, int n, Floats y);

    /**
     * Sets each of n floats to 0 with probability {@code rate} and multiplies the others by {@code 1 / (1 - rate)}, in place. Which ones
     * depends on seed and position alone, see {@link DropoutMask}. The backward is the same call on the gradient.
     */
    void dropout(Floats x, int n, float rate, int seed);

    /**
     * {@code y[i] = scale table[rows[i]]}, or with {@code add} added to it; a negative row is a row of zeros.
     *
     * @param tableAt first float of row 0
     * @param rows N rows
     * @param y N x D; modified from row 0 on
     */
    void gather(Floats table, int tableAt, int[] rows, int n, int dim, float scale, Floats y, boolean add);

    /** {@code table[rows[i]] += scale dy[i]}, in the order of i; negative rows are left out. Backward of {@link #gather}. */
    void scatterAdd(Floats dy, int[] rows, int n, int dim, float scale, Floats table, int tableAt);

    /**
     * Loss of a batch and its gradients. Tokens of weight 0 get gradients of 0, whatever their rows hold.
     *
     * @param h N x D; not modified
     * @param positives N x D: the output vector of each target; not modified
     * @param negatives K x D: the output vectors of shared negatives; not modified
     * @param own N x D: those of negatives of one token; null if the batch has none
     * @param dh N x D; modified: set
     * @param dPositives N x D; modified: set
     * @param dNegatives K x D; modified: added to
     * @param dOwn N x D; modified: set
     * @return sum over tokens of weight times loss
     */
    double loss(
            LossBatch batch,
            Floats h,
            Floats positives,
            Floats negatives,
            @Nullable Floats own,
            Floats dh,
            Floats dPositives,
            Floats dNegatives,
            @Nullable Floats dOwn);

    /** One step of {@link AdamStep} for n dense parameters from {@code at} on, all four vectors having the same layout. */
    void adam(Floats w, Floats m, Floats v, Floats g, int at, int n, AdamStep step);

    /**
     * One step of {@link AdamStep} for some rows of a table; moments of other rows stay as they are (lazy Adam).
     *
     * @param rows distinct rows
     * @param g gradients, row i being that of {@code rows[i]}
     */
    void sparseAdam(Floats w, Floats m, Floats v, int[] rows, int n, int dim, Floats g, AdamStep step);

    /** Sum of squares of n floats. */
    double squaredNorm(Floats x, int at, int n);

    @Override
    void close();
}
