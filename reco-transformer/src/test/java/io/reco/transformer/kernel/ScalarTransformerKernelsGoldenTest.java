package io.reco.transformer.kernel;

class ScalarTransformerKernelsGoldenTest extends TransformerKernelsGoldenContract {
    @Override
    protected TransformerKernels create() {
        return HeapKernels.scalar();
    }
}
