package io.reco.transformer;

import io.reco.core.vector.Kernels;
import io.reco.core.vector.VectorKernels;
import io.reco.transformer.kernel.Floats;
import io.reco.transformer.kernel.HeapFloats;
import io.reco.transformer.kernel.TimeBias;
import io.reco.transformer.kernel.TransformerKernels;
import java.util.Arrays;

/** Causal attention of one block for tokens that follow those in a {@link KeyValueCache}. On the heap, forward only. */
final class CachedAttention {
    private final KeyValueCache cache;
    private final VectorKernels kernels = Kernels.get().kernels();
    private final int stride;
    private final int heads;
    private final int width;
    private final int timeBias;
    /** L x S each. */
    private final float[] keys;

    private final float[] values;
    private final float[] weights;

    CachedAttention(KeyValueCache cache, TransformerOptions options, int timeBias) {
        this.cache = cache;
        this.stride = TransformerKernels.stride(options.dim());
        this.heads = options.heads();
        this.width = options.dim() / heads;
        this.timeBias = timeBias;
        this.keys = new float[options.maxLength() * stride];
        this.values = new float[keys.length];
        this.weights = new float[options.maxLength()];
    }

    /**
     * Attention of all tokens of the batch, whose keys and values join the others.
     *
     * @param qkv N rows of 3 S; not modified
     * @param out N x D; modified: set
     */
    void forward(Pass pass, Floats qkv, Floats out) {
        float[] source = ((HeapFloats) qkv).array();
        float[] target = ((HeapFloats) out).array();
        for (int i = 0; i < pass.tokens; i++) {
            int at = cache.length() + i;
            int row = 3 * i * stride;
            System.arraycopy(source, row + stride, keys, at * stride, stride);
            System.arraycopy(source, row + 2 * stride, values, at * stride, stride);
            Arrays.fill(target, i * stride, (i + 1) * stride, 0);
            for (int h = 0; h < heads; h++) {
                int column = h * width;
                kernels.scores(keys, column, stride, at + 1, source, row + column, width, weights, 0);
                softmax(pass, h, at);
                // One row of weights times the values: the sum over tokens.
                kernels.gemm(
                        weights,
                        0,
                        at + 1,
                        1,
                        values,
                        column,
                        stride,
                        width,
                        at + 1,
                        target,
                        i * stride + column,
                        stride);
            }
        }
    }

    private void softmax(Pass pass, int head, int at) {
        float scale = (float) (1 / Math.sqrt(width));
        float largest = Float.NEGATIVE_INFINITY;
        for (int j = 0; j <= at; j++) {
            weights[j] *= scale;
            if (timeBias >= 0) {
                weights[j] += bias(pass, head, at, j);
            }
            largest = Math.max(largest, weights[j]);
        }
        double sum = 0;
        for (int j = 0; j <= at; j++) {
            weights[j] = (float) Math.exp(weights[j] - largest);
            sum += weights[j];
        }
        kernels.scale((float) (1 / sum), weights, 0, at + 1);
    }

    private float bias(Pass pass, int head, int i, int j) {
        long distance = Math.abs((long) cache.seconds()[i] - cache.seconds()[j]);
        int bucket = TimeBias.bucket((int) Math.min(distance, Integer.MAX_VALUE));
        return ((HeapFloats) pass.dense).array()[timeBias + head * TimeBias.BUCKETS + bucket];
    }
}
