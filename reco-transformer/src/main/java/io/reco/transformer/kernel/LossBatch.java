package io.reco.transformer.kernel;

import org.jspecify.annotations.Nullable;

/**
 * What {@link TransformerKernels#loss} compares: each of N tokens with its target, with K negatives that all tokens share, and
 * perhaps with a negative of its own.
 *
 * <p>Logits are {@code z = h . e - correction}. A negative that is the target of a token does not count for that token. Own negatives have no
 * correction.
 *
 * @param kind the loss
 * @param tokens N
 * @param dim D
 * @param targets item of each token; not modified
 * @param weights factor of the loss of each token, 0 to leave it out; not modified
 * @param targetCorrections what is taken off the logit of each token's target (logQ of Bengio, Senecal 2008); null: nothing
 * @param negatives K
 * @param negativeItems item of each shared negative; null: negative k is item k, which together with the target is the full
 *     softmax
 * @param negativeCorrections likewise for negatives; null: nothing
 * @param ownItems a negative of each token alone, -1 for none; null: none has one
 * @param positiveWeight factor of the target's term of {@link Kind#BINARY} (beta of gBCE; Petrov, Macdonald 2023)
 * @param negativeWeight factor of each negative's term of {@link Kind#BINARY}
 * @param offset added to every logit of {@link Kind#BINARY}, own negatives included; of no use to {@link Kind#SOFTMAX}, which
 *     depends on differences alone
 */
public record LossBatch(
        Kind kind,
        int tokens,
        int dim,
        int[] targets,
        float[] weights,
        float @Nullable [] targetCorrections,
        int negatives,
        int @Nullable [] negativeItems,
        float @Nullable [] negativeCorrections,
        int @Nullable [] ownItems,
        float positiveWeight,
        float negativeWeight,
        float offset) {

    /** Item of a shared negative. */
    public int item(int negative) {
        return negativeItems == null ? negative : negativeItems[negative];
    }

    /** Whether a token has a negative of its own that counts. */
    public boolean countsOwn(int token) {
        return ownItems != null && ownItems[token] >= 0 && ownItems[token] != targets[token];
    }

    /** Which loss. */
    public enum Kind {
        /** {@code log(exp(z+) + sum over negatives of exp(z-)) - z+}. */
        SOFTMAX,
        /** {@code positiveWeight log(1 + exp(-z+)) + negativeWeight sum over negatives of log(1 + exp(z-))}. */
        BINARY
    }
}
