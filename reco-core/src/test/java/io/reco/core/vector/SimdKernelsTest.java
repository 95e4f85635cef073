package io.reco.core.vector;

import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("simdCanRun")
class SimdKernelsTest extends VectorKernelsContract {
    @Override
    VectorKernels kernels() {
        return Kernels.select(KernelChoice.SIMD).kernels();
    }

    static boolean simdCanRun() {
        return SimdSupport.obstacle() == null;
    }
}
