package io.reco.core.io;

import io.reco.core.data.IdMap;
import io.reco.core.sequence.SequenceVisitor;
import io.reco.core.sequence.Sequences;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Sequences in a text file as word2vec reads them: one sequence a line, ids separated by spaces or tabs; UTF-8, gzip is
 * unpacked. The file is read once to index the ids, and again at every walk; only one line is in memory at a time, so it may
 * be larger than the heap. The owner of a sequence is the number of its line from 0. Lines without ids are left out.
 *
 * <p>Thread-safe: several threads may walk at the same time.
 */
public final class TextSequences implements Sequences {
    private static final int MAX_LINE_BYTES = 1 << 30;

    private final Source source;
    private final IdMap ids;

    private TextSequences(Source source, IdMap ids) {
        this.source = source;
        this.ids = ids;
    }

    /**
     * Reads a file once.
     *
     * @throws InputFormatException for bytes that are not UTF-8, a line above 1 GB, or a file that is cut off
     */
    public static TextSequences of(Path file) throws IOException {
        return of(Source.of(file));
    }

    /**
     * Reads a source once.
     *
     * @param source one that can be opened any number of times
     */
    public static TextSequences of(Source source) throws IOException {
        IdMap.Builder builder = new IdMap.Builder();
        read(source, builder, (owner, tracks, length) -> {});
        return new TextSequences(source, builder.build());
    }

    /** The ids of the file, in the order in which they first occur. */
    public IdMap ids() {
        return ids;
    }

    /**
     * Walks all lines.
     *
     * @throws UncheckedIOException if the file cannot be read, or holds other ids than before
     */
    @Override
    public void forEach(SequenceVisitor visitor) {
        IdMap.Builder known = ids.toBuilder();
        try {
            read(source, known, (owner, tracks, length) -> {
                if (known.size() > ids.size()) {
                    throw new UncheckedIOException(
                            new IOException(source.name() + ": has changed since it was read first: line "
                                    + (owner + 1L) + " has the new id '" + known.id(ids.size()) + "'"));
                }
                visitor.visit(owner, tracks, length);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(Source source, IdMap.Builder ids, SequenceVisitor visitor) throws IOException {
        try (LineReader lines = new LineReader(source.open(), MAX_LINE_BYTES)) {
            int[] sequence = new int[256];
            while (lines.next()) {
                check(source, lines);
                byte[] bytes = lines.bytes();
                int n = 0;
                int at = lines.from();
                while (at < lines.to()) {
                    int end = at;
                    while (end < lines.to() && bytes[end] != ' ' && bytes[end] != '\t') {
                        end++;
                    }
                    if (end > at) {
                        if (n == sequence.length) {
                            sequence = Arrays.copyOf(sequence, 2 * n);
                        }
                        sequence[n++] = ids.addUtf8(bytes, at, end);
                    }
                    at = end + 1;
                }
                if (n > 0) {
                    visitor.visit((int) Math.min(Integer.MAX_VALUE, lines.line() - 1), sequence, n);
                }
            }
            if (!lines.damage().isEmpty()) {
                throw new InputFormatException(
                        source.name(), lines.line(), BadRecord.of(RejectReason.TRUNCATED, lines.damage()));
            }
        }
    }

    private static void check(Source source, LineReader lines) throws InputFormatException {
        if (lines.tooLong()) {
            throw new InputFormatException(
                    source.name(),
                    lines.line(),
                    BadRecord.of(RejectReason.LINE_TOO_LONG, "more than " + MAX_LINE_BYTES + " bytes"));
        }
        int bad = Utf8.firstBad(lines.bytes(), lines.from(), lines.to());
        if (bad >= 0) {
            int from = Math.max(lines.from(), bad - 20);
            String around =
                    new String(lines.bytes(), from, Math.min(lines.to(), bad + 20) - from, StandardCharsets.ISO_8859_1);
            throw new InputFormatException(
                    source.name(),
                    lines.line(),
                    new BadRecord(
                            RejectReason.BAD_UTF8, 0, "", around, "byte " + (bad - lines.from() + 1) + " of the line"));
        }
    }
}
