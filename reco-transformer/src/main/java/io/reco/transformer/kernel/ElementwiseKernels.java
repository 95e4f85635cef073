package io.reco.transformer.kernel;

/** What {@link HeapKernels} does component by component or row by row; parameters as of {@link TransformerKernels}. */
interface ElementwiseKernels {
    void activate(Activation f, float[] x, int n, float[] y);

    void activateBackward(Activation f, float[] x, float[] dy, int n, float[] dx);

    void multiply(float[] a, float[] b, int n, float[] y, boolean add);

    void axpy(float alpha, float[] x, int n, float[] y);

    void dropout(float[] x, int n, float rate, int seed);

    void gather(float[] table, int tableAt, int[] rows, int n, int dim, float scale, float[] y, boolean add);

    void scatterAdd(float[] dy, int[] rows, int n, int dim, float scale, float[] table, int tableAt);
}
