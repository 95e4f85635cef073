package io.reco.embeddings.item2vec;

import java.util.List;

/**
 * How a model came about.
 *
 * @param sequences sequences read
 * @param tokens tokens trained on in an epoch: of tracks with a vector, in sequences of two or more of them
 * @param kernels which kernels trained it, and their width
 * @param reproducible whether the same sequences, options and kernels give the same bits again: true for one thread
 * @param epochLoss mean loss of a positive pair with its negatives, in nats, one per epoch: over every
 *     {@value SkipGramWorker#LOSS_STRIDE}th centre of each block of sequences, before its update
 */
public record TrainingSummary(
        long sequences, long tokens, String kernels, boolean reproducible, List<Double> epochLoss) {
    /** Copies the list. */
    public TrainingSummary {
        epochLoss = List.copyOf(epochLoss);
    }
}
