package io.reco.embeddings.item2vec;

import io.reco.core.vector.KernelChoice;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("simdCanRun")
class SimdSkipGramTest extends SkipGramKernelContract {
    @Override
    SkipGramKernel kernel() {
        return SkipGramKernels.select(KernelChoice.SIMD).kernels();
    }

    static boolean simdCanRun() {
        try {
            return !SkipGramKernels.select(KernelChoice.SIMD).name().isEmpty();
        } catch (IllegalStateException cannotRun) {
            return false;
        }
    }
}
