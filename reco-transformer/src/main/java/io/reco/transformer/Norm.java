package io.reco.transformer;

import io.reco.transformer.kernel.Floats;

/** Layer norm of N x D, with its own output. */
final class Norm {
    private final Pass pass;
    private final ParameterLayout.Norm at;
    private final Floats y;
    private final Floats statistics;

    Norm(Pass pass, ParameterLayout.Norm at) {
        this.pass = pass;
        this.at = at;
        this.y = pass.matrix(pass.dim);
        this.statistics = pass.kernels.allocate(2 * pass.maxTokens);
    }

    Floats forward(Floats x, int n) {
        pass.kernels.layerNorm(x, n, pass.dim, pass.dense, at.gain(), at.bias(), y, statistics);
        return y;
    }

    /** The output of the last forward. */
    Floats output() {
        return y;
    }

    /**
     * Backward of all N rows.
     *
     * @param dx may be dy if not {@code add}
     */
    void backward(Floats dy, Floats x, Floats dx, boolean add, Floats g) {
        pass.kernels.layerNormBackward(
                dy, x, statistics, pass.tokens, pass.dim, pass.dense, at.gain(), at.bias(), dx, add, g);
    }
}
