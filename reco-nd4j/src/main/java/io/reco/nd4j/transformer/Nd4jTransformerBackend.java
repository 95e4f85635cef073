package io.reco.nd4j.transformer;

import io.reco.nd4j.BackendStatus;
import io.reco.nd4j.BackendStatus.Kind;
import io.reco.nd4j.Nd4jBackends;
import io.reco.transformer.kernel.TransformerBackend;
import io.reco.transformer.kernel.TransformerKernels;

/**
 * The Transformer on ND4J, on the device that {@link Nd4jBackends} finds. Found by {@code ServiceLoader}.
 *
 * <p>nd4j-native uses several processor threads for one operation, so one worker is enough there; the environment variable {@code
 * OMP_NUM_THREADS} bounds them. Results are those of the scalar kernels to rounding.
 */
public final class Nd4jTransformerBackend implements TransformerBackend {
    /** For {@code ServiceLoader}. */
    public Nd4jTransformerBackend() {}

    @Override
    public String name() {
        return name(Nd4jBackends.status());
    }

    private static String name(BackendStatus status) {
        return status.kind() == Kind.CUDA ? "nd4j-cuda" : "nd4j-native";
    }

    @Override
    public Availability availability() {
        BackendStatus status = Nd4jBackends.status();
        return new Availability(status.usable(), status.kind() == Kind.CUDA, status.reason());
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if no backend can be used
     */
    @Override
    public TransformerKernels create() {
        BackendStatus status = Nd4jBackends.status();
        if (!status.usable()) {
            throw new IllegalStateException("ND4J cannot be used: " + status.reason());
        }
        boolean host = status.kind() == Kind.CPU;
        return new Nd4jKernels(name(status), host ? new HostMemory() : new DeviceMemory(), host);
    }
}
