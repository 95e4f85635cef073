package io.reco.transformer;

import io.reco.transformer.kernel.Activation;

/**
 * The shape of a model. Immutable; copies by the {@code with} methods. Sizes of up to 65,536 are accepted.
 *
 * @param dim D, components of a token; a multiple of {@code heads}
 * @param blocks Transformer blocks
 * @param heads H
 * @param feedForward components of the hidden layer of the feed-forward part
 * @param maxLength longest history that is looked at, the latest tokens of it
 * @param block kind of block
 * @param activation of the feed-forward part; in {@link BlockKind#GATED} blocks that of the factor of its hidden layer
 * @param objective what is predicted
 * @param tiedOutputs whether tracks are scored against their input vectors; otherwise they have output vectors of their own
 * @param timeBias whether attention has a learned term by the time between tokens
 * @param attributes whether input vectors (and, if tied, output vectors) of tracks add those of their artist, album and genres
 * @param profile whether gender and age band are added to each token
 * @param dropout probability with which components are dropped in training, in [0, 1): of the input, of attention weights, of the hidden
 *     layer of the feed-forward part, and of what attention and feed-forward add
 */
public record TransformerOptions(
        int dim,
        int blocks,
        int heads,
        int feedForward,
        int maxLength,
        BlockKind block,
        Activation activation,
        Objective objective,
        boolean tiedOutputs,
        boolean timeBias,
        boolean attributes,
        boolean profile,
        float dropout) {

    /** Largest size of any part. */
    static final int MAX_SIZE = 1 << 16;

    /**
     * SASRec as its paper's successors train it: 64 components, 2 pre-norm blocks with one head and a feed-forward part of the
     * same width, the latest 200 tracks, dropout 0.1, tied outputs, tracks alone as input.
     */
    public static final TransformerOptions SASREC = new TransformerOptions(
            64, 2, 1, 64, 200, BlockKind.PRE_NORM, Activation.RELU, Objective.CAUSAL, true, false, false, false, 0.1f);

    /** Gated blocks with a SwiGLU feed-forward part of four times the width and four heads; otherwise like {@link #SASREC}. */
    public static final TransformerOptions GATED = SASREC.withBlock(BlockKind.GATED)
            .withActivation(Activation.SILU)
            .withHeads(4)
            .withFeedForward(256);

    /** BERT4Rec: masked tracks are predicted from both sides, GELU, feed-forward of four times the width, two heads. */
    public static final TransformerOptions BERT4REC = SASREC.withObjective(Objective.MASKED)
            .withActivation(Activation.GELU)
            .withHeads(2)
            .withFeedForward(256);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming field and value
     */
    public TransformerOptions {
        requireSize("dim", dim);
        requireSize("blocks", blocks);
        requireSize("heads", heads);
        requireSize("feedForward", feedForward);
        requireSize("maxLength", maxLength);
        if (dim % heads != 0) {
            throw new IllegalArgumentException("dim " + dim + " is not a multiple of heads " + heads);
        }
        if (activation == Activation.SIGMOID && block != BlockKind.GATED) {
            throw new IllegalArgumentException("activation SIGMOID is for GATED blocks, not for " + block);
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout " + dropout + " is not in [0, 1)");
        }
    }

    private static void requireSize(String field, int value) {
        if (value < 1 || value > MAX_SIZE) {
            throw new IllegalArgumentException(field + " " + value + " is not in [1, " + MAX_SIZE + "]");
        }
    }

    /** A copy with this number of components; {@code feedForward} stays. */
    public TransformerOptions withDim(int newDim) {
        return new TransformerOptions(
                newDim,
                blocks,
                heads,
                feedForward,
                maxLength,
                block,
                activation,
                objective,
                tiedOutputs,
                timeBias,
                attributes,
                profile,
                dropout);
    }

    /** A copy with this number of blocks. */
    public TransformerOptions withBlocks(int newBlocks) {
        return new TransformerOptions(
                dim,
                newBlocks,
                heads,
                feedForward,
                maxLength,
                block,
                activation,
                objective,
                tiedOutputs,
                timeBias,
                attributes,
                profile,
                dropout);
    }

    /** A copy with this number of heads. */
    public TransformerOptions withHeads(int newHeads) {
        return new TransformerOptions(
                dim,
                blocks,
                newHeads,
                feedForward,
                maxLength,
                block,
                activation,
                objective,
                tiedOutputs,
                timeBias,
                attributes,
                profile,
                dropout);
    }

    /** A copy with this size of the hidden layer. */
    public TransformerOptions withFeedForward(int newFeedForward) {
        return new TransformerOptions(
                dim,
                blocks,
                heads,
                newFeedForward,
                maxLength,
                block,
                activation,
                objective,
                tiedOutputs,
                timeBias,
                attributes,
                profile,
                dropout);
    }

    /** A copy with this longest history. */
    public TransformerOptions withMaxLength(int newMaxLength) {
        return new TransformerOptions(
                dim,
                blocks,
                heads,
                feedForward,
                newMaxLength,
                block,
                activation,
                objective,
                tiedOutputs,
                timeBias,
                attributes,
                profile,
                dropout);
    }

    /** A copy with this kind of block. */
    public TransformerOptions withBlock(BlockKind newBlock) {
        return new TransformerOptions(
                dim,
                blocks,
                heads,
                feedForward,
                maxLength,
                newBlock,
                activation,
                objective,
                tiedOutputs,
                timeBias,
                attributes,
                profile,
                dropout);
    }

    /** A copy with this activation. */
    public TransformerOptions withActivation(Activation newActivation) {
        return new TransformerOptions(
                dim,
                blocks,
                heads,
                feedForward,
                maxLength,
                block,
                newActivation,
                objective,
                tiedOutputs,
                timeBias,
                attributes,
                profile,
                dropout);
    }

    /** A copy with this objective. */
    public TransformerOptions withObjective(Objective newObjective) {
        return new TransformerOptions(
                dim,
                blocks,
                heads,
                feedForward,
                maxLength,
                block,
                activation,
                newObjective,
                tiedOutputs,
                timeBias,
                attributes,
                profile,
                dropout);
    }

    /** A copy with tied or separate output vectors. */
    public TransformerOptions withTiedOutputs(boolean newTiedOutputs) {
        return new TransformerOptions(
                dim,
                blocks,
                heads,
                feedForward,
                maxLength,
                block,
                activation,
                objective,
                newTiedOutputs,
                timeBias,
                attributes,
                profile,
                dropout);
    }

    /** A copy with or without the term by time. */
    public TransformerOptions withTimeBias(boolean newTimeBias) {
        return new TransformerOptions(
                dim,
                blocks,
                heads,
                feedForward,
                maxLength,
                block,
                activation,
                objective,
                tiedOutputs,
                newTimeBias,
                attributes,
                profile,
                dropout);
    }

    /** A copy with or without attributes. */
    public TransformerOptions withAttributes(boolean newAttributes) {
        return new TransformerOptions(
                dim,
                blocks,
                heads,
                feedForward,
                maxLength,
                block,
                activation,
                objective,
                tiedOutputs,
                timeBias,
                newAttributes,
                profile,
                dropout);
    }

    /** A copy with or without gender and age band. */
    public TransformerOptions withProfile(boolean newProfile) {
        return new TransformerOptions(
                dim,
                blocks,
                heads,
                feedForward,
                maxLength,
                block,
                activation,
                objective,
                tiedOutputs,
                timeBias,
                attributes,
                newProfile,
                dropout);
    }

    /** A copy with this dropout. */
    public TransformerOptions withDropout(float newDropout) {
        return new TransformerOptions(
                dim,
                blocks,
                heads,
                feedForward,
                maxLength,
                block,
                activation,
                objective,
                tiedOutputs,
                timeBias,
                attributes,
                profile,
                newDropout);
    }

    /** Kinds of blocks. */
    public enum BlockKind {
        /** {@code x + f(norm(x))}. */
        PRE_NORM,
        /** {@code norm(x + f(x))}, as in SASRec's paper. */
        POST_NORM,
        /**
         * {@code x + s(x W) f(norm(x))} with the logistic function s, and a feed-forward part {@code (a(x U) * x W) V} (LiGR,
         * Borisyuk et al. 2025, as in eSASRec; SwiGLU of Shazeer 2020 if a is {@link Activation#SILU}).
         */
        GATED
    }

    /** Objectives. */
    public enum Objective {
        /** Each token predicts the next; attention is causal. */
        CAUSAL,
        /** Masked tokens are predicted from both sides (BERT4Rec). */
        MASKED
    }
}
