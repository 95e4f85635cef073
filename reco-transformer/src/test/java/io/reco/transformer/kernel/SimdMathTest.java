package io.reco.transformer.kernel;

import static io.reco.core.vector.SimdSpecies.FLOATS;
import static io.reco.core.vector.SimdSpecies.LANES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reco.core.vector.KernelChoice;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The errors that {@link SimdMath} promises, over 200,000 arguments each, against double precision. */
class SimdMathTest {
    private static final int STEPS = 200_000;

    @BeforeEach
    void withTheVectorApi() {
        assumeTrue(
                KernelChoice.configured() != KernelChoice.SCALAR
                        && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
                "needs the Vector API");
    }

    @Test
    void exp() {
        assertThat(worst(-87.3f, 88, SimdMath::exp, Math::exp, y -> Math.abs(y)))
                .isLessThan(1.2e-7);
        assertThat(at(-88.5f, SimdMath::exp)).isZero();
        assertThat(at(1e6f, SimdMath::exp)).isEqualTo(at(88, SimdMath::exp)).isFinite();
    }

    @Test
    void log() {
        assertThat(worst(1e-3f, 50, SimdMath::log, Math::log, y -> Math.max(1, Math.abs(y))))
                .isLessThan(1.2e-7);
        assertThat(worst(50, 1e30f, SimdMath::log, Math::log, y -> Math.max(1, Math.abs(y))))
                .isLessThan(1.2e-7);
    }

    @Test
    void log1p() {
        assertThat(worst(1e-6f, 1, SimdMath::log1p, Math::log1p, y -> y)).isLessThan(2.2e-7);
        assertThat(at(0, SimdMath::log1p)).isZero();
    }

    @Test
    void logistic() {
        assertThat(worst(-87.3f, 40, SimdMath::logistic, x -> 1 / (1 + Math.exp(-x)), y -> y))
                .isLessThan(4e-7);
        assertThat(at(-100, SimdMath::logistic)).isPositive().isLessThan(1e-38f);
    }

    @Test
    void tanh() {
        assertThat(worst(-20, 20, SimdMath::tanh, Math::tanh, y -> 1)).isLessThan(3e-7);
    }

    private static float at(float x, UnaryOperator<FloatVector> f) {
        return f.apply(FloatVector.broadcast(FLOATS, x)).lane(0);
    }

    /** The largest error, divided by {@code scale} of the exact value. */
    private static double worst(
            float from, float to, UnaryOperator<FloatVector> f, DoubleUnaryOperator exact, DoubleUnaryOperator scale) {
        double worst = 0;
        float[] x = new float[LANES];
        float[] y = new float[LANES];
        for (int i = 0; i < STEPS; i += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                x[lane] = (float) (from + ((double) to - from) * (i + lane) / STEPS);
            }
            f.apply(FloatVector.fromArray(FLOATS, x, 0)).intoArray(y, 0);
            for (int lane = 0; lane < LANES; lane++) {
                double expected = exact.applyAsDouble(x[lane]);
                worst = Math.max(worst, Math.abs(y[lane] - expected) / scale.applyAsDouble(expected));
            }
        }
        return worst;
    }
}
