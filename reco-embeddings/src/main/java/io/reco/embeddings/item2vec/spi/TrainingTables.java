package io.reco.embeddings.item2vec.spi;

import io.reco.core.vector.FloatMatrix;

/** Two tables on a device while they are trained. Called by one thread at a time. */
public interface TrainingTables extends AutoCloseable {
    /**
     * Trains all windows of a batch, one after the other or at once: rows as they are at the start of a batch may serve all
     * of its windows, and updates of a row that occurs in several are summed.
     *
     * @param batch not to be modified, and not to be kept after the call
     * @return the loss summed over the windows that are {@linkplain WindowBatch#measured measured}, in nats, before their
     *     updates; 0 if none is
     */
    double train(WindowBatch batch);

    /**
     * Waits for all that has been asked for and copies the tables back.
     *
     * @param inputs modified
     * @param outputs modified
     */
    void copyTo(FloatMatrix inputs, FloatMatrix outputs);

    /** Frees the tables. */
    @Override
    void close();
}
