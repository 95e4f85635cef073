package io.reco.transformer;

/**
 * How one epoch went.
 *
 * @param epoch 1 for the first
 * @param loss mean loss of a target, in nats
 * @param rate learning rate of its last step
 * @param steps steps so far
 * @param tokens tokens trained on in it
 * @param tokensPerSecond tokens over the time of its training, validation not counted; of what was trained since the
 *     last start, if a run was resumed within the epoch
 * @param metric validation metric after it; NaN without validation
 * @param best whether this was the best so far
 */
public record EpochRecord(
        int epoch,
        double loss,
        double rate,
        long steps,
        long tokens,
        double tokensPerSecond,
        double metric,
        boolean best) {}
