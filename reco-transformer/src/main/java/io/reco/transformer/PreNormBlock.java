package io.reco.transformer;

import io.reco.transformer.kernel.Floats;

/** {@code m = x + drop(attention(norm1(x)))}, {@code y = m + drop(feedForward(norm2(m)))}; all N x D. */
final class PreNormBlock implements Block {
    private final Pass pass;
    private final int block;
    private final Norm norm1;
    private final SelfAttention attention;
    private final Norm norm2;
    private final FeedForward feedForward;
    private final Floats middle;
    private final Floats y;
    private final Floats kept;

    PreNormBlock(Pass pass, ParameterLayout.Block at, int block) {
        this.pass = pass;
        this.block = block;
        norm1 = new Norm(pass, at.norm1());
        attention = new SelfAttention(pass, at, block);
        norm2 = new Norm(pass, at.norm2());
        feedForward = new FeedForward(pass, at, block);
        middle = pass.matrix(pass.dim);
        y = pass.matrix(pass.dim);
        kept = pass.lastTokens();
    }

    @Override
    public Floats forward(Floats x, boolean lastOnly) {
        int n = pass.rows(lastOnly);
        attention.forward(norm1.forward(x, pass.tokens), lastOnly, middle);
        pass.dropout(middle, n, Block.attentionSite(block));
        pass.kernels.axpy(1, pass.keep(x, lastOnly, kept), n * pass.stride, middle);

        feedForward.forward(norm2.forward(middle, n), n, y);
        pass.dropout(y, n, Block.feedForwardSite(block));
        pass.kernels.axpy(1, middle, n * pass.stride, y);
        return y;
    }

    @Override
    public void backward(Floats x, Floats d, Floats g) {
        Floats dNormed = pass.scratch().normed;
        Floats dAdded = pass.beforeDropout(d, Block.feedForwardSite(block));
        feedForward.backward(dAdded, norm2.output(), dNormed, false, g);
        norm2.backward(dNormed, middle, d, true, g);

        dAdded = pass.beforeDropout(d, Block.attentionSite(block));
        attention.backward(dAdded, norm1.output(), dNormed, false, g);
        norm1.backward(dNormed, x, d, true, g);
    }
}
