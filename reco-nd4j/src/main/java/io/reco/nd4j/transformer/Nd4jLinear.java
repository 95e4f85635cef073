package io.reco.nd4j.transformer;

import io.reco.transformer.kernel.TransformerKernels;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Linear layers; parameters as of {@link TransformerKernels}. */
final class Nd4jLinear {
    private final Constants constants;

    Nd4jLinear(Constants constants) {
        this.constants = constants;
    }

    void forward(Nd4jFloats x, int n, int in, Nd4jFloats p, int wAt, int bAt, int out, Nd4jFloats y, boolean add) {
        int width = TransformerKernels.stride(out);
        INDArray result = y.rows(0, n, width);
        INDArray input = x.columns(0, n, in, TransformerKernels.stride(in));
        Ops.product(input, false, p.rows(wAt, in, width), false, 1, add ? 1 : 0, result);
        if (bAt >= 0) {
            Ops.add(result, p.rows(bAt, 1, width), result);
        }
    }

    void backward(
            Nd4jFloats dy,
            Nd4jFloats x,
            int n,
            int in,
            Nd4jFloats p,
            int wAt,
            int bAt,
            int out,
            @Nullable Nd4jFloats dx,
            boolean add,
            Nd4jFloats g) {
        int stride = TransformerKernels.stride(in);
        int width = TransformerKernels.stride(out);
        INDArray d = dy.rows(0, n, width);
        Ops.product(x.columns(0, n, in, stride), true, d, false, 1, 1, g.rows(wAt, in, width));
        if (bAt >= 0) {
            Ops.product(constants.onesRow(n), false, d, false, 1, 1, g.rows(bAt, 1, width));
        }
        if (dx != null) {
            if (!add && in < stride) {
                dx.fill(0, n * stride, 0);
            }
            INDArray result = dx.columns(0, n, in, stride);
            Ops.product(d, false, p.rows(wAt, in, width), true, 1, add ? 1 : 0, result);
        }
    }
}
