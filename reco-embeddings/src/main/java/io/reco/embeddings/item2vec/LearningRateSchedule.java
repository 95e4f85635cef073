package io.reco.embeddings.item2vec;

/**
 * How the learning rate falls. With {@code p} in [0, 1) the share of all tokens of all epochs that have been read, {@code a}
 * the rate at the start and {@code b} that at the end:
 */
public enum LearningRateSchedule {
    /** {@code a - (a - b) p}, as word2vec. */
    LINEAR,
    /** {@code b + (a - b) (1 + cos(pi p)) / 2}: longer high, longer low (Loshchilov, Hutter 2017, without restarts). */
    COSINE,
    /** {@code a} throughout; {@code b} is not used. */
    CONSTANT;

    /**
     * The rate at a point of training.
     *
     * @param start rate at p = 0
     * @param end rate at p = 1
     * @param progress p
     */
    double rate(double start, double end, double progress) {
        return switch (this) {
            case LINEAR -> start - (start - end) * progress;
            case COSINE -> end + (start - end) * 0.5 * (1 + StrictMath.cos(StrictMath.PI * progress));
            case CONSTANT -> start;
        };
    }
}
