package io.reco.embeddings.format;

import io.reco.core.data.IdMap;
import io.reco.core.io.FileReplacement;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.format.VectorFileException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An array of numpy, ids in {@link IdsFile} beside it. Written as {@code numpy.save} writes float32 in C order; float16 and
 * float64, big endian and Fortran order are converted when read. Pickled objects are never read.
 */
final class Npy implements VectorCodec {
    private static final int CHUNK = 8192;

    @Override
    public void write(NamedVectors vectors, Path path, VectorWriteOptions options) throws IOException {
        IdsFile.write(vectors.ids(), IdsFile.beside(path));
        FileReplacement.write(path, stream -> {
            FloatMatrix matrix = vectors.matrix();
            stream.write(NpyHeader.encode(matrix.rows(), matrix.dim()));
            VectorOutput out = new VectorOutput(stream);
            for (int row = 0; row < matrix.rows(); row++) {
                out.writeBinary(matrix.array(row), matrix.offset(row), matrix.dim());
            }
            out.flush();
        });
    }

    @Override
    public VectorRead read(Path file, VectorReadOptions options) throws IOException {
        try (VectorInput in = new VectorInput(file)) {
            NpyHeader header = NpyHeader.read(in);
            Path idsFile = IdsFile.of(file, options);
            FloatMatrix matrix =
                    in.allocate(header.rows(), header.dim(), header.type().bytes * Math.max(1, header.dim()));
            long changed = new Elements(in, header, matrix).read();
            if (in.peek() >= 0) {
                throw in.at(
                        in.position(),
                        Reason.TRAILING,
                        "more bytes than shape (" + header.rows() + ", " + header.dim() + ") needs");
            }
            IdMap ids = IdsFile.read(idsFile, matrix.rows());
            return new VectorRead(new NamedVectors(ids, matrix), VectorFormat.NPY, notes(header, changed));
        }
    }

    private static List<String> notes(NpyHeader header, long changed) {
        List<String> notes = new ArrayList<>();
        if (header.type() != NpyHeader.Type.F4 || header.bigEndian()) {
            notes.add("converted from " + header.typeName() + " to float32"
                    + (header.type() == NpyHeader.Type.F8 ? "; " + changed + " values were rounded" : ""));
        }
        if (header.fortran()) {
            notes.add("converted from Fortran to C order");
        }
        return notes;
    }

    /** Streams the elements into the matrix, in the order of the file. */
    private static final class Elements {
        private final VectorInput in;
        private final NpyHeader header;
        private final FloatMatrix matrix;
        private final byte[] bytes;
        private final ByteBuffer buffer;
        private final float[] values = new float[CHUNK];
        private long rounded;

        Elements(VectorInput in, NpyHeader header, FloatMatrix matrix) {
            this.in = in;
            this.header = header;
            this.matrix = matrix;
            bytes = new byte[CHUNK * header.type().bytes];
            buffer = ByteBuffer.wrap(bytes).order(header.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        }

        /** Returns how many values were rounded. */
        long read() throws IOException {
            // A line is what lies together in the file: a row in C order, a column in Fortran order.
            int lines = header.fortran() ? matrix.dim() : matrix.rows();
            int length = header.fortran() ? matrix.rows() : matrix.dim();
            for (int line = 0; line < lines; line++) {
                for (int from = 0; from < length; from += CHUNK) {
                    int n = Math.min(CHUNK, length - from);
                    decode(n);
                    if (!header.fortran()) {
                        System.arraycopy(values, 0, matrix.array(line), matrix.offset(line) + from, n);
                        continue;
                    }
                    for (int i = 0; i < n; i++) {
                        matrix.array(from + i)[matrix.offset(from + i) + line] = values[i];
                    }
                }
            }
            return rounded;
        }

        private void decode(int n) throws IOException {
            long at = in.position();
            int size = header.type().bytes;
            if (in.read(bytes, n * size) < n * size) {
                throw in.at(
                        in.position(),
                        Reason.TRUNCATED,
                        "ends before the " + header.rows() + " x " + header.dim() + " elements of its header");
            }
            switch (header.type()) {
                case F2 -> {
                    for (int i = 0; i < n; i++) {
                        values[i] = Floats.ofHalf(buffer.getShort(2 * i));
                    }
                }
                case F4 -> buffer.asFloatBuffer().get(values, 0, n);
                case F8 -> {
                    for (int i = 0; i < n; i++) {
                        double exact = buffer.getDouble(8 * i);
                        values[i] = (float) exact;
                        rounded += values[i] == exact ? 0 : 1;
                    }
                }
            }
            int bad = Floats.firstNotFinite(values, 0, n);
            if (bad >= 0) {
                boolean beyond = header.type() == NpyHeader.Type.F8 && Double.isFinite(buffer.getDouble(8 * bad));
                throw in.at(
                        at + (long) bad * size,
                        Reason.NOT_FINITE,
                        "the element is "
                                + (beyond
                                        ? buffer.getDouble(8 * bad) + ", beyond float"
                                        : String.valueOf(values[bad])));
            }
        }
    }
}
