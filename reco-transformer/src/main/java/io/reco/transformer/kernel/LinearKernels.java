package io.reco.transformer.kernel;

import org.jspecify.annotations.Nullable;

/** Linear layers of {@link HeapKernels}; parameters as of {@link TransformerKernels}. */
interface LinearKernels {
    void forward(float[] x, int n, int in, float[] p, int wAt, int bAt, int out, float[] y, boolean add);

    void backward(
            float[] dy,
            float[] x,
            int n,
            int in,
            float[] p,
            int wAt,
            int bAt,
            int out,
            float @Nullable [] dx,
            boolean add,
            float[] g);
}
