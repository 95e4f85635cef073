package io.reco.transformer.kernel;

import static io.reco.core.vector.SimdSpecies.FLOATS;
import static io.reco.core.vector.SimdSpecies.LANES;
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
            FloatVector.fromArray(FLOATS, z, row)
                    .add(FloatVector.fromArray(FLOATS, TRIANGLE, WIDTH - r))
                    .intoArray(z, row);
            FloatVector.fromArray(FLOATS, z, row + LANES)
                    .add(FloatVector.fromArray(FLOATS, TRIANGLE, WIDTH - r + LANES))
                    .intoArray(z, row + LANES);
        }
    }

    /** {@code max = max(max, z)}. */
    static void raise(float[] z, int rows, float[] max) {
        FloatVector a = FloatVector.fromArray(FLOATS, max, 0);
        FloatVector b = FloatVector.fromArray(FLOATS, max, LANES);
        for (int r = 0; r < rows; r++) {
            a = a.max(FloatVector.fromArray(FLOATS, z, r * WIDTH));
            b = b.max(FloatVector.fromArray(FLOATS, z, r * WIDTH + LANES));
        }
        a.intoArray(max, 0);
        b.intoArray(max, LANES);
    }

    /** {@code z = exp(z - shift)}, {@code sum += } column sums of it. */
    static void exponentials(float[] z, int rows, float[] shift, float[] sum) {
        exponentials(z, rows, 0, shift, sum);
        exponentials(z, rows, LANES, shift, sum);
    }

    private static void exponentials(float[] z, int rows, int column, float[] shift, float[] sum) {
        FloatVector less = FloatVector.fromArray(FLOATS, shift, column);
        FloatVector total = FloatVector.fromArray(FLOATS, sum, column);
        for (int r = 0; r < rows; r++) {
            int at = r * WIDTH + column;
            FloatVector e = SimdMath.exp(FloatVector.fromArray(FLOATS, z, at).sub(less));
            e.intoArray(z, at);
            total = total.add(e);
        }
        total.intoArray(sum, column);
    }

    /** {@code z = z / sum}, {@code logSum = shift + log(sum)}. */
    static void normalise(float[] z, int rows, float[] shift, float[] sum, float[] logSum) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector factorA = one.div(FloatVector.fromArray(FLOATS, sum, 0));
        FloatVector factorB = one.div(FloatVector.fromArray(FLOATS, sum, LANES));
        for (int r = 0; r < rows; r++) {
            FloatVector.fromArray(FLOATS, z, r * WIDTH).mul(factorA).intoArray(z, r * WIDTH);
            FloatVector.fromArray(FLOATS, z, r * WIDTH + LANES).mul(factorB).intoArray(z, r * WIDTH + LANES);
        }
        logSums(shift, sum, logSum);
    }

    /** {@code logSum = shift + log(sum)}. */
    static void logSums(float[] shift, float[] sum, float[] logSum) {
        for (int i = 0; i < WIDTH; i += LANES) {
            FloatVector log = SimdMath.log(FloatVector.fromArray(FLOATS, sum, i));
            log.add(FloatVector.fromArray(FLOATS, shift, i)).intoArray(logSum, i);
        }
    }

    /** Backward: {@code d = p (d - column sums of p d)}, p the weights and d first their gradients, then those of the logits. */
    static void backward(float[] p, float[] d, int rows) {
        FloatVector sumA = FloatVector.broadcast(FLOATS, 0);
        FloatVector sumB = sumA;
        for (int r = 0; r < rows; r++) {
            sumA = FloatVector.fromArray(FLOATS, p, r * WIDTH).fma(FloatVector.fromArray(FLOATS, d, r * WIDTH), sumA);
            sumB = FloatVector.fromArray(FLOATS, p, r * WIDTH + LANES)
                    .fma(FloatVector.fromArray(FLOATS, d, r * WIDTH + LANES), sumB);
        }
        for (int r = 0; r < rows; r++) {
            FloatVector.fromArray(FLOATS, d, r * WIDTH)
                    .sub(sumA)
                    .mul(FloatVector.fromArray(FLOATS, p, r * WIDTH))
                    .intoArray(d, r * WIDTH);
            FloatVector.fromArray(FLOATS, d, r * WIDTH + LANES)
                    .sub(sumB)
                    .mul(FloatVector.fromArray(FLOATS, p, r * WIDTH + LANES))
                    .intoArray(d, r * WIDTH + LANES);
        }
    }
}
