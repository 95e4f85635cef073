package io.reco.embeddings.format;

import io.reco.core.data.IdMap;
import io.reco.core.io.FileReplacement;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.format.VectorFileException.Reason;
import io.reco.embeddings.format.VectorInput.End;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/**
 * A line {@code rows dimension}, then for each vector its id, a blank, and the floats, little endian. gensim writes nothing
 * between vectors, word2vec.c a line feed; both are read.
 */
final class Word2VecBinary implements VectorCodec {
    @Override
    public void write(NamedVectors vectors, Path path, VectorWriteOptions options) throws IOException {
        FileReplacement.write(path, stream -> {
            VectorOutput out = new VectorOutput(stream);
            Word2Vec.IdWriter ids = new Word2Vec.IdWriter(vectors.ids(), options.blanks());
            FloatMatrix matrix = vectors.matrix();
            out.write(vectors.rows() + " " + vectors.dimension() + "\n");
            for (int row = 0; row < vectors.rows(); row++) {
                ids.write(row, out);
                out.writeBinary(matrix.array(row), matrix.offset(row), matrix.dim());
                if (options.binaryNewlines()) {
                    out.write('\n');
                }
            }
            out.flush();
        });
    }

    @Override
    public VectorRead read(Path file, VectorReadOptions options) throws IOException {
        try (VectorInput in = new VectorInput(file)) {
            Word2Vec.Header header = Word2Vec.readHeader(in);
            FloatMatrix matrix = in.allocate(header.rows(), header.dim(), 2 + Float.BYTES * Math.max(1, header.dim()));
            byte[] bytes = new byte[matrix.dim() * Float.BYTES];
            ByteBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            IdMap.Builder ids = new IdMap.Builder();
            for (int row = 0; row < matrix.rows(); row++) {
                readId(in, ids, options.blanks(), row, matrix.rows());
                long from = in.position();
                int n = in.read(bytes, bytes.length);
                if (n < bytes.length) {
                    throw in.at(
                            in.position(),
                            Reason.TRUNCATED,
                            "the file ends within vector " + (row + 1) + " of " + matrix.rows());
                }
                float[] a = matrix.array(row);
                int off = matrix.offset(row);
                floats.asFloatBuffer().get(a, off, matrix.dim());
                int bad = Floats.firstNotFinite(a, off, matrix.dim());
                if (bad >= 0) {
                    throw in.at(
                            from + (long) bad * Float.BYTES,
                            Reason.NOT_FINITE,
                            "component " + bad + " of vector " + (row + 1) + " is " + a[off + bad]);
                }
            }
            requireEnd(in, matrix.rows());
            return new VectorRead(new NamedVectors(ids.build(), matrix), VectorFormat.WORD2VEC_BINARY, List.of());
        }
    }

    private static void readId(VectorInput in, IdMap.Builder ids, Blanks blanks, int row, int rows) throws IOException {
        // The line feed that word2vec.c writes behind the vector before.
        if (row > 0 && in.peek() == '\n') {
            in.read();
        }
        long from = in.position();
        VectorInput.Fault fault = (reason, detail) -> in.at(from, reason, "vector " + (row + 1) + ": " + detail);
        End end = in.readUntil(' ', VectorInput.LONGEST_ID);
        if (end == End.FILE) {
            throw in.at(in.position(), Reason.TRUNCATED, "the file ends after " + row + " of " + rows + " vectors");
        }
        if (end == End.TOO_LONG) {
            throw fault.of(Reason.BAD_ID, "the id has more than " + VectorInput.LONGEST_ID + " bytes");
        }
        int length;
        try {
            length = blanks.decode(in.piece(), in.pieceLength());
        } catch (IllegalArgumentException e) {
            throw fault.of(Reason.BAD_ID, "the id " + e.getMessage());
        }
        VectorInput.addId(ids, in.piece(), 0, length, fault);
    }

    private static void requireEnd(VectorInput in, int rows) throws IOException {
        if (rows > 0 && in.peek() == '\n') {
            in.read();
        }
        if (in.peek() >= 0) {
            throw in.at(
                    in.position(),
                    Reason.TRAILING,
                    "more bytes than the " + rows + " vectors that the header announces");
        }
    }
}
