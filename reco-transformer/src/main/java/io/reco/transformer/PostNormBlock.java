package io.reco.transformer;

import io.reco.transformer.kernel.Floats;

/** {@code m = norm1(x + drop(attention(x)))}, {@code y = norm2(m + drop(feedForward(m)))}; all N x D. */
final class PostNormBlock implements Block {
    private final Pass pass;
    private final int block;
    private final SelfAttention attention;
    private final Norm norm1;
    private final FeedForward feedForward;
    private final Norm norm2;
    private final Floats sum1;
    private final Floats sum2;
    private final Floats kept;

    PostNormBlock(Pass pass, ParameterLayout.Block at, int block) {
        this.pass = pass;
        this.block = block;
        attention = new SelfAttention(pass, at, block);
        norm1 = new Norm(pass, at.norm1());
        feedForward = new FeedForward(pass, at, block);
        norm2 = new Norm(pass, at.norm2());
        sum1 = pass.matrix(pass.dim);
        sum2 = pass.matrix(pass.dim);
        kept = pass.lastTokens();
    }

    @Override
    public Floats forward(Floats x, boolean lastOnly) {
        int n = pass.rows(lastOnly);
        attention.forward(x, lastOnly, sum1);
        pass.dropout(sum1, n, Block.attentionSite(block));
        pass.kernels.axpy(1, pass.keep(x, lastOnly, kept), n * pass.stride, sum1);
        Floats middle = norm1.forward(sum1, n);

        feedForward.forward(middle, n, sum2);
        pass.dropout(sum2, n, Block.feedForwardSite(block));
        pass.kernels.axpy(1, middle, n * pass.stride, sum2);
        return norm2.forward(sum2, n);
    }

    @Override
    public void backward(Floats x, Floats d, Floats g) {
        norm2.backward(d, sum2, d, false, g);
        Floats dAdded = pass.beforeDropout(d, Block.feedForwardSite(block));
        feedForward.backward(dAdded, norm1.output(), d, true, g);

        norm1.backward(d, sum1, d, false, g);
        dAdded = pass.beforeDropout(d, Block.attentionSite(block));
        attention.backward(dAdded, x, d, true, g);
    }
}
