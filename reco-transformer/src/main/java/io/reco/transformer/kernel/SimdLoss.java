package io.reco.transformer.kernel;

import static io.reco.core.vector.SimdSpecies.FLOATS;
import static io.reco.core.vector.SimdSpecies.LANES;
import static io.reco.transformer.kernel.SimdPanels.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;

/**
 * The loss on vectors, a panel of {@link SimdPanels#WIDTH} tokens after the other; tokens of weight 0 are left out. Logits of a
 * panel are held transposed, a row for each negative, so that a lane is a token: they stay in the cache, and sums over
 * negatives are sums of vectors. Needs about K (D + WIDTH) floats of scratch.
 */
final class SimdLoss implements LossKernels {
    /** Tokens of the panel. */
    private final int[] tokens = new int[WIDTH];

    private final float[] positive = new float[WIDTH];
    private final float[] own = new float[WIDTH];
    private final float[] weight = new float[WIDTH];
    private final float[] max = new float[WIDTH];
    private final float[] sum = new float[WIDTH];
    private final float[] logSum = new float[WIDTH];
    private final float[] loss = new float[WIDTH];
    /** What shared negatives' gradients have in common: of each token. */
    private final float[] factor = new float[WIDTH];

    private final float[] positiveGradient = new float[WIDTH];
    private final float[] ownGradient = new float[WIDTH];

    /** WIDTH x D: rows h of the tokens of the panel. */
    private float[] rows = {};
    /** WIDTH x D: dh of the tokens of the panel. */
    private float[] rowGradients = {};
    /** Transpose of rows. */
    private float[] transposed = {};
    /** Rows times their factors. */
    private float[] scaled = {};
    /** K x WIDTH: logits, then gradients. */
    private float[] logits = {};
    /** Negatives in panels. */
    private float[] packed = {};
    /** WIDTH x LANES: products of a row whose sum over lanes is to be taken, and their transpose. */
    private final float[] products = new float[WIDTH * LANES];

    private final float[] turned = new float[WIDTH * LANES];
    private final Occurrences occurrences = new Occurrences();

    @Override
    public double loss(
            LossBatch batch,
            float[] h,
            float[] positives,
            float[] negatives,
            float @Nullable [] ownRows,
            float[] dh,
            float[] dPositives,
            float[] dNegatives,
            float @Nullable [] dOwn) {
        int stride = TransformerKernels.stride(batch.dim());
        reserve(batch.negatives(), stride);
        clear(dh, batch.tokens() * stride);
        clear(dPositives, batch.tokens() * stride);
        if (dOwn != null) {
            clear(dOwn, batch.tokens() * stride);
        }
        if (batch.negativeItems() != null) {
            occurrences.index(batch.negativeItems(), batch.negatives());
        }
        SimdPanels.pack(negatives, 0, stride, batch.negatives(), stride, packed);
        double total = 0;
        int n = 0;
        for (int i = 0; i < batch.tokens(); i++) {
            if (batch.weights()[i] != 0) {
                tokens[n++] = i;
            }
            if (n == WIDTH || n > 0 && i == batch.tokens() - 1) {
                total += panel(batch, n, h, positives, negatives, ownRows, dh, dPositives, dNegatives, dOwn);
                n = 0;
            }
        }
        return total;
    }

    private void reserve(int negatives, int stride) {
        rows = SimdPanels.reserve(rows, WIDTH * stride);
        rowGradients = SimdPanels.reserve(rowGradients, WIDTH * stride);
        transposed = SimdPanels.reserve(transposed, WIDTH * stride);
        scaled = SimdPanels.reserve(scaled, WIDTH * SimdPanels.padded(stride));
        logits = SimdPanels.reserve(logits, Math.multiplyExact(negatives, WIDTH));
        packed = SimdPanels.reserve(packed, Math.multiplyExact(negatives, SimdPanels.padded(stride)));
    }

    private static void clear(float[] x, int n) {
        Arrays.fill(x, 0, n, 0);
    }

    private double panel(
            LossBatch batch,
            int n,
            float[] h,
            float[] positives,
            float[] negatives,
            float @Nullable [] ownRows,
            float[] dh,
            float[] dPositives,
            float[] dNegatives,
            float @Nullable [] dOwn) {
        int stride = TransformerKernels.stride(batch.dim());
        int k = batch.negatives();
        for (int i = 0; i < n; i++) {
            System.arraycopy(h, tokens[i] * stride, rows, i * stride, stride);
        }
        logits(batch, n, positives, negatives, ownRows);
        if (batch.kind() == LossBatch.Kind.SOFTMAX) {
            softmax(k);
        } else {
            binary(k, batch.positiveWeight(), batch.negativeWeight(), batch.offset());
        }
        SimdProduct.set(logits, 0, 1, WIDTH, n, k, packed, k * WIDTH, stride, rowGradients, 0, stride);
        for (int i = 0; i < n; i++) {
            int at = tokens[i] * stride;
            copyScaled(factor[i], rowGradients, i * stride, dh, at, stride);
            pair(positiveGradient[i], h, positives, at, dh, dPositives, stride);
            if (ownRows != null && dOwn != null && batch.countsOwn(tokens[i])) {
                pair(ownGradient[i], h, ownRows, at, dh, dOwn, stride);
            }
            copyScaled(factor[i], rows, i * stride, rows, i * stride, stride);
        }
        SimdPanels.pack(rows, 0, stride, n, stride, scaled);
        SimdProduct.add(logits, 0, WIDTH, 1, k, n, scaled, n * WIDTH, stride, dNegatives, 0, stride);
        double total = 0;
        for (int i = 0; i < n; i++) {
            total += (double) weight[i] * loss[i];
        }
        return total;
    }

    /** Logits of the panel: of positives, own negatives and shared negatives. */
    private void logits(LossBatch batch, int n, float[] positives, float[] negatives, float @Nullable [] ownRows) {
        int stride = TransformerKernels.stride(batch.dim());
        int k = batch.negatives();
        Arrays.fill(weight, 0);
        Arrays.fill(own, SimdSoftmax.MASKED);
        for (int i = 0; i < n; i++) {
            weight[i] = batch.weights()[tokens[i]];
        }
        dots(n, positives, stride, positive);
        float[] corrections = batch.targetCorrections();
        for (int i = 0; corrections != null && i < n; i++) {
            positive[i] -= corrections[tokens[i]];
        }
        if (ownRows != null) {
            dots(n, ownRows, stride, own);
            for (int i = 0; i < n; i++) {
                own[i] = batch.countsOwn(tokens[i]) ? own[i] : SimdSoftmax.MASKED;
            }
        }
        SimdPanels.packTransposed(rows, 0, stride, n, batch.dim(), WIDTH, 1, transposed);
        SimdProduct.set(
                negatives, 0, stride, 1, k, batch.dim(), transposed, batch.dim() * WIDTH, WIDTH, logits, 0, WIDTH);
        if (batch.negativeCorrections() != null) {
            subtract(logits, k, batch.negativeCorrections());
        }
        for (int i = 0; i < n; i++) {
            int target = batch.targets()[tokens[i]];
            if (batch.negativeItems() != null) {
                for (int at = occurrences.first(target); at >= 0; at = occurrences.next(at, target)) {
                    logits[at * WIDTH + i] = SimdSoftmax.MASKED;
                }
            } else if (target >= 0 && target < k) {
                logits[target * WIDTH + i] = SimdSoftmax.MASKED;
            }
        }
    }

    /** Products of rows of the panel with rows of the same tokens. */
    private void dots(int n, float[] other, int stride, float[] result) {
        for (int i = 0; i < n; i++) {
            product(rows, i * stride, other, tokens[i] * stride, stride, products, i * LANES);
        }
        SimdPanels.packTransposed(products, 0, LANES, n, LANES, WIDTH, 1, turned);
        columnSums(turned, result);
    }

    private static void product(float[] a, int aAt, float[] b, int bAt, int n, float[] sums, int to) {
        FloatVector sum = FloatVector.broadcast(FLOATS, 0);
        for (int i = 0; i < n; i += LANES) {
            sum = FloatVector.fromArray(FLOATS, a, aAt + i).fma(FloatVector.fromArray(FLOATS, b, bAt + i), sum);
        }
        sum.intoArray(sums, to);
    }

    private static void columnSums(float[] x, float[] result) {
        FloatVector a = FloatVector.broadcast(FLOATS, 0);
        FloatVector b = a;
        for (int r = 0; r < LANES; r++) {
            a = a.add(FloatVector.fromArray(FLOATS, x, r * WIDTH));
            b = b.add(FloatVector.fromArray(FLOATS, x, r * WIDTH + LANES));
        }
        a.intoArray(result, 0);
        b.intoArray(result, LANES);
    }

    private static void subtract(float[] z, int n, float[] corrections) {
        for (int k = 0; k < n; k++) {
            FloatVector.fromArray(FLOATS, z, k * WIDTH).sub(corrections[k]).intoArray(z, k * WIDTH);
            FloatVector.fromArray(FLOATS, z, k * WIDTH + LANES)
                    .sub(corrections[k])
                    .intoArray(z, k * WIDTH + LANES);
        }
    }

    /** From logits: {@code exp(z - max)}, and of each token the loss and the factors that make gradients of them. */
    private void softmax(int k) {
        for (int i = 0; i < WIDTH; i += LANES) {
            FloatVector.fromArray(FLOATS, positive, i)
                    .max(FloatVector.fromArray(FLOATS, own, i))
                    .intoArray(max, i);
        }
        SimdSoftmax.raise(logits, k, max);
        Arrays.fill(sum, 0);
        System.arraycopy(positive, 0, positiveGradient, 0, WIDTH);
        System.arraycopy(own, 0, ownGradient, 0, WIDTH);
        SimdSoftmax.exponentials(positiveGradient, 1, max, sum);
        SimdSoftmax.exponentials(ownGradient, 1, max, sum);
        SimdSoftmax.exponentials(logits, k, max, sum);
        SimdSoftmax.logSums(max, sum, logSum);
        for (int i = 0; i < WIDTH; i += LANES) {
            FloatVector w = FloatVector.fromArray(FLOATS, weight, i);
            FloatVector scale = w.div(FloatVector.fromArray(FLOATS, sum, i));
            scale.intoArray(factor, i);
            FloatVector.fromArray(FLOATS, positiveGradient, i).mul(scale).sub(w).intoArray(positiveGradient, i);
            FloatVector.fromArray(FLOATS, ownGradient, i).mul(scale).intoArray(ownGradient, i);
            FloatVector.fromArray(FLOATS, logSum, i)
                    .sub(FloatVector.fromArray(FLOATS, positive, i))
                    .intoArray(loss, i);
        }
    }

    /** From logits: {@code logistic(z + offset)}, and of each token the loss and the factors that make gradients of them. */
    private void binary(int k, float positiveWeight, float negativeWeight, float offset) {
        for (int i = 0; i < WIDTH; i++) {
            max[i] = -positive[i] - offset;
        }
        Arrays.fill(sum, 0);
        SimdLogistic.replace(logits, k, offset, sum);
        SimdLogistic.replace(own, 1, offset, sum);
        System.arraycopy(own, 0, ownGradient, 0, WIDTH);
        Arrays.fill(loss, 0);
        SimdLogistic.replace(max, 1, 0, loss);
        for (int i = 0; i < WIDTH; i++) {
            factor[i] = weight[i] * negativeWeight;
            positiveGradient[i] = -weight[i] * positiveWeight * max[i];
            ownGradient[i] *= factor[i];
            loss[i] = positiveWeight * loss[i] + negativeWeight * sum[i];
        }
    }

    /** The gradient d of the logit h . e, into both. */
    private static void pair(float d, float[] h, float[] e, int at, float[] dh, float[] de, int n) {
        FloatVector factor = FloatVector.broadcast(FLOATS, d);
        for (int i = at; i < at + n; i += LANES) {
            FloatVector.fromArray(FLOATS, e, i)
                    .fma(factor, FloatVector.fromArray(FLOATS, dh, i))
                    .intoArray(dh, i);
            FloatVector.fromArray(FLOATS, h, i).mul(factor).intoArray(de, i);
        }
    }

    private static void copyScaled(float alpha, float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector.fromArray(FLOATS, x, xAt + i).mul(alpha).intoArray(y, yAt + i);
        }
    }
}
