package io.reco.nd4j.transformer;

import io.reco.transformer.kernel.Floats;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Floats in memory of ND4J, and views of them as vectors and matrices. The memory is freed when the garbage collector finds
 * that nothing refers to it any more, or by {@link #free}. Views may be made by several threads.
 */
class Nd4jFloats implements Floats {
    private final int length;
    /** Of one float if the length is 0: ND4J has no data for none. */
    private final INDArray array;

    /** Makes zeros. */
    Nd4jFloats(int length) {
        this.length = length;
        array = Nd4j.create(DataType.FLOAT, new long[] {Math.max(1, length)}, 'c');
    }

    @Override
    public final int length() {
        return length;
    }

    /** All floats, one at least. */
    final INDArray array() {
        return array;
    }

    /** n floats from {@code at} on. */
    final INDArray vector(long at, int n) {
        return view(at, new long[] {n}, new long[] {1});
    }

    /** Rows of {@code stride} floats each. */
    final INDArray rows(long at, int n, int stride) {
        return view(at, new long[] {n, stride}, new long[] {stride, 1});
    }

    /** The first columns of rows of {@code stride} floats each. */
    final INDArray columns(long at, int n, int columns, int stride) {
        return view(at, new long[] {n, columns}, new long[] {stride, 1});
    }

    /** Any view; sizes are 1 or above. */
    final INDArray view(long at, long[] shape, long[] strides) {
        return Nd4j.create(array.data(), shape, strides, at, 'c');
    }

    @Override
    public void write(int at, float[] source, int from, int n) {
        if (n > 0) {
            try (INDArray copy = Nd4j.createFromArray(Arrays.copyOfRange(source, from, from + n))) {
                vector(at, n).assign(copy);
            }
        }
    }

    @Override
    public void read(int at, float[] target, int from, int n) {
        if (n > 0) {
            try (INDArray copy = vector(at, n).dup()) {
                System.arraycopy(copy.toFloatVector(), 0, target, from, n);
            }
        }
    }

    @Override
    public final void fill(int at, int n, float value) {
        if (n > 0) {
            vector(at, n).assign(value);
        }
    }

    /** Frees the memory; neither the floats nor their views may be used any more. */
    final void free() {
        array.close();
    }
}
