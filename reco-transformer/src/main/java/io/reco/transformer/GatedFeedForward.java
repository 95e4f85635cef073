package io.reco.transformer;

import io.reco.transformer.kernel.Activation;
import io.reco.transformer.kernel.Floats;
import io.reco.transformer.kernel.TransformerKernels;

/** {@code y = drop(a(x T + d) * (x U + b)) V + c}: N x D over N x F to N x D (Shazeer 2020; SwiGLU if a is SILU). */
final class GatedFeedForward {
    private final Pass pass;
    private final int block;
    private final ParameterLayout.Linear factor;
    private final ParameterLayout.Linear up;
    private final ParameterLayout.Linear down;
    private final Activation activation;
    private final int stride;
    private final Floats factorLogits;
    private final Floats activated;
    private final Floats hidden;
    private final Floats product;

    GatedFeedForward(Pass pass, ParameterLayout.Linear factor, ParameterLayout.Block at, int block) {
        this.pass = pass;
        this.block = block;
        this.factor = factor;
        this.up = at.up();
        this.down = at.down();
        this.activation = pass.options.activation();
        this.stride = TransformerKernels.stride(up.out());
        this.factorLogits = pass.matrix(up.out());
        this.activated = pass.matrix(up.out());
        this.hidden = pass.matrix(up.out());
        this.product = pass.matrix(up.out());
    }

    void forward(Floats x, int n, Floats y) {
        TransformerKernels kernels = pass.kernels;
        kernels.linear(
                x, n, factor.in(), pass.dense, factor.weight(), factor.bias(), factor.out(), factorLogits, false);
        kernels.activate(activation, factorLogits, n * stride, activated);
        kernels.linear(x, n, up.in(), pass.dense, up.weight(), up.bias(), up.out(), hidden, false);
        kernels.multiply(activated, hidden, n * stride, product, false);
        pass.activationDropout(product, n, stride, Block.hiddenSite(block));
        kernels.linear(product, n, down.in(), pass.dense, down.weight(), down.bias(), down.out(), y, false);
    }

    /** Backward of all N rows; dx is not dy. */
    void backward(Floats dy, Floats x, Floats dx, Floats g) {
        TransformerKernels kernels = pass.kernels;
        Floats d = pass.scratch().hidden;
        Floats dFactor = pass.scratch().factor;
        int n = pass.tokens;
        kernels.linearBackward(
                dy, product, n, down.in(), pass.dense, down.weight(), down.bias(), down.out(), d, false, g);
        pass.activationDropout(d, n, stride, Block.hiddenSite(block));
        kernels.multiply(d, hidden, n * stride, dFactor, false);
        kernels.activateBackward(activation, factorLogits, dFactor, n * stride, dFactor);
        kernels.multiply(d, activated, n * stride, d, false);
        kernels.linearBackward(
                dFactor, x, n, factor.in(), pass.dense, factor.weight(), factor.bias(), factor.out(), dx, false, g);
        kernels.linearBackward(d, x, n, up.in(), pass.dense, up.weight(), up.bias(), up.out(), dx, true, g);
    }
}
