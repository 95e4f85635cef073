package io.reco.transformer;

import io.reco.transformer.kernel.Activation;
import io.reco.transformer.kernel.Floats;
import io.reco.transformer.kernel.TransformerKernels;

/** {@code y = drop(a(x U + b)) V + c}: N x D over N x F to N x D, each token alone. */
final class FeedForward {
    private final Pass pass;
    private final int block;
    private final ParameterLayout.Linear up;
    private final ParameterLayout.Linear down;
    private final Activation activation;
    private final int stride;
    private final Floats hidden;
    /** The same memory as {@link #hidden} for RELU, whose derivative can be told from its output, also from what dropout leaves of it. */
    private final Floats activated;

    FeedForward(Pass pass, ParameterLayout.Block at, int block) {
        this.pass = pass;
        this.block = block;
        this.up = at.up();
        this.down = at.down();
        this.activation = pass.options.activation();
        this.stride = TransformerKernels.stride(up.out());
        this.hidden = pass.matrix(up.out());
        this.activated = activation == Activation.RELU ? hidden : pass.matrix(up.out());
    }

    void forward(Floats x, int n, Floats y) {
        TransformerKernels kernels = pass.kernels;
        kernels.linear(x, n, up.in(), pass.dense, up.weight(), up.bias(), up.out(), hidden, false);
        kernels.activate(activation, hidden, n * stride, activated);
        pass.activationDropout(activated, n, stride, Block.hiddenSite(block));
        kernels.linear(activated, n, down.in(), pass.dense, down.weight(), down.bias(), down.out(), y, false);
    }

    /** Backward of all N rows; dx may be dy if {@code add}. */
    void backward(Floats dy, Floats x, Floats dx, boolean add, Floats g) {
        TransformerKernels kernels = pass.kernels;
        Floats d = pass.scratch().hidden;
        int n = pass.tokens;
        kernels.linearBackward(
                dy, activated, n, down.in(), pass.dense, down.weight(), down.bias(), down.out(), d, false, g);
        pass.activationDropout(d, n, stride, Block.hiddenSite(block));
        kernels.activateBackward(activation, hidden, d, n * stride, d);
        kernels.linearBackward(d, x, n, up.in(), pass.dense, up.weight(), up.bias(), up.out(), dx, add, g);
    }
}
