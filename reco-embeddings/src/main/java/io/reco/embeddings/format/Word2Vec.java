package io.reco.embeddings.format;

import io.reco.core.data.IdMap;
import io.reco.embeddings.format.VectorFileException.Reason;
import io.reco.embeddings.format.VectorInput.End;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What the text and the binary form of word2vec have in common: the header line {@code rows dimension}, and ids. */
final class Word2Vec {
    /** Two numbers of 19 digits, blanks and a line end. */
    static final int LONGEST_HEADER = 64;

    private Word2Vec() {}

    /** What the first line says. */
    record Header(long rows, long dim) {}

    static Header readHeader(VectorInput in) throws IOException {
        End end = in.readUntil('\n', LONGEST_HEADER);
        String line = new String(in.piece(), 0, in.pieceLength(), StandardCharsets.ISO_8859_1);
        Header header = end == End.STOP ? header(line) : null;
        if (header == null) {
            throw in.atLine(
                    1,
                    end == End.FILE ? Reason.TRUNCATED : Reason.BAD_HEADER,
                    "expected a line of two numbers, the count of vectors and the dimension, found '"
                            + in.pieceText(0, in.pieceLength()) + "'");
        }
        return header;
    }

    /** The numbers of a header line; null if it is none. */
    static @Nullable Header header(String line) {
        String[] words = line.strip().split(" +", -1);
        if (words.length != 2 || !words[0].matches("[0-9]{1,18}") || !words[1].matches("[0-9]{1,18}")) {
            return null;
        }
        return new Header(Long.parseLong(words[0]), Long.parseLong(words[1]));
    }

    /** Writes ids. Those that were written so far are kept only where two may become the same. */
    static final class IdWriter {
        private final IdMap ids;
        private final Blanks blanks;
        private final IdMap.Builder written = new IdMap.Builder();

        IdWriter(IdMap ids, Blanks blanks) {
            this.ids = ids;
            this.blanks = blanks;
        }

        /**
         * Writes the id of a row and the blank behind it.
         *
         * @throws IllegalArgumentException if it cannot be written
         */
        void write(int row, VectorOutput out) throws IOException {
            String id = ids.id(row);
            String text;
            try {
                text = blanks.encode(id);
            } catch (IllegalArgumentException e) {
                throw new BlankInIdException(row, id, String.valueOf(e.getMessage()));
            }
            if (text.length() > VectorInput.LONGEST_ID / 3
                    && text.getBytes(StandardCharsets.UTF_8).length > VectorInput.LONGEST_ID) {
                throw new IllegalArgumentException(
                        "row " + row + ": an id of more than " + VectorInput.LONGEST_ID + " bytes");
            }
            if (blanks == Blanks.UNDERSCORE) {
                int idx = written.add(text);
                if (idx != row) {
                    throw new IllegalArgumentException("row " + row + ": id '" + id + "' becomes '" + text
                            + "', as did '" + ids.id(idx) + "' of row " + idx);
                }
            }
            out.write(text);
            out.write(' ');
        }
    }
}
