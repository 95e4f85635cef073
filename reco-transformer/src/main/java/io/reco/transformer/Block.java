package io.reco.transformer;

import io.reco.transformer.kernel.Floats;

/** A block of a Transformer: N x D to N x D, with buffers of its own for what backward needs. */
interface Block {
    /**
     * Forward.
     *
     * @param x N x D; not modified
     * @param lastOnly whether only the last token of each sequence is wanted
     * @return N x D, or B x D
     */
    Floats forward(Floats x, boolean lastOnly);

    /**
     * Backward of a forward of all tokens.
     *
     * @param x as it was forward
     * @param d N x D: gradient of the output; modified: becomes that of x
     * @param g gradients of dense parameters; modified: added to
     */
    void backward(Floats x, Floats d, Floats g);

    /** Block i of a net. */
    static Block of(Pass pass, ParameterLayout.Block at, int i) {
        return switch (pass.options.block()) {
            case PRE_NORM -> new PreNormBlock(pass, at, i);
            case POST_NORM -> new PostNormBlock(pass, at, i);
            case GATED -> new GatedBlock(pass, at, i);
        };
    }

    /** Number of the dropout of the attention weights of block i; that of the input is 0. */
    static int weightsSite(int i) {
        return 4 * i + 1;
    }

    /** Number of the dropout after the attention of block i. */
    static int attentionSite(int i) {
        return 4 * i + 2;
    }

    /** Number of the dropout within the feed-forward part of block i. */
    static int hiddenSite(int i) {
        return 4 * i + 3;
    }

    /** Number of the dropout after the feed-forward part of block i. */
    static int feedForwardSite(int i) {
        return 4 * i + 4;
    }
}
