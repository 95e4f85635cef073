package io.reco.nd4j;

/**
 * Which backend of ND4J this process gets.
 *
 * @param kind the backend; {@link Kind#NONE} if there is none that can be used
 * @param reason what was found: the device, or what is missing and how to get it
 */
public record BackendStatus(Kind kind, String reason) {
    /** A backend of ND4J. */
    public enum Kind {
        /** Nothing that can be used. */
        NONE,
        /** nd4j-native: the processor. */
        CPU,
        /** nd4j-cuda: an NVIDIA GPU. */
        CUDA
    }

    /** Whether ND4J can be used. */
    public boolean usable() {
        return kind != Kind.NONE;
    }
}
