package io.reco.transformer.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Attention in plain loops, one query after the other. */
final class ScalarAttention implements AttentionKernels {
    /** Of one query: logits, then weights. */
    private float[] weights = {};
    /** Of one query: gradients of the weights, then of the logits. */
    private float[] gradients = {};
    /** Of one query: factors of the weights by dropout. */
    private float[] factors = {};

    @Override
    public void forward(
            float[] qkv,
            int[] starts,
            int sequences,
            int dim,
            int heads,
            boolean causal,
            @Nullable TimeBias bias,
            @Nullable AttentionDropout dropout,
            float[] out,
            float[] logSums) {
        int stride = TransformerKernels.stride(dim);
        int width = dim / heads;
        Arrays.fill(out, 0, starts[sequences] * stride, 0);
        for (int s = 0; s < sequences; s++) {
            reserve(starts[s + 1] - starts[s]);
            for (int i = starts[s]; i < starts[s + 1]; i++) {
                int end = causal ? i + 1 : starts[s + 1];
                for (int h = 0; h < heads; h++) {
                    logits(qkv, stride, starts[s], i, end, h, width, bias);
                    logSums[i * heads + h] = logSum(end - starts[s]);
                    toWeights(end - starts[s], logSums[i * heads + h]);
                    factors(dropout, starts[s], end, i * heads + h);
                    for (int j = starts[s]; j < end; j++) {
                        int vAt = (3 * j + 2) * stride + h * width;
                        addScaled(
                                weights[j - starts[s]] * factors[j - starts[s]],
                                qkv,
                                vAt,
                                out,
                                i * stride + h * width,
                                width);
                    }
                }
            }
        }
    }

    @Override
    public void backward(
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
            float[] g) {
        int stride = TransformerKernels.stride(dim);
        int width = dim / heads;
        Arrays.fill(dqkv, 0, 3 * starts[sequences] * stride, 0);
        for (int s = 0; s < sequences; s++) {
            reserve(starts[s + 1] - starts[s]);
            for (int i = starts[s]; i < starts[s + 1]; i++) {
                int end = causal ? i + 1 : starts[s + 1];
                for (int h = 0; h < heads; h++) {
                    logits(qkv, stride, starts[s], i, end, h, width, bias);
                    toWeights(end - starts[s], logSums[i * heads + h]);
                    factors(dropout, starts[s], end, i * heads + h);
                    logitGradients(dOut, qkv, stride, starts[s], i, end, h, width, dqkv);
                    inputGradients(qkv, stride, starts[s], i, end, h, width, dqkv);
                    if (bias != null) {
                        for (int j = starts[s]; j < end; j++) {
                            g[bias.entry(h, i, j)] += gradients[j - starts[s]];
                        }
                    }
                }
            }
        }
    }

    private void reserve(int length) {
        if (weights.length < length) {
            weights = new float[length];
            gradients = new float[length];
            factors = new float[length];
        }
    }

    private void logits(
            float[] qkv, int stride, int start, int i, int end, int head, int width, @Nullable TimeBias bias) {
        double scale = 1 / Math.sqrt(width);
        for (int j = start; j < end; j++) {
            int qAt = 3 * i * stride + head * width;
            int kAt = (3 * j + 1) * stride + head * width;
            double logit = dot(qkv, qAt, qkv, kAt, width) * scale;
            if (bias != null) {
                logit += ((HeapFloats) bias.table()).array()[bias.entry(head, i, j)];
            }
            weights[j - start] = (float) logit;
        }
    }

    private float logSum(int n) {
        float max = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < n; j++) {
            max = Math.max(max, weights[j]);
        }
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum += Math.exp(weights[j] - max);
        }
        return (float) (max + Math.log(sum));
    }

    private void toWeights(int n, float logSum) {
        for (int j = 0; j < n; j++) {
            weights[j] = (float) Math.exp(weights[j] - logSum);
        }
    }

    private void factors(@Nullable AttentionDropout dropout, int start, int end, int entry) {
        if (dropout == null) {
            Arrays.fill(factors, 0, end - start, 1);
            return;
        }
        int rowSeed = dropout.rowSeed(entry);
        for (int j = start; j < end; j++) {
            factors[j - start] = dropout.factor(j, rowSeed);
        }
    }

    /**
     * With w the weights, f their factors and d = f dOut . v: the gradient of logit j is {@code w_j (d_j - sum over m of w_m d_m)};
     * dv += f w dOut.
     */
    private void logitGradients(
            float[] dOut, float[] qkv, int stride, int start, int i, int end, int head, int width, float[] dqkv) {
        int dAt = i * stride + head * width;
        double mean = 0;
        for (int j = start; j < end; j++) {
            int vAt = (3 * j + 2) * stride + head * width;
            gradients[j - start] = (float) (factors[j - start] * dot(dOut, dAt, qkv, vAt, width));
            mean += (double) weights[j - start] * gradients[j - start];
            addScaled(weights[j - start] * factors[j - start], dOut, dAt, dqkv, vAt, width);
        }
        for (int j = 0; j < end - start; j++) {
            gradients[j] = (float) (weights[j] * (gradients[j] - mean));
        }
    }

    private void inputGradients(float[] qkv, int stride, int start, int i, int end, int head, int width, float[] dqkv) {
        float scale = (float) (1 / Math.sqrt(width));
        int qAt = 3 * i * stride + head * width;
        for (int j = start; j < end; j++) {
            int kAt = (3 * j + 1) * stride + head * width;
            float gradient = gradients[j - start] * scale;
            addScaled(gradient, qkv, kAt, dqkv, qAt, width);
            addScaled(gradient, qkv, qAt, dqkv, kAt, width);
        }
    }

    private static double dot(float[] a, int aAt, float[] b, int bAt, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (double) a[aAt + i] * b[bAt + i];
        }
        return sum;
    }

    private static void addScaled(float alpha, float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] += alpha * x[xAt + i];
        }
    }
}
