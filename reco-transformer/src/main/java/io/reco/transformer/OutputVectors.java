package io.reco.transformer;

import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Kernels;
import io.reco.core.vector.VectorKernels;
import io.reco.transformer.kernel.TransformerKernels;

/** The vectors that items are scored against. */
final class OutputVectors {
    private OutputVectors() {}

    /** See {@link TransformerModel#outputs}. */
    static FloatMatrix of(TransformerWeights weights, ItemFeatures features) {
        int dim = weights.options().dim();
        int stride = TransformerKernels.stride(dim);
        int items = weights.itemCount();
        float[] own = weights.outputs();
        if (own != null || weights.attributeCount() == 0) {
            return FloatMatrix.wrap(own != null ? own : weights.items(), 0, items, dim, stride);
        }
        FloatMatrix sums = FloatMatrix.allocate(items, dim);
        VectorKernels kernels = Kernels.get().kernels();
        for (int item = 0; item < items; item++) {
            float[] array = sums.array(item);
            int at = sums.offset(item);
            System.arraycopy(weights.items(), item * stride, array, at, dim);
            for (int j = 0; j < features.attributeCount(item); j++) {
                kernels.axpy(1, weights.attributes(), features.attribute(item, j) * stride, array, at, dim);
            }
        }
        return sums;
    }
}
