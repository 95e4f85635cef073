package io.reco.transformer;

import static java.util.Objects.requireNonNull;

import io.reco.transformer.kernel.Floats;

/**
 * {@code m = x + drop(gate1(x) * attention(norm1(x)))}, {@code y = m + drop(gate2(m) * feedForward(norm2(m)))}; all N x D. Gates
 * see what their norm sees, not the normed, as in LiGR (Borisyuk et al. 2025) and in eSASRec.
 */
final class GatedBlock implements Block {
    private final Pass pass;
    private final int block;
    private final Norm norm1;
    private final SelfAttention attention;
    private final Gate gate1;
    private final Norm norm2;
    private final GatedFeedForward feedForward;
    private final Gate gate2;
    private final Floats attended;
    private final Floats middle;
    private final Floats fed;
    private final Floats y;
    private final Floats kept;

    GatedBlock(Pass pass, ParameterLayout.Block at, int block) {
        this.pass = pass;
        this.block = block;
        norm1 = new Norm(pass, at.norm1());
        attention = new SelfAttention(pass, at, block);
        gate1 = new Gate(pass, requireNonNull(at.attentionGate()));
        norm2 = new Norm(pass, at.norm2());
        feedForward = new GatedFeedForward(pass, requireNonNull(at.factor()), at, block);
        gate2 = new Gate(pass, requireNonNull(at.feedForwardGate()));
        attended = pass.matrix(pass.dim);
        middle = pass.matrix(pass.dim);
        fed = pass.matrix(pass.dim);
        y = pass.matrix(pass.dim);
        kept = pass.lastTokens();
    }

    @Override
    public Floats forward(Floats x, boolean lastOnly) {
        int n = pass.rows(lastOnly);
        attention.forward(norm1.forward(x, pass.tokens), lastOnly, attended);
        Floats input = pass.keep(x, lastOnly, kept);
        gate1.forward(input, n, attended, middle);
        pass.dropout(middle, n, Block.attentionSite(block));
        pass.kernels.axpy(1, input, n * pass.stride, middle);

        feedForward.forward(norm2.forward(middle, n), n, fed);
        gate2.forward(middle, n, fed, y);
        pass.dropout(y, n, Block.feedForwardSite(block));
        pass.kernels.axpy(1, middle, n * pass.stride, y);
        return y;
    }

    @Override
    public void backward(Floats x, Floats d, Floats g) {
        Floats dNormed = pass.scratch().normed;
        Floats dValue = pass.scratch().value;
        Floats dAdded = pass.beforeDropout(d, Block.feedForwardSite(block));
        gate2.backward(dAdded, middle, fed, dValue, d, g);
        feedForward.backward(dValue, norm2.output(), dNormed, g);
        norm2.backward(dNormed, middle, d, true, g);

        dAdded = pass.beforeDropout(d, Block.attentionSite(block));
        gate1.backward(dAdded, x, attended, dValue, d, g);
        attention.backward(dValue, norm1.output(), dNormed, false, g);
        norm1.backward(dNormed, x, d, true, g);
    }
}
