package io.reco.embeddings.item2vec;

import io.reco.core.vector.KernelChoice;
import io.reco.core.vector.KernelSelection;
import io.reco.core.vector.KernelSource;

/** The way to the {@link SkipGramKernel}. */
final class SkipGramKernels {
    private static final KernelSource<SkipGramKernel> SOURCE =
            new KernelSource<>("skip-gram", () -> new ScalarSkipGram(), () -> new SimdSkipGram());

    private SkipGramKernels() {}

    /** Returns the selection of this process for {@link KernelChoice#AUTO}, and a selection of its own for any other. */
    static KernelSelection<SkipGramKernel> select(KernelChoice choice) {
        return choice == KernelChoice.AUTO ? SOURCE.get() : SOURCE.select(choice);
    }
}
