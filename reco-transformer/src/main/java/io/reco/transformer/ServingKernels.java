package io.reco.transformer;

import io.reco.core.vector.KernelChoice;
import io.reco.core.vector.Kernels;
import io.reco.transformer.kernel.HeapFloats;
import io.reco.transformer.kernel.TransformerBackends;
import io.reco.transformer.kernel.TransformerKernels;

/** What answers are computed with: the kernels of the heap, whatever trained the model. */
final class ServingKernels {
    private ServingKernels() {}

    /** SIMD or scalar: the same as for the scores of tracks. */
    static TransformerKernels create() {
        return TransformerBackends.create(
                KernelChoice.parse(Kernels.get().kernels().name()));
    }

    /** The weights themselves as parameters, without a copy. */
    static Parameters parameters(TransformerWeights weights) {
        float[] outputs = weights.outputs();
        return new Parameters(
                new HeapFloats(weights.dense()),
                new HeapFloats(weights.items()),
                outputs == null ? null : new HeapFloats(outputs),
                new HeapFloats(weights.attributes()));
    }
}
