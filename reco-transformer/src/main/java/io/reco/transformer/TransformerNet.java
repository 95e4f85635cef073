package io.reco.transformer;

import io.reco.transformer.kernel.Floats;
import io.reco.transformer.kernel.TransformerKernels;

/**
 * The network: forward, loss and backward over packed sequences, written once for all kernels. Holds the buffers of one worker,
 * made once for batches up to a size; the parameters are shared. Not thread-safe.
 */
public final class TransformerNet {

    /**
     * A net of its own buffers over shared parameters.
     *
     * @param parameters in the memory of these kernels, of the shape that options and features give
     * @param maxSequences most sequences of a batch
     * @param maxTokens most tokens of a batch
     */
    public TransformerNet(
            TransformerOptions options,
            ItemFeatures features,
            Parameters parameters,
            TransformerKernels kernels,
            int maxSequences,
            int maxTokens) {
        throw new UnsupportedOperationException();
    }

    /**
     * Hidden states after the last norm: what output vectors are multiplied with.
     *
     * @param dropoutSeed 0: no dropout
     * @return N x D, valid until the next call
     */
    public Floats forward(PackedBatch batch, int dropoutSeed) {
        throw new UnsupportedOperationException();
    }

    /**
     * Hidden states of the last token of each sequence, without dropout. The last block works on those tokens alone, except for
     * keys and values.
     *
     * @return B x D, valid until the next call
     */
    public Floats forwardLast(PackedBatch batch) {
        throw new UnsupportedOperationException();
    }

    /**
     * Adds the gradients of a batch.
     *
     * @param negatives {@link Negatives#ALL} for the full softmax
     * @param gradients modified: added to
     * @param dropoutSeed 0: no dropout; should differ from batch to batch
     * @return sum over tokens of weight times loss
     */
    public double train(
            PackedBatch batch, Negatives negatives, LossOptions loss, Gradients gradients, int dropoutSeed) {
        throw new UnsupportedOperationException();
    }

    /** The loss of {@link #train} without gradients and dropout. */
    public double loss(PackedBatch batch, Negatives negatives, LossOptions loss) {
        throw new UnsupportedOperationException();
    }
}
