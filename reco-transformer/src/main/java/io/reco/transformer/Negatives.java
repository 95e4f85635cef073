package io.reco.transformer;

import org.jspecify.annotations.Nullable;

/**
 * What the tokens of a batch are compared with besides their targets.
 *
 * @param items items that all tokens share, repeated ones counting as often; null: all V items, once each (full softmax), or
 *     with the weight that the negatives of {@link LossOptions} have together (binary losses)
 * @param count how many of {@code items} are in use
 * @param corrections logQ of each of {@code items}, taken off its logit (Bengio, Senecal 2008; Yi et al. 2019); null: nothing
 * @param itemCorrections logQ of each of V items, taken off the logit of a token's target; null: nothing
 */
public record Negatives(
        int @Nullable [] items, int count, float @Nullable [] corrections, float @Nullable [] itemCorrections) {
    /** All items. */
    public static final Negatives ALL = new Negatives(null, 0, null, null);

    /** Checks that the arrays are long enough. */
    public Negatives {
        if (items != null && (count < 1 || count > items.length)) {
            throw new IllegalArgumentException("count " + count + " is not in [1, " + items.length + "]");
        }
        if (corrections != null && corrections.length < count) {
            throw new IllegalArgumentException(
                    "corrections: " + corrections.length + " of them for " + count + " negatives");
        }
    }

    /** Negatives without corrections. */
    public static Negatives of(int... items) {
        return new Negatives(items, items.length, null, null);
    }
}
