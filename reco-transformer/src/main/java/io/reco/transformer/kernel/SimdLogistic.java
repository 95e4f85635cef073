package io.reco.transformer.kernel;

import static io.reco.core.vector.SimdSpecies.FLOATS;
import static io.reco.core.vector.SimdSpecies.LANES;
import static io.reco.transformer.kernel.SimdPanels.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** The logistic function and log(1 + exp(z)) of a panel z, rows of {@link SimdPanels#WIDTH} floats, by {@code exp(-|z|)}. */
final class SimdLogistic {
    private static final int SIGN = 31;

    private SimdLogistic() {}

    /** With {@code y = z + offset}: {@code z = 1 / (1 + exp(-y))}, {@code sum += } column sums of {@code log(1 + exp(y))}. */
    static void replace(float[] z, int rows, float offset, float[] sum) {
        for (int column = 0; column < WIDTH; column += LANES) {
            addSoftplus(z, rows, column, offset, sum);
            logistic(z, rows, column, offset);
        }
    }

    private static void addSoftplus(float[] z, int rows, int column, float offset, float[] sum) {
        FloatVector total = FloatVector.fromArray(FLOATS, sum, column);
        for (int r = 0; r < rows; r++) {
            FloatVector u = FloatVector.fromArray(FLOATS, z, r * WIDTH + column).add(offset);
            total = total.add(u.max(0f)).add(SimdMath.log1p(SimdMath.exp(u.abs().neg())));
        }
        total.intoArray(sum, column);
    }

    /** With e = exp(-|y|): 1 / (1 + e), times e where y is negative. */
    private static void logistic(float[] z, int rows, int column, float offset) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        IntVector oneBits = one.reinterpretAsInts();
        for (int r = 0; r < rows; r++) {
            int at = r * WIDTH + column;
            FloatVector u = FloatVector.fromArray(FLOATS, z, at).add(offset);
            FloatVector e = SimdMath.exp(u.abs().neg());
            IntVector negative = u.reinterpretAsInts().lanewise(VectorOperators.ASHR, SIGN);
            FloatVector numerator = e.reinterpretAsInts()
                    .sub(oneBits)
                    .and(negative)
                    .add(oneBits)
                    .reinterpretAsFloats();
            numerator.div(e.add(one)).intoArray(z, at);
        }
    }
}
