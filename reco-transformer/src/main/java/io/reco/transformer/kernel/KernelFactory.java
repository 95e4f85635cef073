package io.reco.transformer.kernel;

/** Makes kernels of one kind, one instance for each thread. Safe for use by several threads. */
@FunctionalInterface
public interface KernelFactory {
    /** Makes an instance; its memory may be shared with other instances of this factory. */
    TransformerKernels create();
}
