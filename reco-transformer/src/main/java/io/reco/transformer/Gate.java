package io.reco.transformer;

import io.reco.transformer.kernel.Activation;
import io.reco.transformer.kernel.Floats;

/** {@code y = s(x W + b) * value}, component by component, all N x D, with the logistic function s. */
final class Gate {
    private final Pass pass;
    private final ParameterLayout.Linear at;
    private final Floats logits;
    private final Floats open;

    Gate(Pass pass, ParameterLayout.Linear at) {
        this.pass = pass;
        this.at = at;
        this.logits = pass.matrix(pass.dim);
        this.open = pass.matrix(pass.dim);
    }

    void forward(Floats x, int n, Floats value, Floats y) {
        pass.kernels.linear(x, n, at.in(), pass.dense, at.weight(), at.bias(), at.out(), logits, false);
        // Pads become halves here, and zeros again by the product.
        pass.kernels.activate(Activation.SIGMOID, logits, n * pass.stride, open);
        pass.kernels.multiply(open, value, n * pass.stride, y, false);
    }

    /**
     * Backward of all N rows.
     *
     * @param dValue modified: set
     * @param dx modified: added to; may be dy
     */
    void backward(Floats dy, Floats x, Floats value, Floats dValue, Floats dx, Floats g) {
        Floats d = pass.scratch().gate;
        int n = pass.tokens;
        pass.kernels.multiply(dy, open, n * pass.stride, dValue, false);
        pass.kernels.multiply(dy, value, n * pass.stride, d, false);
        pass.kernels.activateBackward(Activation.SIGMOID, logits, d, n * pass.stride, d);
        pass.kernels.linearBackward(d, x, n, at.in(), pass.dense, at.weight(), at.bias(), at.out(), dx, true, g);
    }
}
