package io.reco.nd4j;

import java.util.Set;

/**
 * Compute capability of an NVIDIA device, such as 8.6.
 *
 * @param major 1 or above
 * @param minor 0 or above
 */
public record ComputeCapability(int major, int minor) implements Comparable<ComputeCapability> {
    /**
     * What {@code libnd4jcuda.so} of nd4j-cuda-11.6 1.0.0-M2.1 holds machine code for, read from the binary. It holds no PTX,
     * so there is nothing to compile for other devices.
     */
    private static final Set<ComputeCapability> IN_BINARY = Set.of(
            new ComputeCapability(3, 7),
            new ComputeCapability(5, 0),
            new ComputeCapability(5, 2),
            new ComputeCapability(6, 0),
            new ComputeCapability(6, 1),
            new ComputeCapability(7, 0),
            new ComputeCapability(7, 5),
            new ComputeCapability(8, 0),
            new ComputeCapability(8, 6));

    /**
     * Whether the CUDA build of ND4J has machine code that runs on it: code for the same major version and the same or a lower
     * minor one, which is NVIDIA's rule. Other devices answer "no kernel image is available".
     */
    public boolean served() {
        return IN_BINARY.stream().anyMatch(built -> built.major == major && built.minor <= minor);
    }

    /** Lower versions first. */
    @Override
    public int compareTo(ComputeCapability other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
