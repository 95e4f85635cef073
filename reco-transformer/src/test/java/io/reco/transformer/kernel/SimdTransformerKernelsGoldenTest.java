package io.reco.transformer.kernel;

import io.reco.core.vector.KernelChoice;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("io.reco.transformer.kernel.SimdTransformerKernelsTest#simdCanRun")
class SimdTransformerKernelsGoldenTest extends TransformerKernelsGoldenContract {
    @Override
    protected TransformerKernels create() {
        return TransformerBackends.create(KernelChoice.SIMD);
    }
}
