package io.reco.embeddings.format;

import io.reco.core.data.IdMap;
import io.reco.core.io.FileReplacement;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.format.VectorFileException.Reason;
import io.reco.embeddings.format.VectorInput.End;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A line {@code rows dimension}, then a line {@code id number number ...} for each vector. Written as gensim writes it; lines
 * that end in blanks, as word2vec.c and fastText write them, are read as well.
 */
final class Word2VecText implements VectorCodec {
    /** No decimal number needs more; longer lines than this allows are refused before they fill the memory. */
    private static final int LONGEST_NUMBER = 64;

    @Override
    public void write(NamedVectors vectors, Path path, VectorWriteOptions options) throws IOException {
        FileReplacement.write(path, stream -> {
            VectorOutput out = new VectorOutput(stream);
            Word2Vec.IdWriter ids = new Word2Vec.IdWriter(vectors.ids(), options.blanks());
            out.write(vectors.rows() + " " + vectors.dimension() + "\n");
            for (int row = 0; row < vectors.rows(); row++) {
                ids.write(row, out);
                writeRow(vectors.matrix(), row, ' ', out);
            }
            out.flush();
        });
    }

    /** The numbers of a row and a line feed. */
    static void writeRow(FloatMatrix matrix, int row, char separator, VectorOutput out) throws IOException {
        float[] a = matrix.array(row);
        int off = matrix.offset(row);
        for (int j = 0; j < matrix.dim(); j++) {
            if (j > 0) {
                out.write(separator);
            }
            out.writeText(a[off + j]);
        }
        out.write('\n');
    }

    @Override
    public VectorRead read(Path file, VectorReadOptions options) throws IOException {
        try (VectorInput in = new VectorInput(file)) {
            Word2Vec.Header header = Word2Vec.readHeader(in);
            FloatMatrix matrix = in.allocate(header.rows(), header.dim(), 2 + 2 * Math.max(1, header.dim()));
            long longestLine = VectorInput.LONGEST_ID + (long) matrix.dim() * LONGEST_NUMBER;
            IdMap.Builder ids = new IdMap.Builder();
            for (int row = 0; row < matrix.rows(); row++) {
                long line = row + 2L;
                End end = in.readUntil('\n', longestLine);
                if (end == End.TOO_LONG) {
                    throw in.atLine(line, Reason.COLUMN_COUNT, "longer than " + longestLine + " bytes");
                }
                if (end == End.FILE) {
                    throw in.atLine(line, Reason.TRUNCATED, ended(in, row, matrix.rows()));
                }
                int idEnd = readLine(in, line, matrix, row);
                addId(in, ids, options.blanks(), idEnd, line);
            }
            if (in.peek() >= 0) {
                throw in.atLine(
                        matrix.rows() + 2L,
                        Reason.TRAILING,
                        "more lines than the " + matrix.rows() + " vectors that the header announces");
            }
            return new VectorRead(new NamedVectors(ids.build(), matrix), VectorFormat.WORD2VEC_TEXT, List.of());
        }
    }

    private static String ended(VectorInput in, int row, int rows) {
        return in.pieceLength() == 0
                ? "the file ends after " + row + " of " + rows + " vectors"
                : "the file ends within this line (there is no line feed), which may cut a number";
    }

    private static void addId(VectorInput in, IdMap.Builder ids, Blanks blanks, int idEnd, long line)
            throws VectorFileException {
        if (idEnd > VectorInput.LONGEST_ID) {
            throw in.atLine(line, Reason.BAD_ID, "the id has more than " + VectorInput.LONGEST_ID + " bytes");
        }
        int length;
        try {
            length = blanks.decode(in.piece(), idEnd);
        } catch (IllegalArgumentException e) {
            throw in.atLine(line, Reason.BAD_ID, "the id " + e.getMessage());
        }
        VectorInput.addId(ids, in.piece(), 0, length, (reason, detail) -> in.atLine(line, reason, detail));
    }

    /** Puts the numbers of the current line into a row and returns where its id ends. */
    private static int readLine(VectorInput in, long line, FloatMatrix matrix, int row) throws VectorFileException {
        byte[] bytes = in.piece();
        int end = in.pieceLength();
        while (end > 0 && (bytes[end - 1] == ' ' || bytes[end - 1] == '\r')) {
            end--;
        }
        int idEnd = 0;
        while (idEnd < end && bytes[idEnd] != ' ') {
            idEnd++;
        }
        float[] a = matrix.array(row);
        int off = matrix.offset(row);
        int j = 0;
        int at = idEnd;
        while (at < end) {
            while (bytes[at] == ' ') {
                at++;
            }
            int from = at;
            while (at < end && bytes[at] != ' ') {
                at++;
            }
            if (j < matrix.dim()) {
                a[off + j] = number(in, line, j, from, at);
            }
            j++;
        }
        if (j != matrix.dim()) {
            throw in.atLine(
                    line,
                    Reason.COLUMN_COUNT,
                    j + " numbers behind the id '" + in.pieceText(0, idEnd) + "', the dimension is " + matrix.dim());
        }
        return idEnd;
    }

    private static float number(VectorInput in, long line, int j, int from, int to) throws VectorFileException {
        float value = FloatParser.parse(in.piece(), from, to);
        if (!Float.isFinite(value)) {
            boolean number = !FloatParser.isNoNumber(value);
            throw in.atLine(
                    line,
                    number ? Reason.NOT_FINITE : Reason.NOT_A_NUMBER,
                    "component " + j + " is '" + in.pieceText(from, to)
                            + (number ? "', not a finite float" : "', which is no decimal number"));
        }
        return value;
    }

    /**
     * Whether the bytes look like the first line behind a header rather than like a binary vector: nothing but printable ASCII
     * from the blank behind the id to the line end, or to the end of the bytes.
     */
    static boolean looksLikeText(byte[] head, int from) {
        int at = from;
        while (at < head.length && head[at] != ' ' && head[at] != '\n') {
            at++;
        }
        if (at == head.length || head[at] == '\n') {
            return false;
        }
        while (at < head.length && (head[at] >= ' ' && head[at] < 0x7F || head[at] == '\r')) {
            at++;
        }
        return at == head.length || head[at] == '\n';
    }
}
