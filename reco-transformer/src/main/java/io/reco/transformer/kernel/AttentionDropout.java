package io.reco.transformer.kernel;

/**
 * Dropout of attention weights, after the softmax: what token i takes of token j in head h stays, times {@code 1 / (1 - rate)}, if
 * {@link DropoutMask} keeps j under the {@linkplain #rowSeed seed} of i and h; else it becomes 0. Tokens are counted from the first
 * of the batch. Logarithms of sums are those before dropout.
 *
 * @param rate in (0, 1)
 * @param seed any number
 */
public record AttentionDropout(float rate, int seed) {
    /** Returns the seed of a token and head, of which entry {@code i heads + h} tells. */
    public int rowSeed(int entry) {
        return DropoutMask.hash(entry, seed);
    }

    /** Returns the factor of the weight of token j: 0 or {@code 1 / (1 - rate)}. */
    public float factor(int j, int rowSeed) {
        return DropoutMask.keeps(j, rowSeed, DropoutMask.threshold(rate)) ? scale() : 0;
    }

    float scale() {
        return 1 / (1 - rate);
    }
}
