package io.reco.transformer.kernel;

import io.reco.core.vector.KernelChoice;
import org.junit.jupiter.api.condition.EnabledIf;

/** The Vector API. */
@EnabledIf("simdCanRun")
class SimdTransformerKernelsTest extends TransformerKernelsContract {
    @Override
    protected TransformerKernels create() {
        return TransformerBackends.create(KernelChoice.SIMD);
    }

    static boolean simdCanRun() {
        try {
            return TransformerBackends.select(KernelChoice.SIMD).name().equals("simd");
        } catch (IllegalStateException cannotRun) {
            return false;
        }
    }
}
