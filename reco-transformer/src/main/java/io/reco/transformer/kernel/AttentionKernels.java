package io.reco.transformer.kernel;

import org.jspecify.annotations.Nullable;

/** Attention of {@link HeapKernels}; parameters as of {@link TransformerKernels}. */
interface AttentionKernels {
    void forward(
            float[] qkv,
            int[] starts,
            int sequences,
            int dim,
            int heads,
            boolean causal,
            @Nullable TimeBias bias,
            @Nullable AttentionDropout dropout,
            float[] out,
            float[] logSums);

    void backward(
            float[] dOut,
            float[] qkv,
            float[] out,
            float[] logSums,
            int[] starts,
            int sequences,
            int dim,
            int heads,
            boolean causal,
            @Nullable TimeBias bias,
            @Nullable AttentionDropout dropout,
            float[] dqkv,
            float[] g);
}
