package io.reco.nd4j.transformer;

import io.reco.transformer.kernel.AdamStep;

/**
 * What differs between a backend whose arrays lie in the memory of this process and any other: how floats are allocated, and work on
 * single rows and floats. Parameters as of {@code TransformerKernels}. Holds scratch space and serves one thread.
 */
interface Memory extends AutoCloseable {
    /** Makes zeros. */
    Nd4jFloats allocate(int n);

    void gather(Nd4jFloats table, int tableAt, int[] rows, int n, int dim, float scale, Nd4jFloats y, boolean add);

    void scatterAdd(Nd4jFloats dy, int[] rows, int n, int dim, float scale, Nd4jFloats table, int tableAt);

    void sparseAdam(Nd4jFloats w, Nd4jFloats m, Nd4jFloats v, int[] rows, int n, int dim, Nd4jFloats g, AdamStep step);

    double squaredNorm(Nd4jFloats x, int at, int n);

    /** Sets the floats at some distinct positions. */
    void set(Nd4jFloats x, int[] positions, int n, float value);

    /** {@code x[i] += table[entries[i]]} for {@code entries.length} floats; a negative entry adds nothing. */
    void addEntries(Nd4jFloats table, int[] entries, Nd4jFloats x);

    /** {@code table[entries[i]] += x[i]}: backward of {@link #addEntries}. */
    void scatterEntries(Nd4jFloats x, int[] entries, Nd4jFloats table);

    @Override
    void close();
}
