package io.reco.nd4j.transformer;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The array operations that all layers are made of: those of several that were measured to be fast on nd4j-native. All arrays
 * are of rank 2 or above; y may be x.
 */
final class Ops {
    private Ops() {}

    /**
     * {@code c = alpha a b + beta c}, of matrices or of stacks of them. The operation writes any strided c without a copy, which
     * neither {@code mmul} nor {@code Nd4j.gemm} do.
     */
    static void product(
            INDArray a, boolean transposeA, INDArray b, boolean transposeB, double alpha, double beta, INDArray c) {
        Nd4j.exec(DynamicCustomOp.builder("matmul")
                .addInputs(a, b)
                .addOutputs(c)
                .addIntegerArguments(transposeA ? 1 : 0, transposeB ? 1 : 0, 0)
                .addFloatingPointArguments(alpha, beta)
                .build());
    }

    static void product(INDArray a, INDArray b, INDArray c) {
        product(a, false, b, false, 1, 0, c);
    }

    /** {@code y = x + other}; other is like x, or one row or one column, which is added to each. */
    static void add(INDArray x, INDArray other, INDArray y) {
        broadcast("add", x, other, y);
    }

    /** {@code y = x - other}; other is like x, or one row or one column. */
    static void subtract(INDArray x, INDArray other, INDArray y) {
        broadcast("subtract", x, other, y);
    }

    /** {@code y = x other}, component by component; other is like x, or one row or one column. */
    static void multiply(INDArray x, INDArray other, INDArray y) {
        broadcast("multiply", x, other, y);
    }

    /** The older {@code Broadcast...Op} take ten times as long for columns. */
    private static void broadcast(String operation, INDArray x, INDArray other, INDArray y) {
        Nd4j.exec(DynamicCustomOp.builder(operation)
                .addInputs(x, other)
                .addOutputs(y)
                .build());
    }

    /** Softmax of the rows of a matrix. nd4j-native hands arrays of rank 3 to oneDNN, those of rank 2 not: five times slower. */
    static void softmax(INDArray stack, INDArray y) {
        Nd4j.exec(DynamicCustomOp.builder("softmax")
                .addInputs(stack)
                .addOutputs(y)
                .addIntegerArguments(2)
                .build());
    }
}
