package io.reco.embeddings.item2vec.spi;

import io.reco.core.vector.FloatMatrix;

/** A provider of training on another device. Has a public constructor without parameters; stateless and thread-safe. */
public interface TrainingBackend {
    /** Name in logs and provenance, such as {@code nd4j-cuda}. */
    String name();

    /** Whether it can run here. Called once or more before {@link #open}; must not throw. */
    Availability availability();

    /**
     * Takes over training of two tables.
     *
     * @param inputs input rows (tracks, then attributes) as training starts; to be copied, not modified here
     * @param outputs output rows, likewise, with as many rows
     * @param setup sizes of the batches to come
     * @throws IllegalStateException if the device cannot take them; the message says what to change
     */
    TrainingTables open(FloatMatrix inputs, FloatMatrix outputs, Setup setup);

    /** Whether the same steps give the same bits again. */
    default boolean reproducible() {
        return false;
    }

    /**
     * How many windows a batch is to hold. More windows are better work for a device, and more updates that do not see each
     * other.
     *
     * @param suggested what the trainer would choose
     * @return 1 or above
     */
    default int batchWindows(int suggested) {
        return suggested;
    }

    /**
     * Whether a backend can run.
     *
     * @param usable whether it can
     * @param accelerated whether it runs on a device that is faster than the processor, such as a GPU
     * @param reason why, or why not: a device name, a missing library
     */
    record Availability(boolean usable, boolean accelerated, String reason) {}

    /**
     * Sizes of the batches of a run.
     *
     * @param maxInputs most input rows of a window
     * @param maxOutputs most output rows of a window
     * @param batchWindows windows that a batch is meant to hold; the last of a block of sequences holds fewer
     */
    record Setup(int maxInputs, int maxOutputs, int batchWindows) {}
}
