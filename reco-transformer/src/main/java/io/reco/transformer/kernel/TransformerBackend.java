package io.reco.transformer.kernel;

/**
 * A provider of {@link TransformerKernels} on another device, found by {@code ServiceLoader}. Has a public constructor without
 * parameters; stateless and thread-safe.
 */
public interface TransformerBackend extends KernelFactory {
    /** Name in logs and provenance, such as {@code nd4j-cuda}. */
    String name();

    /** Whether it can run here. Called once or more before {@link #create}; must not throw. */
    Availability availability();

    /**
     * Whether a backend can run.
     *
     * @param usable whether it can
     * @param accelerated whether it runs on a device that is faster than the processor, such as a GPU
     * @param reason why, or why not: a device name, a missing library
     */
    record Availability(boolean usable, boolean accelerated, String reason) {}
}
