package io.reco.nd4j.transformer;

import io.reco.transformer.kernel.Activation;
import io.reco.transformer.kernel.DropoutMask;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Functions of components; parameters as of {@code TransformerKernels}. SILU and GELU are {@code x s(v)} with s the logistic
 * function, v = x for the first and {@code v = 2 sqrt(2 / pi) (x + 0.044715 x^3)} for the second, since {@code (1 + tanh(v / 2)) / 2
 * = s(v)}.
 */
final class Nd4jComponents {
    /** 2 sqrt(2 / pi). */
    private static final double GELU_SCALE = 1.5957691216057308;

    private static final double GELU_CUBE = 0.044715;

    private final Room first;
    private final Room second;
    private float[] mask = {};

    Nd4jComponents(Memory memory) {
        first = new Room(memory::allocate);
        second = new Room(memory::allocate);
    }

    void activate(Activation f, Nd4jFloats x, int n, Nd4jFloats y) {
        INDArray input = x.vector(0, n);
        INDArray output = y.vector(0, n);
        switch (f) {
            case RELU -> Nd4j.exec(new RectifiedLinear(input, output, 0));
            case SIGMOID -> Nd4j.exec(new Sigmoid(input, output));
            case SILU, GELU -> input.muli(gate(f, input, first.of(n).vector(0, n)), output);
        }
    }

    /** s(v). */
    private static INDArray gate(Activation f, INDArray x, INDArray room) {
        if (f == Activation.SILU) {
            Nd4j.exec(new Sigmoid(x, room));
            return room;
        }
        x.muli(x, room);
        room.muli(GELU_SCALE * GELU_CUBE);
        room.addi(GELU_SCALE);
        room.muli(x);
        Nd4j.exec(new Sigmoid(room, room));
        return room;
    }

    void activateBackward(Activation f, Nd4jFloats x, Nd4jFloats dy, int n, Nd4jFloats dx) {
        INDArray input = x.vector(0, n);
        INDArray slope = first.of(n).vector(0, n);
        switch (f) {
            case RELU -> Nd4j.exec(new Step(input, slope, 0));
            case SIGMOID -> {
                Nd4j.exec(new Sigmoid(input, slope));
                timesOneMinus(slope, n);
            }
            case SILU, GELU -> gatedSlope(f, input, slope, n);
        }
        dy.vector(0, n).muli(slope, dx.vector(0, n));
    }

    /** {@code s = s (1 - s)}. */
    private void timesOneMinus(INDArray s, int n) {
        INDArray square = second.of(n).vector(0, n);
        s.muli(s, square);
        s.subi(square);
    }

    /** {@code s + s (1 - s) x v'} with {@code x v' = x} or {@code c (x + 3 a x^3)}. */
    private void gatedSlope(Activation f, INDArray x, INDArray slope, int n) {
        gate(f, x, slope);
        INDArray change = second.of(n).vector(0, n);
        INDArray rest = slope.rsub(1);
        slope.muli(rest, rest);
        if (f == Activation.SILU) {
            change.assign(x);
        } else {
            x.muli(x, change);
            change.muli(3 * GELU_SCALE * GELU_CUBE);
            change.addi(GELU_SCALE);
            change.muli(x);
        }
        change.muli(rest);
        slope.addi(change);
        rest.close();
    }

    void multiply(Nd4jFloats a, Nd4jFloats b, int n, Nd4jFloats y, boolean add) {
        INDArray result = y.vector(0, n);
        if (add) {
            INDArray product = first.of(n).vector(0, n);
            a.vector(0, n).muli(b.vector(0, n), product);
            result.addi(product);
        } else {
            a.vector(0, n).muli(b.vector(0, n), result);
        }
    }

    void axpy(float alpha, Nd4jFloats x, int n, Nd4jFloats y) {
        if (alpha == 1) {
            y.vector(0, n).addi(x.vector(0, n));
        } else {
            INDArray scaled = first.of(n).vector(0, n);
            x.vector(0, n).muli(alpha, scaled);
            y.vector(0, n).addi(scaled);
        }
    }

    /** The mask is made here and uploaded, so that it is that of {@link DropoutMask}. */
    void dropout(Nd4jFloats x, int n, float rate, int seed) {
        if (mask.length < n) {
            mask = new float[n];
        }
        int threshold = DropoutMask.threshold(rate);
        float scale = 1 / (1 - rate);
        for (int i = 0; i < n; i++) {
            mask[i] = DropoutMask.keeps(i, seed, threshold) ? scale : 0;
        }
        Nd4jFloats factors = first.of(n);
        factors.write(0, mask, 0, n);
        x.vector(0, n).muli(factors.vector(0, n));
    }

    void close() {
        first.close();
        second.close();
    }
}
