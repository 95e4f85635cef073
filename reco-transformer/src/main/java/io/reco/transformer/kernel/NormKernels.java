package io.reco.transformer.kernel;

/** Layer norm of {@link HeapKernels}; parameters as of {@link TransformerKernels}. */
interface NormKernels {
    /** Added to the variance. */
    float EPSILON = 1e-5f;

    void forward(float[] x, int n, int dim, float[] p, int gammaAt, int betaAt, float[] y, float[] statistics);

    void backward(
            float[] dy,
            float[] x,
            float[] statistics,
            int n,
            int dim,
            float[] p,
            int gammaAt,
            int betaAt,
            float[] dx,
            boolean add,
            float[] g);
}
