package io.reco.embeddings.format;

import io.reco.core.data.IdMap;
import io.reco.core.io.Source;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.format.VectorFileException.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipException;

/** The bytes of a file, unpacked if they are gzip, with the position for messages. */
final class VectorInput implements Closeable {
    /** Longest id in bytes that is read or written; a longer one is a sign of a damaged file. */
    static final int LONGEST_ID = 1 << 20;

    /** No deflate stream unpacks to more than this many times its size. */
    private static final long LARGEST_EXPANSION = 1032;

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final InputStream in;
    private final long largestSize;
    private final byte[] buffer = new byte[BUFFER];
    private int pos;
    private int limit;
    private long bufferStart;
    private byte[] piece = new byte[256];

    VectorInput(Path file) throws IOException {
        this.file = file;
        largestSize = largestSize(file);
        in = Source.of(file).openUnpacked();
    }

    static boolean isGzip(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file)) {
            byte[] head = raw.readNBytes(2);
            return head.length == 2 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B;
        }
    }

    private static long largestSize(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Long.MAX_VALUE;
        }
        long size = Files.size(file);
        return isGzip(file) ? LARGEST_EXPANSION * (size + 1) : size;
    }

    String name() {
        return file.toString();
    }

    Path file() {
        return file;
    }

    /** Bytes before the next one. */
    long position() {
        return bufferStart + pos;
    }

    private boolean fill() throws IOException {
        bufferStart += limit;
        pos = 0;
        limit = 0;
        try {
            limit = Math.max(0, in.read(buffer));
        } catch (ZipException e) {
            throw at(position(), Reason.DAMAGED_GZIP, String.valueOf(e.getMessage()));
        }
        return limit > 0;
    }

    /** The next byte without taking it, or -1 at the end. */
    int peek() throws IOException {
        return pos < limit || fill() ? buffer[pos] & 0xFF : -1;
    }

    /** Takes the next byte, or -1 at the end. */
    int read() throws IOException {
        int b = peek();
        pos += b < 0 ? 0 : 1;
        return b;
    }

    /** Fills {@code target[0 .. n)} as far as there are bytes and returns how many there were. */
    int read(byte[] target, int n) throws IOException {
        int done = 0;
        while (done < n && (pos < limit || fill())) {
            int now = Math.min(n - done, limit - pos);
            System.arraycopy(buffer, pos, target, done, now);
            pos += now;
            done += now;
        }
        return done;
    }

    /** A byte that ends a piece, the end of the file, or {@code most} bytes without one. */
    enum End {
        STOP,
        FILE,
        TOO_LONG
    }

    private int pieceLength;

    /** Takes the bytes before the next {@code stop}, and it; {@link #piece} and {@link #pieceLength} hold them. */
    End readUntil(char stop, long most) throws IOException {
        pieceLength = 0;
        while (pos < limit || fill()) {
            int end = pos;
            while (end < limit && buffer[end] != stop) {
                end++;
            }
            append(end - pos);
            boolean stopped = end < limit;
            pos = stopped ? end + 1 : end;
            if (pieceLength > most) {
                return End.TOO_LONG;
            }
            if (stopped) {
                return End.STOP;
            }
        }
        return End.FILE;
    }

    private void append(int n) {
        if (piece.length - pieceLength < n) {
            piece = Arrays.copyOf(piece, Math.max(pieceLength + n, 2 * piece.length));
        }
        System.arraycopy(buffer, pos, piece, pieceLength, n);
        pieceLength += n;
    }

    byte[] piece() {
        return piece;
    }

    int pieceLength() {
        return pieceLength;
    }

    /** The piece as text for a message, shortened. */
    String pieceText(int from, int to) {
        int end = Math.min(to, from + 60);
        return new String(piece, from, end - from, StandardCharsets.UTF_8) + (end < to ? "..." : "");
    }

    VectorFileException at(long offset, Reason reason, String detail) {
        return VectorFileException.atByte(name(), offset, reason, detail);
    }

    VectorFileException atLine(long line, Reason reason, String detail) {
        return VectorFileException.atLine(name(), line, reason, detail);
    }

    /**
     * Checks what a header says and allocates.
     *
     * @param leastBytes what a row takes at least in the rest of the file
     */
    FloatMatrix allocate(long rows, long dim, long leastBytes) throws VectorFileException {
        if (dim < 1 || dim > 1 << 24) {
            throw fault(
                    Reason.BAD_HEADER, "the header says dimension " + dim + ", which is not in [1, " + (1 << 24) + "]");
        }
        if (rows < 0 || rows > Integer.MAX_VALUE - 8) {
            throw fault(Reason.TOO_LARGE, "the header says " + rows + " vectors; at most 2147483639 can be held");
        }
        if (rows > (largestSize - position()) / leastBytes) {
            throw fault(
                    Reason.TRUNCATED,
                    "the header says " + rows + " vectors of dimension " + dim + ", at least " + rows * leastBytes
                            + " bytes; the file cannot hold more than " + (largestSize - position()));
        }
        requireMemory(name(), rows, (int) dim);
        return FloatMatrix.allocate((int) rows, (int) dim);
    }

    /** Refuses a matrix that is larger than all the memory that the JVM may use. */
    static void requireMemory(String name, long rows, int dim) throws VectorFileException {
        long memory = rows * FloatMatrix.paddedLength(dim) * Float.BYTES;
        long most = Runtime.getRuntime().maxMemory();
        if (memory > most) {
            throw VectorFileException.of(
                    name,
                    Reason.TOO_LARGE,
                    rows + " vectors of dimension " + dim + " take " + (memory >> 20)
                            + " MB of memory, the JVM may use " + (most >> 20) + " MB; a larger -Xmx reads them");
        }
    }

    private VectorFileException fault(Reason reason, String detail) {
        return VectorFileException.of(name(), reason, detail);
    }

    /** What makes the exception for a fault of the id that is being added. */
    interface Fault {
        VectorFileException of(Reason reason, String detail);
    }

    /** Refuses an empty id and one that is not UTF-8. */
    static void requireId(byte[] utf8, int from, int to, Fault fault) throws VectorFileException {
        if (from == to) {
            throw fault.of(Reason.BAD_ID, "the id is empty");
        }
        int bad = firstBad(utf8, from, to);
        if (bad >= 0) {
            throw fault.of(
                    Reason.BAD_UTF8,
                    String.format("the id is not UTF-8 from its byte %d (0x%02X) on", bad - from, utf8[bad]));
        }
    }

    /** Checks an id and adds it; one that was there before is refused. */
    static void addId(IdMap.Builder ids, byte[] utf8, int from, int to, Fault fault) throws VectorFileException {
        requireId(utf8, from, to, fault);
        int before = ids.size();
        int idx = ids.addUtf8(utf8, from, to);
        if (idx != before) {
            throw fault.of(Reason.DUPLICATE_ID, "id '" + ids.id(idx) + "' is that of vector " + (idx + 1) + " already");
        }
    }

    private static int firstBad(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] >= 0) {
            i++;
        }
        if (i == to) {
            return -1;
        }
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes, i, to - i);
        CoderResult result = utf8.decode(in, CharBuffer.allocate(to - i), true);
        return result.isError() ? in.position() : -1;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
