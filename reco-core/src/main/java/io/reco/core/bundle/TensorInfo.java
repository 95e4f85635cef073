package io.reco.core.bundle;

import java.util.List;

/**
 * Where a tensor lies in {@code weights.safetensors}.
 *
 * @param name not empty
 * @param dtype element type
 * @param shape sizes of the dimensions, row-major; empty for a scalar
 * @param begin first byte, counted from the end of the header
 * @param end byte after the last
 */
public record TensorInfo(String name, DType dtype, List<Long> shape, long begin, long end) {

    /** Checks that the byte range has exactly the size that type and shape need. */
    public TensorInfo {
        shape = List.copyOf(shape);
        long needed = byteSize(name, dtype, shape);
        if (begin < 0 || end - begin != needed) {
            throw new IllegalArgumentException("tensor '" + name + "': bytes [" + begin + ", " + end + ") do not hold "
                    + dtype + " of shape " + shape + ", which needs " + needed);
        }
    }

    /** Returns the number of elements; 1 for a scalar. */
    public long elements() {
        return (end - begin) / dtype.bytes();
    }

    static long byteSize(String name, DType dtype, List<Long> shape) {
        long size = dtype.bytes();
        try {
            for (long n : shape) {
                if (n < 0) {
                    throw new IllegalArgumentException(
                            "tensor '" + name + "': shape " + shape + " has a negative size");
                }
                size = Math.multiplyExact(size, n);
            }
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("tensor '" + name + "': shape " + shape + " is beyond 2^63 bytes", e);
        }
        return size;
    }
}
