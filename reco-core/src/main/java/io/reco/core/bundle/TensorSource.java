package io.reco.core.bundle;

import io.reco.core.vector.FloatMatrix;
import java.io.IOException;
import java.util.List;

/** A tensor to be written: its type, its shape, and the way to stream it. Keeps a reference to its data, not a copy. */
final class TensorSource {

    /** Writes all elements in row-major order. */
    interface Body {
        void writeTo(HashingOutput out) throws IOException;
    }

    final String name;
    final DType dtype;
    final List<Long> shape;
    final Body body;

    private TensorSource(String name, DType dtype, List<Long> shape, long elements, Body body) {
        if (name.isEmpty() || name.equals("__metadata__")) {
            throw new IllegalArgumentException("tensor: '" + name + "' is not a possible name");
        }
        long needed = TensorInfo.byteSize(name, dtype, shape) / dtype.bytes();
        if (needed != elements) {
            throw new IllegalArgumentException(
                    "tensor '" + name + "': shape " + shape + " needs " + needed + " elements, given " + elements);
        }
        this.name = name;
        this.dtype = dtype;
        this.shape = shape;
        this.body = body;
    }

    static TensorSource of(String name, float[] data, List<Long> shape) {
        return new TensorSource(name, DType.F32, shape, data.length, out -> out.writeFloats(data, 0, data.length));
    }

    static TensorSource of(String name, FloatMatrix m) {
        long elements = (long) m.rows() * m.dim();
        return new TensorSource(name, DType.F32, List.of((long) m.rows(), (long) m.dim()), elements, out -> {
            for (int row = 0; row < m.rows(); row++) {
                out.writeFloats(m.array(row), m.offset(row), m.dim());
            }
        });
    }

    static TensorSource of(String name, double[] data, List<Long> shape) {
        return new TensorSource(name, DType.F64, shape, data.length, out -> {
            for (double x : data) {
                out.room(8).putDouble(x);
            }
        });
    }

    static TensorSource of(String name, int[] data, List<Long> shape) {
        return new TensorSource(name, DType.I32, shape, data.length, out -> {
            for (int x : data) {
                out.room(4).putInt(x);
            }
        });
    }

    static TensorSource of(String name, long[] data, List<Long> shape) {
        return new TensorSource(name, DType.I64, shape, data.length, out -> {
            for (long x : data) {
                out.room(8).putLong(x);
            }
        });
    }

    static TensorSource of(String name, byte[] data, List<Long> shape) {
        return new TensorSource(name, DType.U8, shape, data.length, out -> out.write(data));
    }
}
