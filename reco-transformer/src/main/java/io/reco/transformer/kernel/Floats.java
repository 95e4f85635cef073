package io.reco.transformer.kernel;

/**
 * Floats in the memory of a backend: on the heap, or on a device. Made by {@link TransformerKernels#allocate}, and understood
 * by the kernels that made it only.
 */
public interface Floats {
    /** Number of floats. */
    int length();

    /**
     * Copies floats in.
     *
     * @param at first position written
     * @param source not modified
     */
    void write(int at, float[] source, int from, int n);

    /**
     * Copies floats out.
     *
     * @param at first position read
     * @param target modified
     */
    void read(int at, float[] target, int from, int n);

    /** Sets n floats from {@code at} on. */
    void fill(int at, int n, float value);
}
