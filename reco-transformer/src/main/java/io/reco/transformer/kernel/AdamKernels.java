package io.reco.transformer.kernel;

/** Optimiser of {@link HeapKernels}; parameters as of {@link TransformerKernels}. */
interface AdamKernels {
    void adam(float[] w, float[] m, float[] v, float[] g, int at, int n, AdamStep step);

    void sparseAdam(float[] w, float[] m, float[] v, int[] rows, int n, int dim, float[] g, AdamStep step);

    double squaredNorm(float[] x, int at, int n);
}
