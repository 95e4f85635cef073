package io.reco.core.io;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The file into which rejected records go, so that nothing is lost: UTF-8, LF, tab-separated, a header line
 * {@code file line column reason raw}, then one line per rejected record.
 *
 * <ul>
 *   <li>{@code file}: name of the source; {@code line}: from 1, or 0 for the file as a whole;
 *   <li>{@code column}: {@code 3}, {@code 3:rating} or {@code rating}; empty when it is not one of a column;
 *   <li>{@code reason}: {@link RejectReason#code()};
 *   <li>{@code raw}: the bytes of the record. Bytes that are UTF-8 text stand for themselves; a backslash is {@code \\},
 *       tab, LF and CR are {@code \t \n \r}, every other control character and every byte that is not UTF-8 is
 *       {@code \xHH}. {@link #unescape} gives the bytes back.
 * </ul>
 */
public final class RejectsFile implements Closeable {
    private static final String HEADER = "file\tline\tcolumn\treason\traw\n";
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;

    RejectsFile(Path file) throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        text(HEADER);
    }

    /**
     * A new file of rejects for what is read from some sources. Replaces one of an earlier run, and nothing else.
     *
     * @throws IllegalArgumentException if the file is one of the sources, by whatever path
     * @throws FileAlreadyExistsException if the file exists and is neither empty nor a file of rejects
     */
    static RejectsFile open(Path file, Sources sources) throws IOException {
        if (Files.isRegularFile(file)) {
            for (Source source : sources.all()) {
                if (source.file().isPresent() && isSameFile(file, source.file().get())) {
                    throw new IllegalArgumentException("rejects file " + file + " is the same file as the source "
                            + source.name() + ", which it would replace; name another");
                }
            }
            byte[] header = HEADER.getBytes(StandardCharsets.UTF_8);
            try (InputStream in = Files.newInputStream(file)) {
                byte[] begin = in.readNBytes(header.length);
                if (begin.length > 0 && !Arrays.equals(begin, header)) {
                    throw new FileAlreadyExistsException(
                            file.toString(), null, "is not a file of rejects and is not replaced");
                }
            }
        }
        return new RejectsFile(file);
    }

    /** The reader tells of a source that is not there. */
    private static boolean isSameFile(Path file, Path source) throws IOException {
        return Files.exists(source) && Files.isSameFile(file, source);
    }

    /** Begins a record; {@link #raw} and {@link #end} follow. */
    void begin(String file, long line, BadRecord bad) throws IOException {
        raw(file.getBytes(StandardCharsets.UTF_8));
        String column = bad.column() == 0 ? "" : Integer.toString(bad.column());
        if (!bad.columnName().isEmpty()) {
            column += (column.isEmpty() ? "" : ":") + bad.columnName();
        }
        text("\t" + line + "\t");
        raw(column.getBytes(StandardCharsets.UTF_8));
        text("\t" + bad.reason().code() + "\t");
    }

    private void text(String ascii) throws IOException {
        out.write(ascii.getBytes(StandardCharsets.UTF_8));
    }

    private void raw(byte[] bytes) throws IOException {
        raw(bytes, 0, bytes.length);
    }

    /** Appends raw bytes of the record that was begun. May be called again for the bytes that follow. */
    void raw(byte[] bytes, int from, int to) throws IOException {
        int i = from;
        while (i < to) {
            byte b = bytes[i];
            if (b >= 0) {
                writeAscii(b);
                i++;
                continue;
            }
            int length = Utf8.sequenceLength(bytes, i, to);
            if (length == 0) {
                writeHex(b);
                i++;
            } else {
                out.write(bytes, i, length);
                i += length;
            }
        }
    }

    private void writeAscii(byte b) throws IOException {
        switch (b) {
            case '\\' -> text("\\\\");
            case '\t' -> text("\\t");
            case '\n' -> text("\\n");
            case '\r' -> text("\\r");
            default -> {
                if (b < 0x20 || b == 0x7F) {
                    writeHex(b);
                } else {
                    out.write(b);
                }
            }
        }
    }

    private void writeHex(byte b) throws IOException {
        out.write('\\');
        out.write('x');
        out.write(HEX[b >> 4 & 0xF]);
        out.write(HEX[b & 0xF]);
    }

    void end() throws IOException {
        out.write('\n');
    }

    /**
     * The bytes that a {@code raw} field stands for.
     *
     * @throws IllegalArgumentException if a backslash is followed by none of {@code \\ t n r xHH}
     */
    public static byte[] unescape(String raw) {
        byte[] in = raw.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[in.length];
        int n = 0;
        int i = 0;
        while (i < in.length) {
            if (in[i] != '\\') {
                bytes[n++] = in[i++];
                continue;
            }
            i++;
            int escape = i < in.length ? in[i] : -1;
            switch (escape) {
                case '\\' -> bytes[n++] = '\\';
                case 't' -> bytes[n++] = '\t';
                case 'n' -> bytes[n++] = '\n';
                case 'r' -> bytes[n++] = '\r';
                case 'x' -> {
                    int high = i + 1 < in.length ? Character.digit(in[i + 1], 16) : -1;
                    int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
                    if (high < 0 || low < 0) {
                        throw new IllegalArgumentException("\\x without two hex digits at byte " + i);
                    }
                    bytes[n++] = (byte) (high << 4 | low);
                    i += 2;
                }
                default -> throw new IllegalArgumentException("unknown escape at byte " + i);
            }
            i++;
        }
        return Arrays.copyOf(bytes, n);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
