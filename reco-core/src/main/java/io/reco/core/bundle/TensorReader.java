package io.reco.core.bundle;

import io.reco.core.bundle.BundleException.Reason;
import io.reco.core.vector.FloatMatrix;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Streams tensors out of an open safetensors file. */
final class TensorReader implements Closeable {

    private static final int BUFFER = 1 << 18;

    private final Path file;
    private final FileChannel channel;
    private final SafetensorsHeader.Read header;

    private TensorReader(Path file, FileChannel channel, SafetensorsHeader.Read header) {
        this.file = file;
        this.channel = channel;
        this.header = header;
    }

    /** Takes the channel over: closing the reader closes it. If this throws, the channel is left open. */
    static TensorReader of(Path file, FileChannel channel) throws IOException {
        return new TensorReader(file, channel, SafetensorsHeader.read(file, channel));
    }

    Map<String, TensorInfo> tensors() {
        return header.tensors();
    }

    TensorInfo info(String name, DType dtype) throws BundleException {
        TensorInfo info = header.tensors().get(name);
        if (info == null) {
            throw new BundleException(
                    file,
                    Reason.MALFORMED,
                    "no tensor '" + name + "', only " + header.tensors().keySet());
        }
        if (info.dtype() != dtype) {
            throw new BundleException(
                    file, Reason.MALFORMED, "tensor '" + name + "' is " + info.dtype() + ", expected " + dtype);
        }
        return info;
    }

    /** Where in the file the data of a tensor begin. */
    long position(TensorInfo info) {
        return header.dataStart() + info.begin();
    }

    int arrayLength(TensorInfo info) throws BundleException {
        if (info.elements() > Integer.MAX_VALUE - 8) {
            throw new BundleException(
                    file,
                    Reason.MALFORMED,
                    "tensor '" + info.name() + "' of " + info.elements()
                            + " elements does not fit one array; read it in parts");
        }
        return (int) info.elements();
    }

    void floats(TensorInfo info, long from, float[] target, int off, int n) throws IOException {
        Objects.checkFromIndexSize(from, n, info.elements());
        Objects.checkFromIndexSize(off, n, target.length);
        Chunks chunks = new Chunks(info, from, n);
        for (int done = off; chunks.next(); ) {
            int now = chunks.buffer.remaining() / 4;
            chunks.buffer.asFloatBuffer().get(target, done, now);
            done += now;
        }
    }

    FloatMatrix matrix(TensorInfo info) throws IOException {
        if (info.shape().size() != 2
                || info.shape().get(0) > Integer.MAX_VALUE
                || info.shape().get(1) > 1 << 24) {
            throw new BundleException(
                    file, Reason.MALFORMED, "tensor '" + info.name() + "' of shape " + info.shape() + " is no matrix");
        }
        int rows = (int) (long) info.shape().get(0);
        int dim = (int) (long) info.shape().get(1);
        if (dim == 0) {
            throw new BundleException(file, Reason.MALFORMED, "tensor '" + info.name() + "' has no columns");
        }
        FloatMatrix matrix = FloatMatrix.allocate(rows, dim);
        int rowsAtOnce = Math.max(1, BUFFER / 4 / dim);
        float[] part = new float[Math.min(rows, rowsAtOnce) * dim];
        for (int row = 0; row < rows; row += rowsAtOnce) {
            int count = Math.min(rowsAtOnce, rows - row);
            floats(info, (long) row * dim, part, 0, count * dim);
            for (int r = 0; r < count; r++) {
                matrix.setRow(row + r, part, r * dim);
            }
        }
        return matrix;
    }

    double[] doubles(TensorInfo info) throws IOException {
        double[] target = new double[arrayLength(info)];
        Chunks chunks = new Chunks(info, 0, target.length);
        for (int done = 0; chunks.next(); ) {
            int now = chunks.buffer.remaining() / 8;
            chunks.buffer.asDoubleBuffer().get(target, done, now);
            done += now;
        }
        return target;
    }

    int[] ints(TensorInfo info) throws IOException {
        int[] target = new int[arrayLength(info)];
        Chunks chunks = new Chunks(info, 0, target.length);
        for (int done = 0; chunks.next(); ) {
            int now = chunks.buffer.remaining() / 4;
            chunks.buffer.asIntBuffer().get(target, done, now);
            done += now;
        }
        return target;
    }

    long[] longs(TensorInfo info) throws IOException {
        long[] target = new long[arrayLength(info)];
        Chunks chunks = new Chunks(info, 0, target.length);
        for (int done = 0; chunks.next(); ) {
            int now = chunks.buffer.remaining() / 8;
            chunks.buffer.asLongBuffer().get(target, done, now);
            done += now;
        }
        return target;
    }

    byte[] bytes(TensorInfo info) throws IOException {
        byte[] target = new byte[arrayLength(info)];
        Chunks chunks = new Chunks(info, 0, target.length);
        for (int done = 0; chunks.next(); ) {
            int now = chunks.buffer.remaining();
            chunks.buffer.get(target, done, now);
            done += now;
        }
        return target;
    }

    void requireFinite() throws IOException {
        for (TensorInfo info : header.tensors().values()) {
            Chunks chunks = new Chunks(info, 0, info.elements());
            long index = 0;
            while ((info.dtype() == DType.F32 || info.dtype() == DType.F64) && chunks.next()) {
                while (chunks.buffer.hasRemaining()) {
                    double x = info.dtype() == DType.F32 ? chunks.buffer.getFloat() : chunks.buffer.getDouble();
                    if (!Double.isFinite(x)) {
                        throw new BundleException(
                                file, Reason.NOT_FINITE, "tensor '" + info.name() + "', element " + index + " is " + x);
                    }
                    index++;
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The bytes of some elements, a bufferful at a time. */
    private final class Chunks {
        final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        private long position;
        private final long end;

        Chunks(TensorInfo info, long from, long elements) {
            position = header.dataStart() + info.begin() + from * info.dtype().bytes();
            end = position + elements * info.dtype().bytes();
        }

        boolean next() throws IOException {
            buffer.clear();
            buffer.limit((int) Math.min(BUFFER, end - position));
            while (buffer.hasRemaining()) {
                int n = channel.read(buffer, position + buffer.position());
                if (n < 0) {
                    throw new BundleException(file, Reason.TRUNCATED, "ends while it is read");
                }
            }
            position += buffer.limit();
            buffer.flip();
            return buffer.hasRemaining();
        }
    }
}
