package io.reco.transformer;

import io.reco.transformer.kernel.Activation;
import java.util.function.Consumer;

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
 * @param residualDropout probability with which components are dropped in training, in [0, 1): of the input and of what attention and
 *     feed-forward add
 * @param attentionDropout the same for attention weights
 * @param activationDropout the same for the hidden layer of the feed-forward part
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
        float residualDropout,
        float attentionDropout,
        float activationDropout) {

    /** Largest size of any part. */
    static final int MAX_SIZE = 1 << 16;

    /**
     * SASRec as its paper's successors train it: 64 components, 2 pre-norm blocks with one head and a feed-forward part of the
     * same width, the latest 200 tracks, dropout 0.1 in all places, tied outputs, tracks alone as input.
     */
    public static final TransformerOptions SASREC = new TransformerOptions(
            64,
            2,
            1,
            64,
            200,
            BlockKind.PRE_NORM,
            Activation.RELU,
            Objective.CAUSAL,
            true,
            false,
            false,
            false,
            0.1f,
            0.1f,
            0.1f);

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
        if (objective == Objective.MASKED && maxLength < 2) {
            throw new IllegalArgumentException(
                    "maxLength " + maxLength + " leaves no room beside the mask of MASKED; 2 or above");
        }
        requireProbability("residualDropout", residualDropout);
        requireProbability("attentionDropout", attentionDropout);
        requireProbability("activationDropout", activationDropout);
    }

    private static void requireSize(String field, int value) {
        if (value < 1 || value > MAX_SIZE) {
            throw new IllegalArgumentException(field + " " + value + " is not in [1, " + MAX_SIZE + "]");
        }
    }

    private static void requireProbability(String field, float value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(field + " " + value + " is not in [0, 1)");
        }
    }

    /** A copy with this number of components; {@code feedForward} stays. */
    public TransformerOptions withDim(int newDim) {
        return with(c -> c.dim = newDim);
    }

    /** A copy with this number of blocks. */
    public TransformerOptions withBlocks(int newBlocks) {
        return with(c -> c.blocks = newBlocks);
    }

    /** A copy with this number of heads. */
    public TransformerOptions withHeads(int newHeads) {
        return with(c -> c.heads = newHeads);
    }

    /** A copy with this size of the hidden layer. */
    public TransformerOptions withFeedForward(int newFeedForward) {
        return with(c -> c.feedForward = newFeedForward);
    }

    /** A copy with this longest history. */
    public TransformerOptions withMaxLength(int newMaxLength) {
        return with(c -> c.maxLength = newMaxLength);
    }

    /** A copy with this kind of block. */
    public TransformerOptions withBlock(BlockKind newBlock) {
        return with(c -> c.block = newBlock);
    }

    /** A copy with this activation. */
    public TransformerOptions withActivation(Activation newActivation) {
        return with(c -> c.activation = newActivation);
    }

    /** A copy with this objective. */
    public TransformerOptions withObjective(Objective newObjective) {
        return with(c -> c.objective = newObjective);
    }

    /** A copy with tied or separate output vectors. */
    public TransformerOptions withTiedOutputs(boolean newTiedOutputs) {
        return with(c -> c.tiedOutputs = newTiedOutputs);
    }

    /** A copy with or without the term by time. */
    public TransformerOptions withTimeBias(boolean newTimeBias) {
        return with(c -> c.timeBias = newTimeBias);
    }

    /** A copy with or without attributes. */
    public TransformerOptions withAttributes(boolean newAttributes) {
        return with(c -> c.attributes = newAttributes);
    }

    /** A copy with or without gender and age band. */
    public TransformerOptions withProfile(boolean newProfile) {
        return with(c -> c.profile = newProfile);
    }

    /** A copy with the same dropout in all places. */
    public TransformerOptions withDropout(float newDropout) {
        return with(c -> {
            c.residualDropout = newDropout;
            c.attentionDropout = newDropout;
            c.activationDropout = newDropout;
        });
    }

    /** A copy with this dropout of input and outputs. */
    public TransformerOptions withResidualDropout(float newResidualDropout) {
        return with(c -> c.residualDropout = newResidualDropout);
    }

    /** A copy with this dropout of attention weights. */
    public TransformerOptions withAttentionDropout(float newAttentionDropout) {
        return with(c -> c.attentionDropout = newAttentionDropout);
    }

    /** A copy with this dropout of the hidden layer. */
    public TransformerOptions withActivationDropout(float newActivationDropout) {
        return with(c -> c.activationDropout = newActivationDropout);
    }

    private TransformerOptions with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.toOptions();
    }

    /** The components, to be changed. */
    private static final class Copy {
        int dim;
        int blocks;
        int heads;
        int feedForward;
        int maxLength;
        BlockKind block;
        Activation activation;
        Objective objective;
        boolean tiedOutputs;
        boolean timeBias;
        boolean attributes;
        boolean profile;
        float residualDropout;
        float attentionDropout;
        float activationDropout;

        Copy(TransformerOptions o) {
            dim = o.dim;
            blocks = o.blocks;
            heads = o.heads;
            feedForward = o.feedForward;
            maxLength = o.maxLength;
            block = o.block;
            activation = o.activation;
            objective = o.objective;
            tiedOutputs = o.tiedOutputs;
            timeBias = o.timeBias;
            attributes = o.attributes;
            profile = o.profile;
            residualDropout = o.residualDropout;
            attentionDropout = o.attentionDropout;
            activationDropout = o.activationDropout;
        }

        TransformerOptions toOptions() {
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
                    residualDropout,
                    attentionDropout,
                    activationDropout);
        }
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
