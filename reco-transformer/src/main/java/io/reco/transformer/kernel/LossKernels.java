package io.reco.transformer.kernel;

import org.jspecify.annotations.Nullable;

/** The loss of {@link HeapKernels}; parameters as of {@link TransformerKernels}. */
interface LossKernels {
    double loss(
            LossBatch batch,
            float[] h,
            float[] positives,
            float[] negatives,
            float @Nullable [] own,
            float[] dh,
            float[] dPositives,
            float[] dNegatives,
            float @Nullable [] dOwn);
}
