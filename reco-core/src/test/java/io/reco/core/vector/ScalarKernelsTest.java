package io.reco.core.vector;

class ScalarKernelsTest extends VectorKernelsContract {
    @Override
    VectorKernels kernels() {
        return Kernels.select(KernelChoice.SCALAR).kernels();
    }
}
