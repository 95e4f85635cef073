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
 *
 * <p>On one processor thread the same batches give the same bits. With several threads of BLAS, and on a GPU, whose order of
 * additions is free, they need not.
 */
public final class Nd4jTrainingBackend implements TrainingBackend {
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
