package io.reco.embeddings.format;

import io.reco.core.bundle.IdCodec;
import io.reco.core.data.IdMap;
import io.reco.core.io.FileReplacement;
import io.reco.embeddings.format.VectorFileException.Reason;
import io.reco.embeddings.format.VectorInput.End;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The ids of vectors whose format holds none, one a line as in a model bundle ({@link IdCodec}): UTF-8, a line feed after
 * each, and {@code \\ \n \r \t} for backslash, line feed, carriage return and tab.
 */
final class IdsFile {
    private IdsFile() {}

    /** {@code vectors.npy}, {@code vectors.npy.gz} and {@code vectors} have {@code vectors.ids.txt} beside them. */
    static Path beside(Path file) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.gz$", "");
        return file.resolveSibling(name.replaceFirst("(?<=.)\\.(npy|safetensors)$", "") + ".ids.txt");
    }

    static Path of(Path file, VectorReadOptions options) throws VectorFileException {
        Path ids = options.idsFile().orElseGet(() -> beside(file));
        if (!Files.exists(ids)) {
            throw VectorFileException.of(
                    file.toString(), Reason.ID_COUNT, "the file holds no ids and there is no file " + ids);
        }
        return ids;
    }

    static void write(IdMap ids, Path file) throws IOException {
        FileReplacement.write(file, stream -> write(ids, stream));
    }

    static void write(IdMap ids, OutputStream stream) throws IOException {
        VectorOutput out = new VectorOutput(stream);
        for (int row = 0; row < ids.size(); row++) {
            out.write(IdCodec.encode(ids.id(row)));
            out.write('\n');
        }
        out.flush();
    }

    /** Reads as many ids as there are vectors. */
    static IdMap read(Path file, int rows) throws IOException {
        IdMap.Builder ids = new IdMap.Builder();
        try (VectorInput in = new VectorInput(file)) {
            for (long line = 1; in.peek() >= 0; line++) {
                End end = in.readUntil('\n', 2L * VectorInput.LONGEST_ID);
                if (end == End.TOO_LONG) {
                    throw in.atLine(line, Reason.BAD_ID, "the id has more than " + VectorInput.LONGEST_ID + " bytes");
                }
                if (end == End.FILE) {
                    throw in.atLine(line, Reason.TRUNCATED, "the file ends within this line (there is no line feed)");
                }
                if (ids.size() == rows) {
                    throw in.atLine(line, Reason.ID_COUNT, "more ids than the " + rows + " vectors");
                }
                add(ids, in.piece(), 0, in.pieceLength(), line, in.name());
            }
        }
        if (ids.size() != rows) {
            throw VectorFileException.of(
                    file.toString(), Reason.ID_COUNT, ids.size() + " ids for " + rows + " vectors");
        }
        return ids.build();
    }

    /** The ids of a file that is in memory. */
    static IdMap read(byte[] lines, int rows, String name) throws VectorFileException {
        IdMap.Builder ids = new IdMap.Builder();
        int from = 0;
        for (int i = 0; i < lines.length; i++) {
            if (lines[i] == '\n') {
                add(ids, lines, from, i, ids.size() + 1L, name);
                from = i + 1;
            }
        }
        if (from < lines.length) {
            throw VectorFileException.atLine(
                    name, ids.size() + 1L, Reason.TRUNCATED, "ends within this line (there is no line feed)");
        }
        if (ids.size() != rows) {
            throw VectorFileException.of(name, Reason.ID_COUNT, ids.size() + " ids for " + rows + " vectors");
        }
        return ids.build();
    }

    private static void add(IdMap.Builder ids, byte[] utf8, int from, int to, long line, String name)
            throws VectorFileException {
        VectorInput.Fault fault = (reason, detail) -> VectorFileException.atLine(name, line, reason, detail);
        boolean escaped = false;
        for (int i = from; i < to; i++) {
            escaped |= utf8[i] == '\\';
        }
        if (!escaped) {
            VectorInput.addId(ids, utf8, from, to, fault);
            return;
        }
        // Before decoding, which would replace what is not UTF-8.
        VectorInput.requireId(utf8, from, to, fault);
        byte[] id;
        try {
            id = IdCodec.decode(new String(utf8, from, to - from, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw fault.of(Reason.BAD_ID, String.valueOf(e.getMessage()));
        }
        VectorInput.addId(ids, id, 0, id.length, fault);
    }
}
