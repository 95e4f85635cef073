package io.reco.nd4j.transformer;

import io.reco.transformer.kernel.TransformerKernels;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.floating.RSqrt;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Layer norm, composed: ND4J's own operation has no epsilon, and its backward takes ten times as long. Parameters as of
 * {@link TransformerKernels}.
 */
final class Nd4jNorm {
    /** Added to the variance. */
    private static final double EPSILON = 1e-5;

    private final Constants constants;
    private final Room first;
    private final Room second;
    private final Room columns;

    Nd4jNorm(Memory memory, Constants constants) {
        this.constants = constants;
        first = new Room(memory::allocate);
        second = new Room(memory::allocate);
        columns = new Room(memory::allocate);
    }

    void forward(
            Nd4jFloats x, int n, int dim, Nd4jFloats p, int gammaAt, int betaAt, Nd4jFloats y, Nd4jFloats statistics) {
        int stride = TransformerKernels.stride(dim);
        INDArray input = x.rows(0, n, stride);
        INDArray output = y.rows(0, n, stride);
        Nd4jFloats room = columns.of(2 * n);
        INDArray mean = room.rows(0, n, 1);
        INDArray scale = room.rows(n, n, 1);
        Ops.product(input, constants.onesColumn(stride), mean);
        mean.divi(dim);
        Ops.subtract(input, mean, output);

        Nd4jFloats squares = first.of(n * stride);
        output.muli(output, squares.rows(0, n, stride));
        // The pads hold -mean here, so they are left out of the sum.
        Ops.product(squares.columns(0, n, dim, stride), constants.onesColumn(dim), scale);
        scale.divi(dim);
        scale.addi(EPSILON);
        Nd4j.exec(new RSqrt(scale, scale));

        // The pads of gamma and beta are zero, and so will be those of the output.
        Ops.multiply(output, scale, output);
        Ops.multiply(output, p.rows(gammaAt, 1, stride), output);
        Ops.add(output, p.rows(betaAt, 1, stride), output);
        statistics.columns(0, n, 1, 2).assign(mean);
        statistics.columns(1, n, 1, 2).assign(scale);
    }

    /** With u = (x - mean) scale and d = gamma dy: {@code dx = scale (d - mean of d - u mean of (d u))}. */
    void backward(
            Nd4jFloats dy,
            Nd4jFloats x,
            Nd4jFloats statistics,
            int n,
            int dim,
            Nd4jFloats p,
            int gammaAt,
            int betaAt,
            Nd4jFloats dx,
            boolean add,
            Nd4jFloats g) {
        int stride = TransformerKernels.stride(dim);
        Nd4jFloats room = columns.of(2 * n);
        INDArray sum = room.rows(0, n, 1);
        INDArray scale = room.rows(n, n, 1);
        sum.assign(statistics.columns(0, n, 1, 2));
        scale.assign(statistics.columns(1, n, 1, 2));
        INDArray gradient = dy.rows(0, n, stride);
        INDArray gamma = p.rows(gammaAt, stride, 1);

        INDArray u = first.of(n * stride).rows(0, n, stride);
        Ops.subtract(x.rows(0, n, stride), sum, u);
        Ops.multiply(u, scale, u);
        Nd4jFloats work = second.of(n * stride);
        INDArray d = work.rows(0, n, stride);
        gradient.muli(u, d);
        Ops.product(constants.onesRow(n), false, d, false, 1, 1, g.rows(gammaAt, 1, stride));
        Ops.product(constants.onesRow(n), false, gradient, false, 1, 1, g.rows(betaAt, 1, stride));

        // u becomes u times the mean of d u, d the gradient of x.
        Ops.product(d, false, gamma, false, 1.0 / dim, 0, sum);
        Ops.multiply(u, sum, u);
        Ops.product(gradient, false, gamma, false, 1.0 / dim, 0, sum);
        Ops.multiply(gradient, p.rows(gammaAt, 1, stride), d);
        d.subi(u);
        Ops.subtract(d, sum, d);
        Ops.multiply(d, scale, d);
        if (dim < stride) {
            work.columns(dim, n, stride - dim, stride).assign(0);
        }
        INDArray result = dx.rows(0, n, stride);
        if (add) {
            result.addi(d);
        } else {
            result.assign(d);
        }
    }

    void close() {
        first.close();
        second.close();
        columns.close();
    }
}
