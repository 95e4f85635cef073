package io.reco.transformer.kernel;

import static io.reco.transformer.kernel.SimdPanels.WIDTH;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Attention on vectors: for each sequence and head, panels of {@link SimdPanels#WIDTH} queries against all keys (if causal: against
 * those up to the last query of the panel). Logits of a panel are held transposed, a row for each key, so that a lane is a query;
 * they stay in the cache until the panel is done. Heads whose width is not a multiple of a panel go through padded copies.
 */
final class SimdAttention implements AttentionKernels {
    private int stride;
    private int width;
    private int padded;
    private boolean causal;
    private float scale;

    /** Keys x WIDTH: logits, then weights. */
    private float[] weights = {};
    /** Keys x WIDTH: gradients of weights, then of logits. */
    private float[] gradients = {};
    /** Transpose of the queries of a panel. */
    private float[] queries = {};
    /** Transpose of the output gradients of a panel. */
    private float[] outputs = {};
    /** Values (forward) or keys (backward) of a sequence, in panels. */
    private float[] packed = {};
    /** Queries, then output gradients of a panel. */
    private float[] panel = {};
    /** Rows of a panel, of padded width. */
    private float[] rows = {};
    /** Of the keys of a sequence, of padded width. */
    private float[] keyGradients = {};
    /** Of the values of a sequence, of padded width. */
    private float[] valueGradients = {};

    private final float[] max = new float[WIDTH];
    private final float[] sum = new float[WIDTH];
    private final float[] logSum = new float[WIDTH];
    private final int[] rowSeeds = new int[WIDTH];

    private void shape(int dim, int heads, boolean ordered, int[] starts, int sequences) {
        int longest = 0;
        for (int s = 0; s < sequences; s++) {
            longest = Math.max(longest, starts[s + 1] - starts[s]);
        }
        stride = TransformerKernels.stride(dim);
        width = dim / heads;
        padded = SimdPanels.padded(width);
        causal = ordered;
        scale = (float) (1 / Math.sqrt(width));
        weights = SimdPanels.reserve(weights, longest * WIDTH);
        gradients = SimdPanels.reserve(gradients, longest * WIDTH);
        queries = SimdPanels.reserve(queries, padded * WIDTH);
        outputs = SimdPanels.reserve(outputs, padded * WIDTH);
        packed = SimdPanels.reserve(packed, longest * padded);
        panel = SimdPanels.reserve(panel, padded * WIDTH);
        rows = SimdPanels.reserve(rows, WIDTH * padded);
        keyGradients = SimdPanels.reserve(keyGradients, longest * padded);
        valueGradients = SimdPanels.reserve(valueGradients, longest * padded);
    }

    @Override
    public void forward(
            float[] qkv,
            int[] starts,
            int sequences,
            int dim,
            int heads,
            boolean ordered,
            @Nullable TimeBias bias,
            @Nullable AttentionDropout dropout,
            float[] out,
            float[] logSums) {
        shape(dim, heads, ordered, starts, sequences);
        clearPads(out, starts[sequences], dim);
        for (int s = 0; s < sequences; s++) {
            int start = starts[s];
            int length = starts[s + 1] - start;
            for (int h = 0; h < heads; h++) {
                int value = (3 * start + 2) * stride + h * width;
                SimdPanels.packScaled(qkv, value, 3 * stride, length, width, 1, packed);
                for (int first = 0; first < length; first += WIDTH) {
                    int count = Math.min(WIDTH, length - first);
                    int keys = logits(qkv, start, length, first, h, bias);
                    Arrays.fill(max, Float.NEGATIVE_INFINITY);
                    Arrays.fill(sum, 0);
                    SimdSoftmax.raise(weights, keys, max);
                    SimdSoftmax.exponentials(weights, keys, max, sum);
                    SimdSoftmax.normalise(weights, keys, max, sum, logSum);
                    drop(dropout, weights, keys, start, first, count, heads, h);
                    for (int q = 0; q < count; q++) {
                        logSums[(start + first + q) * heads + h] = logSum[q];
                    }
                    byKey(weights, first, count, keys, length, out, (start + first) * stride + h * width, stride);
                }
            }
        }
    }

    private void drop(
            @Nullable AttentionDropout dropout,
            float[] panelOfWeights,
            int keys,
            int start,
            int first,
            int count,
            int heads,
            int head) {
        if (dropout != null) {
            for (int q = 0; q < count; q++) {
                rowSeeds[q] = dropout.rowSeed((start + first + q) * heads + head);
            }
            SimdDropout.panel(panelOfWeights, keys, start, rowSeeds, dropout);
        }
    }

    /** Pads of N x D, which products for heads leave alone. */
    private void clearPads(float[] x, int n, int dim) {
        if (dim < stride) {
            for (int row = 0; row < n; row++) {
                Arrays.fill(x, row * stride + dim, (row + 1) * stride, 0);
            }
        }
    }

    /** Fills weights with the logits of a panel of queries and returns how many keys it has. */
    private int logits(float[] qkv, int start, int length, int first, int head, @Nullable TimeBias bias) {
        int count = Math.min(WIDTH, length - first);
        int keys = causal ? first + count : length;
        int query = 3 * (start + first) * stride + head * width;
        SimdPanels.packTransposed(qkv, query, 3 * stride, count, width, WIDTH, scale, queries);
        int key = (3 * start + 1) * stride + head * width;
        SimdProduct.set(qkv, key, 3 * stride, 1, keys, width, queries, width * WIDTH, WIDTH, weights, 0, WIDTH);
        if (bias != null) {
            float[] table = ((HeapFloats) bias.table()).array();
            for (int j = 0; j < keys; j++) {
                for (int q = 0; q < count; q++) {
                    weights[j * WIDTH + q] += table[bias.entry(head, start + first + q, start + j)];
                }
            }
        }
        if (causal) {
            SimdSoftmax.maskUpper(weights, first * WIDTH, keys - first);
        }
        return keys;
    }

    /** Rows of C of a panel of queries: the sum over keys of what the panel holds for a key times the packed row of the key. */
    private void byKey(float[] byQuery, int first, int count, int keys, int length, float[] c, int cAt, int cRow) {
        float[] target = padded == width ? c : rows;
        int at = padded == width ? cAt : 0;
        int row = padded == width ? cRow : padded;
        int seen = causal ? first + 1 : keys;
        SimdProduct.setLower(byQuery, 0, 1, WIDTH, count, seen, keys, packed, length * WIDTH, padded, target, at, row);
        if (padded != width) {
            for (int q = 0; q < count; q++) {
                System.arraycopy(rows, q * padded, c, cAt + q * cRow, width);
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
            boolean ordered,
            @Nullable TimeBias bias,
            @Nullable AttentionDropout dropout,
            float[] dqkv,
            float[] g) {
        shape(dim, heads, ordered, starts, sequences);
        clearPads(dqkv, 3 * starts[sequences], dim);
        for (int s = 0; s < sequences; s++) {
            int start = starts[s];
            int length = starts[s + 1] - start;
            for (int h = 0; h < heads; h++) {
                backwardHead(dOut, qkv, logSums, start, length, h, heads, bias, dropout, dqkv, g);
            }
        }
    }

    private void backwardHead(
            float[] dOut,
            float[] qkv,
            float[] logSums,
            int start,
            int length,
            int h,
            int heads,
            @Nullable TimeBias bias,
            @Nullable AttentionDropout dropout,
            float[] dqkv,
            float[] g) {
        int query = 3 * start * stride + h * width;
        int key = query + stride;
        int value = key + stride;
        SimdPanels.packScaled(qkv, key, 3 * stride, length, width, scale, packed);
        Arrays.fill(keyGradients, 0, length * padded, 0);
        Arrays.fill(valueGradients, 0, length * padded, 0);
        for (int first = 0; first < length; first += WIDTH) {
            int count = Math.min(WIDTH, length - first);
            int keys = logits(qkv, start, length, first, h, bias);
            Arrays.fill(max, -SimdSoftmax.MASKED);
            Arrays.fill(sum, 0);
            for (int q = 0; q < count; q++) {
                max[q] = logSums[(start + first + q) * heads + h];
            }
            SimdSoftmax.exponentials(weights, keys, max, sum);
            int output = (start + first) * stride + h * width;
            SimdPanels.packTransposed(dOut, output, stride, count, width, WIDTH, 1, outputs);
            SimdProduct.set(qkv, value, 3 * stride, 1, keys, width, outputs, width * WIDTH, WIDTH, gradients, 0, WIDTH);
            drop(dropout, gradients, keys, start, first, count, heads, h);
            SimdSoftmax.backward(weights, gradients, keys);
            drop(dropout, weights, keys, start, first, count, heads, h);
            if (bias != null) {
                addBiasGradient(bias, start, first, count, keys, h, g);
            }
            int diagonal = causal ? first : keys;
            SimdPanels.packScaled(dOut, output, stride, count, width, 1, panel);
            SimdProduct.addUpper(
                    weights, 0, WIDTH, keys, diagonal, count, panel, count * WIDTH, padded, valueGradients, 0, padded);
            SimdPanels.packScaled(qkv, query + 3 * first * stride, 3 * stride, count, width, scale, panel);
            SimdProduct.addUpper(
                    gradients, 0, WIDTH, keys, diagonal, count, panel, count * WIDTH, padded, keyGradients, 0, padded);
            int row = 3 * stride;
            byKey(gradients, first, count, keys, length, dqkv, query + first * row, row);
        }
        for (int j = 0; j < length; j++) {
            System.arraycopy(keyGradients, j * padded, dqkv, key + 3 * j * stride, width);
            System.arraycopy(valueGradients, j * padded, dqkv, value + 3 * j * stride, width);
        }
    }

    private void addBiasGradient(TimeBias bias, int start, int first, int count, int keys, int h, float[] g) {
        for (int j = 0; j < keys; j++) {
            for (int q = 0; q < count; q++) {
                g[bias.entry(h, start + first + q, start + j)] += gradients[j * WIDTH + q];
            }
        }
    }
}
