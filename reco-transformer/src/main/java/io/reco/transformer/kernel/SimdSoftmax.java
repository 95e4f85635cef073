package io.reco.transformer.kernel;

import static io.reco.core.vector.SimdSpecies.LANES;
import static io.reco.transformer.kernel.SimdMath.broadcast;
import static io.reco.transformer.kernel.SimdMath.load;
import static io.reco.transformer.kernel.SimdPanels.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Softmax down the columns of a panel z, rows of {@link SimdPanels#WIDTH} floats: one lane is one column, so that no sums over
 * lanes are needed. Arguments named after a column quantity hold a float for each column of the panel.
 */
final class SimdSoftmax {
    /** What is added to logits that do not count: exp of it, less any maximum, is 0. */
    static final float MASKED = -1e30f;

    /** From {@code WIDTH - d} on: d masked columns, then WIDTH - d others. */
    private static final float[] TRIANGLE = new float[2 * WIDTH];

    static {
        java.util.Arrays.fill(TRIANGLE, 0, WIDTH, MASKED);
    }

    private SimdSoftmax() {}

    /** Masks the first r columns of each row r. */
    static void maskUpper(float[] z, int at, int rows) {
        for (int r = 1; r < rows; r++) {
            int row = at + r * WIDTH;
            load(z, row).add(load(TRIANGLE, WIDTH - r)).intoArray(z, row);
            load(z, row + LANES).add(load(TRIANGLE, WIDTH - r + LANES)).intoArray(z, row + LANES);
        }
    }

    /** {@code max = max(max, z)}. */
    static void raise(float[] z, int rows, float[] max) {
        FloatVector a = load(max, 0);
        FloatVector b = load(max, LANES);
        for (int r = 0; r < rows; r++) {
            a = a.max(load(z, r * WIDTH));
            b = b.max(load(z, r * WIDTH + LANES));
        }
        a.intoArray(max, 0);
        b.intoArray(max, LANES);
    }

    /** {@code z = exp(z - shift)}, {@code sum += } column sums of it. */
    static void exponentials(float[] z, int rows, float[] shift, float[] sum) {
        FloatVector shiftA = load(shift, 0);
        FloatVector shiftB = load(shift, LANES);
        FloatVector sumA = load(sum, 0);
        FloatVector sumB = load(sum, LANES);
        for (int r = 0; r < rows; r++) {
            FloatVector a = SimdMath.exp(load(z, r * WIDTH).sub(shiftA));
            FloatVector b = SimdMath.exp(load(z, r * WIDTH + LANES).sub(shiftB));
            a.intoArray(z, r * WIDTH);
            b.intoArray(z, r * WIDTH + LANES);
            sumA = sumA.add(a);
            sumB = sumB.add(b);
        }
        sumA.intoArray(sum, 0);
        sumB.intoArray(sum, LANES);
    }

    /** {@code z = z / sum}, {@code logSum = shift + log(sum)}. */
    static void normalise(float[] z, int rows, float[] shift, float[] sum, float[] logSum) {
        FloatVector one = broadcast(1);
        FloatVector factorA = one.div(load(sum, 0));
        FloatVector factorB = one.div(load(sum, LANES));
        for (int r = 0; r < rows; r++) {
            load(z, r * WIDTH).mul(factorA).intoArray(z, r * WIDTH);
            load(z, r * WIDTH + LANES).mul(factorB).intoArray(z, r * WIDTH + LANES);
        }
        logSums(shift, sum, logSum);
    }

    /** {@code logSum = shift + log(sum)}. */
    static void logSums(float[] shift, float[] sum, float[] logSum) {
        load(shift, 0).add(SimdMath.log(load(sum, 0))).intoArray(logSum, 0);
        load(shift, LANES).add(SimdMath.log(load(sum, LANES))).intoArray(logSum, LANES);
    }

    /** Backward: {@code d = p (d - column sums of p d)}, p the weights and d first their gradients, then those of the logits. */
    static void backward(float[] p, float[] d, int rows) {
        FloatVector sumA = broadcast(0);
        FloatVector sumB = sumA;
        for (int r = 0; r < rows; r++) {
            sumA = load(p, r * WIDTH).fma(load(d, r * WIDTH), sumA);
            sumB = load(p, r * WIDTH + LANES).fma(load(d, r * WIDTH + LANES), sumB);
        }
        for (int r = 0; r < rows; r++) {
            load(d, r * WIDTH).sub(sumA).mul(load(p, r * WIDTH)).intoArray(d, r * WIDTH);
            load(d, r * WIDTH + LANES).sub(sumB).mul(load(p, r * WIDTH + LANES)).intoArray(d, r * WIDTH + LANES);
        }
    }
}
