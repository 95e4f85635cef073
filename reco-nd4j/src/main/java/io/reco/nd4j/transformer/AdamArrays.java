package io.reco.nd4j.transformer;

import io.reco.transformer.kernel.AdamStep;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * {@link AdamStep} by ND4J's {@code adam_updater}, which adds epsilon before the correction of moments and computes that in
 * floats. So it is told an iteration at which its own correction is 1, and gets rate and epsilon corrected:
 * <pre>{@code
 * rate (m / c1) / (sqrt(v / c2) + epsilon) = (rate sqrt(c2) / c1) m / (sqrt(v) + epsilon sqrt(c2)),  ci = 1 - betai^t
 * }</pre>
 */
final class AdamArrays {
    private AdamArrays() {}

    /**
     * One step for arrays of one shape.
     *
     * @param room of the same shape; modified
     */
    static void step(INDArray w, INDArray m, INDArray v, INDArray g, AdamStep step, INDArray room) {
        double c1 = 1 - Math.pow(step.beta1(), step.step());
        double c2 = Math.sqrt(1 - Math.pow(step.beta2(), step.step()));
        g.mul(step.scale(), room);
        Nd4j.exec(DynamicCustomOp.builder("adam_updater")
                .addInputs(room, v, m)
                .addOutputs(room, v, m)
                .addFloatingPointArguments(
                        step.rate() * c2 / c1, (double) step.beta1(), (double) step.beta2(), step.epsilon() * c2)
                .addIntegerArguments(Integer.MAX_VALUE - 1)
                .build());
        if (step.decay() > 0) {
            w.muli(1 - step.rate() * step.decay());
        }
        w.subi(room);
    }
}
