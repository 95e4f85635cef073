package io.reco.transformer;

import io.reco.transformer.kernel.Activation;

/**
 * The shape of a model. Immutable; copies by the {@code with} methods.
 *
 * @param dim D, components of a token; a multiple of {@code heads}
 * @param blocks Transformer blocks
 * @param heads H
 * @param feedForward components of the hidden layer of the feed-forward part
 * @param maxLength longest history that is looked at, the latest tokens of it
 * @param block kind of block
 * @param activation of the feed-forward part; in {@link BlockKind#GATED} blocks that of its gate
 * @param objective what is predicted
 * @param tiedOutputs whether tracks are scored against their input vectors; otherwise they have output vectors of their own
 * @param timeBias whether attention has a learned term by the time between tokens
 * @param attributes whether input vectors (and, if tied, output vectors) of tracks add those of their artist, album and genres
 * @param profile whether gender and age band are added to each token
 * @param dropout probability with which components are dropped: of the input, and of what attention and feed-forward add
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

    /** Kinds of blocks. */
    public enum BlockKind {
        /** {@code x + f(norm(x))}. */
        PRE_NORM,
        /** {@code norm(x + f(x))}, as in SASRec's paper. */
        POST_NORM,
        /** {@code x + s(norm(x) W) f(norm(x))}, and a feed-forward part that is gated too (LiGR; Borisyuk et al. 2024, SwiGLU). */
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
