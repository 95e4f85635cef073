package io.reco.transformer.kernel;

import io.reco.core.vector.KernelChoice;

/** The way to the {@link TransformerKernels}. */
public final class TransformerBackends {
    private TransformerBackends() {}

    /** Makes kernels of the kind that a choice stands for. */
    public static TransformerKernels create(KernelChoice choice) {
        if (choice != KernelChoice.SCALAR && choice != KernelChoice.AUTO) {
            throw new IllegalStateException("kernels: " + choice.text() + " cannot be used: not built yet");
        }
        return HeapKernels.scalar();
    }
}
