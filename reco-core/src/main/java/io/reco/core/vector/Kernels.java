package io.reco.core.vector;

/**
 * The way to the {@link VectorKernels}.
 *
 * <pre>{@code
 * VectorKernels kernels = Kernels.get().kernels();
 * float similarity = kernels.cosine(a, 0, b, 0, a.length);
 * }</pre>
 */
public final class Kernels {

    private static final KernelSource<VectorKernels> SOURCE =
            new KernelSource<>("vector", () -> new ScalarKernels(), () -> new SimdKernels());

    private Kernels() {}

    /**
     * Returns the selection of this process: {@code AUTO}, or what the system property {@value KernelChoice#PROPERTY} says.
     *
     * @throws IllegalArgumentException if the property holds an unknown value
     * @throws IllegalStateException if the property asks for SIMD and it cannot run here
     */
    public static KernelSelection<VectorKernels> get() {
        return SOURCE.get();
    }

    /**
     * Returns the selection for an explicit choice.
     *
     * @throws IllegalStateException if SIMD is asked for and cannot run here; the message says what is missing
     */
    public static KernelSelection<VectorKernels> select(KernelChoice choice) {
        return SOURCE.select(choice);
    }
}
