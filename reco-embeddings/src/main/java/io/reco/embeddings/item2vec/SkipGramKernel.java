package io.reco.embeddings.item2vec;

/**
 * One step of gradient descent of skip-gram with negative sampling for all pairs of some input rows and some output rows.
 *
 * <p>With {@code x[i]} the input rows, {@code w[j]} the output rows, label {@code y[j]} = 1 for j = 0 (the centre; a batch
 * may have none) and 0 for the negatives, and s the sigmoid, the loss is
 * <pre>{@code
 * L = - sum over i, j of  y[j] log s(x[i].w[j]) + (1 - y[j]) log(1 - s(x[i].w[j]))
 * }</pre>
 * and the step is, with {@code g[i][j] = rate (y[j] - s(x[i].w[j]))},
 * <pre>{@code
 * x[i] += sum over j of g[i][j] w[j]
 * w[j] += sum over i of g[i][j] x[i]
 * }</pre>
 *
 * <p>Order, the same in every implementation: first all logits and gradients from the rows as they are; then the updates,
 * in tiles of two inputs and six outputs, outputs inside. Within a tile the outputs follow one after the other; all see
 * the inputs as they were before the tile. So with up to two inputs and six outputs, all distinct, the step is the exact
 * gradient of L; otherwise later tiles see rows that earlier ones have moved, a difference of second order in the rate. Two
 * equal inputs in a tile are taken one by one, so no update is lost when a row occurs twice.
 *
 * <p>The sigmoid is {@code 1/2 + tanh(z / 2) / 2} with the Pade approximant (5/4) of tanh, its argument cut where it reaches 1:
 * off by less than 4e-4 everywhere, and within 1e-6 of 0 or 1 beyond |z| = 7.3, where the step is nearly zero.
 *
 * <p>Implementations are stateless: scratch space is in the {@link SkipGramBatch}. Threads may share the tables without
 * locks (Hogwild): a lost update costs nothing but itself. With one thread the same input gives the same bits, interpreted
 * or compiled, on any JDK, for one implementation and vector width.
 */
interface SkipGramKernel {
    /** Returns {@code scalar} or {@code simd}. */
    String name();

    /**
     * How many floats of a row take part: those of the dimension, and zeros up to a length that suits the kernel, at most the
     * next multiple of 16.
     */
    int rowLength(int dimension);

    /**
     * Does one step and leaves the logits from before the step in the batch.
     *
     * @param in modified: the input rows of the batch
     * @param out modified: the output rows of the batch; its pad row is read and must be all zeros
     * @param batch the rows; its logits and gradients are overwritten
     * @param rate learning rate, 0 or above
     */
    void step(float[] in, float[] out, SkipGramBatch batch, float rate);
}
