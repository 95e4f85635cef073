package io.reco.transformer.kernel;

/** Plain loops. */
class ScalarTransformerKernelsTest extends TransformerKernelsContract {
    @Override
    protected TransformerKernels create() {
        return HeapKernels.scalar();
    }
}
