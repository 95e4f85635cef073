package io.reco.nd4j.item2vec;

import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.item2vec.spi.TrainingBackend;
import io.reco.embeddings.item2vec.spi.TrainingTables;
import io.reco.nd4j.BackendStatus;
import io.reco.nd4j.BackendStatus.Kind;
import io.reco.nd4j.Nd4jBackends;

/**
 * item2vec on ND4J, on the device that {@link Nd4jBackends} finds; skip-gram and CBOW. Found by {@code ServiceLoader}.
 *
 * <p>It differs from the scalar and SIMD kernels in this: all windows of a batch see the rows from before the batch, and
 * the updates of a row are summed. A row that occurs n times in a batch makes one step of up to n times the rate, so a batch
 * must be small beside the number of tracks that share its windows.
 */
public final class Nd4jTrainingBackend implements TrainingBackend {
    /** The system property that sets the windows of a batch. */
    public static final String BATCH_PROPERTY = "reco.nd4j.batchWindows";

    private static final int CPU_BATCH = 256;
    private static final int MAX_BATCH = 65_536;

    /** For {@code ServiceLoader}. */
    public Nd4jTrainingBackend() {}

    @Override
    public String name() {
        return Nd4jBackends.status().kind() == Kind.CUDA ? "nd4j-cuda" : "nd4j-native";
    }

    @Override
    public Availability availability() {
        BackendStatus status = Nd4jBackends.status();
        return new Availability(status.usable(), status.kind() == Kind.CUDA, status.reason());
    }

    /**
     * {@value #BATCH_PROPERTY} if it is set, else {@value #CPU_BATCH} on the processor, where larger batches gain little, and
     * what is suggested on CUDA.
     *
     * @throws IllegalArgumentException if the property is not a number in [1, 65536]
     */
    @Override
    public int batchWindows(int suggested) {
        String text = System.getProperty(BATCH_PROPERTY);
        if (text == null) {
            return Nd4jBackends.status().kind() == Kind.CPU ? CPU_BATCH : suggested;
        }
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX_BATCH) {
            throw new IllegalArgumentException(
                    "System property " + BATCH_PROPERTY + ": '" + text + "' is not in [1, " + MAX_BATCH + "]");
        }
        return Integer.parseInt(text);
    }

    /** On the processor, for the same number of threads; the order in which a GPU adds is free. */
    @Override
    public boolean reproducible() {
        return Nd4jBackends.status().kind() == Kind.CPU;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if no backend can be used, or ND4J has no memory for the tables
     */
    @Override
    public TrainingTables open(FloatMatrix inputs, FloatMatrix outputs, Setup setup) {
        BackendStatus status = Nd4jBackends.status();
        if (!status.usable()) {
            throw new IllegalStateException("ND4J cannot be used: " + status.reason());
        }
        Transfers transfers = status.kind() == Kind.CPU ? new HostTransfers() : new ApiTransfers();
        try {
            return new Nd4jTables(inputs, outputs, setup, transfers);
        } catch (OutOfMemoryError e) {
            throw new IllegalStateException(
                    "ND4J has no memory for two tables of " + inputs.rows() + " x " + inputs.dim()
                            + " floats: raise -Dorg.bytedeco.javacpp.maxbytes (its default is -Xmx), or lower dimension",
                    e);
        }
    }
}
