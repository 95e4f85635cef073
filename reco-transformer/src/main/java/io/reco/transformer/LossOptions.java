package io.reco.transformer;

import io.reco.transformer.kernel.LossBatch;

/**
 * What training lowers. With z+ the logit of a token's target and z- those of its K negatives:
 * <pre>{@code
 * FULL_SOFTMAX     log(sum over all V items of exp z) - z+
 * SAMPLED_SOFTMAX  log(exp z+ + sum over negatives of exp z-) - z+,    logits less their logQ
 * BCE, GBCE        (beta log(1 + exp(-y+)) + sum over negatives of log(1 + exp y-)) / (K + 1),    y = z + log(beta / K)
 *                  BCE: beta = 1;  GBCE: beta = alpha (t (1 - 1 / alpha) + 1 / alpha),  alpha = K / (V - 1)
 * }</pre>
 * Of all constants {@code log(beta / K)} is the logit with the least binary loss, so training starts from there (as a classifier of
 * rare classes does from their prior; Lin et al. 2017, "Focal Loss", 3.3); no order depends on it. Without it the vectors of all
 * items first turn into one direction to make every logit as low, and dozens of epochs do nothing else.
 *
 * <p>gBCE is that of Petrov, Macdonald 2023 (gSASRec): t = 0 is BCE, t = 1 makes its optimum that of the softmax. A token's own
 * negative (a track that was skipped) is one more negative with the same weight.
 *
 * @param kind which
 * @param negatives K, shared negatives of a step; not used by {@link Kind#FULL_SOFTMAX}
 * @param calibration t, in [0, 1]; used by {@link Kind#GBCE} only
 */
public record LossOptions(Kind kind, int negatives, double calibration) {
    /** Kinds of losses. */
    public enum Kind {
        /** Cross-entropy over all items. */
        FULL_SOFTMAX,
        /** Cross-entropy over the target and sampled items. */
        SAMPLED_SOFTMAX,
        /** Binary cross-entropy. */
        BCE,
        /** Binary cross-entropy that makes up for the sampling. */
        GBCE
    }

    /** Cross-entropy over all items: the best quality while V is up to some ten thousand. */
    public static final LossOptions FULL_SOFTMAX = new LossOptions(Kind.FULL_SOFTMAX, 1, 0);
    /** Cross-entropy with 256 negatives. */
    public static final LossOptions SAMPLED_SOFTMAX = new LossOptions(Kind.SAMPLED_SOFTMAX, 256, 0);
    /**
     * The loss that SASRec was published with, for comparison: one negative. Here the tokens of a micro-batch share it, where
     * SASRec draws one for each; with {@link NegativeSource#ALL} it is the expectation of that.
     */
    public static final LossOptions BCE = new LossOptions(Kind.BCE, 1, 0);
    /** As gSASRec was published: 256 negatives, t = 0.75. */
    public static final LossOptions GBCE = new LossOptions(Kind.GBCE, 256, 0.75);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming field and value
     */
    public LossOptions {
        if (negatives < 1) {
            throw new IllegalArgumentException("negatives " + negatives + " is not 1 or above");
        }
        if (!(calibration >= 0 && calibration <= 1)) {
            throw new IllegalArgumentException("calibration " + calibration + " is not in [0, 1]");
        }
    }

    /** A copy of this kind. */
    public LossOptions withKind(Kind newKind) {
        return new LossOptions(newKind, negatives, calibration);
    }

    /** A copy with this number of negatives. */
    public LossOptions withNegatives(int newNegatives) {
        return new LossOptions(kind, newNegatives, calibration);
    }

    /** A copy with this t. */
    public LossOptions withCalibration(double newCalibration) {
        return new LossOptions(kind, negatives, newCalibration);
    }

    /** Whether logits are compared with each other rather than with 0. */
    LossBatch.Kind kernelKind() {
        return kind == Kind.FULL_SOFTMAX || kind == Kind.SAMPLED_SOFTMAX
                ? LossBatch.Kind.SOFTMAX
                : LossBatch.Kind.BINARY;
    }

    /**
     * Factor of the target's term.
     *
     * @param count K of the batch
     * @param items V
     */
    float positiveWeight(int count, int items) {
        return (float) (beta(count, items) * negativeWeight(count));
    }

    private double beta(int count, int items) {
        if (kind != Kind.GBCE || items <= 1) {
            return 1;
        }
        double alpha = Math.min(1, count / (items - 1.0));
        return alpha * (calibration * (1 - 1 / alpha) + 1 / alpha);
    }

    /**
     * What is added to logits.
     *
     * @param count K of the batch
     * @param items V
     */
    float offset(int count, int items) {
        return kernelKind() == LossBatch.Kind.BINARY ? (float) Math.log(beta(count, items) / count) : 0;
    }

    /**
     * Factor of a negative's term.
     *
     * @param count K of the batch
     */
    float negativeWeight(int count) {
        return kernelKind() == LossBatch.Kind.BINARY ? 1f / (count + 1) : 1;
    }

    /**
     * Factor of the term of each other item when all of them take the place of K drawn ones.
     *
     * @param items V
     */
    float expectedNegativeWeight(int items) {
        return kernelKind() == LossBatch.Kind.BINARY && items > 1
                ? negativeWeight(negatives) * negatives / (items - 1)
                : 1;
    }
}
