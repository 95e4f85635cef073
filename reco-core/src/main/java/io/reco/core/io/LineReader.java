package io.reco.core.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Splits a stream into lines without copying them: the line at hand is {@code bytes()[from() .. to())} until the next call.
 * LF and CRLF end a line, the last one may lack its end, a UTF-8 byte order mark before the first is dropped. The buffer
 * grows to the longest line, never above the limit (plus a constant).
 */
final class LineReader implements Closeable {
    private static final int CHUNK = 1 << 16;
    private static final int LINE_END = 2;

    private final InputStream in;
    private final int maxLineBytes;
    private byte[] buf = new byte[CHUNK];
    private int pos;
    private int limit;
    private int from;
    private int to;
    private long line;
    private long nextLine = 1;
    private boolean eof;
    private boolean tooLong;
    private boolean unterminated;
    private String damage = "";

    /** Takes the bytes of a line that is too long, piece by piece. */
    @FunctionalInterface
    interface Piece {
        void take(byte[] bytes, int from, int to) throws IOException;
    }

    LineReader(InputStream packed, int maxLineBytes) throws IOException {
        this.maxLineBytes = maxLineBytes;
        InputStream opened = packed;
        try {
            opened = GzipStream.unpack(packed);
            this.in = opened;
            while (limit < 3 && !eof) {
                fill();
            }
        } catch (IOException e) {
            opened.close();
            throw e;
        }
        if (limit >= 3 && buf[0] == (byte) 0xEF && buf[1] == (byte) 0xBB && buf[2] == (byte) 0xBF) {
            pos = 3;
        }
    }

    byte[] bytes() {
        return buf;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Number of the line at hand, from 1; of its first line when it was extended. */
    long line() {
        return line;
    }

    /** Number of the last line that the line at hand was extended by; its own when it was not. */
    long lastLine() {
        return nextLine - 1;
    }

    /** Whether the line at hand is longer than the limit; then {@link #drain} must follow. */
    boolean tooLong() {
        return tooLong;
    }

    /** Whether the line at hand is what a damaged file left of its last one. */
    boolean cutOff() {
        return unterminated && !damage.isEmpty();
    }

    /** What is wrong with a file that ended too early; empty when it did not. */
    String damage() {
        return damage;
    }

    /** Goes to the next line. */
    boolean next() throws IOException {
        from = pos;
        line = nextLine;
        unterminated = false;
        if (!scan()) {
            return false;
        }
        nextLine++;
        return true;
    }

    /** Adds the following line, with the line end between them, to the line at hand. */
    boolean extend() throws IOException {
        if (unterminated || !scan()) {
            return false;
        }
        nextLine++;
        return !tooLong;
    }

    /** Takes back what {@link #extend} added: the line at hand ends at its first line end again. */
    void retract() {
        int newline = from;
        while (newline < limit && buf[newline] != '\n') {
            newline++;
        }
        tooLong = false;
        unterminated = newline == limit;
        nextLine = line + 1;
        endAt(newline);
        pos = Math.min(limit, newline + 1);
    }

    /** Finds the end of the line from pos on; false when there is nothing more. */
    private boolean scan() throws IOException {
        int i = pos;
        while (true) {
            byte[] b = buf;
            int end = limit;
            while (i < end && b[i] != '\n') {
                i++;
            }
            if (i < end) {
                endAt(i);
                pos = i + 1;
                tooLong = to - from > maxLineBytes;
                return true;
            }
            if (i - from > maxLineBytes + LINE_END) {
                to = i;
                pos = i;
                tooLong = true;
                return true;
            }
            if (eof) {
                unterminated = true;
                endAt(i);
                boolean more = pos < limit;
                pos = i;
                tooLong = to - from > maxLineBytes;
                return more;
            }
            int shift = from;
            makeRoom();
            i -= shift - from;
            fill();
        }
    }

    private void endAt(int newline) {
        to = newline > from && buf[newline - 1] == '\r' ? newline - 1 : newline;
    }

    private void makeRoom() {
        if (from > 0) {
            System.arraycopy(buf, from, buf, 0, limit - from);
            pos -= from;
            limit -= from;
            from = 0;
        }
        if (limit == buf.length) {
            buf = Arrays.copyOf(buf, (int) Math.min((long) buf.length * 2, (long) maxLineBytes + CHUNK));
        }
    }

    private void fill() throws IOException {
        try {
            int n = in.read(buf, limit, buf.length - limit);
            if (n < 0) {
                eof = true;
            } else {
                limit += n;
            }
        } catch (GzipStream.DamagedException e) {
            damage = e.getMessage() == null ? "damaged" : e.getMessage();
            eof = true;
        }
    }

    /** Hands over all of a line that is too long and goes behind its end; takes no more memory for it. */
    void drain(Piece piece) throws IOException {
        int start = from;
        int end = to;
        boolean ended = pos > to;
        while (!ended) {
            piece.take(buf, start, end);
            pos = 0;
            limit = 0;
            from = 0;
            if (eof) {
                unterminated = true;
                return;
            }
            fill();
            start = 0;
            int newline = 0;
            while (newline < limit && buf[newline] != '\n') {
                newline++;
            }
            ended = newline < limit;
            pos = ended ? newline + 1 : newline;
            end = newline;
        }
        if (end > start && buf[end - 1] == '\r') {
            end--;
        }
        piece.take(buf, start, end);
        from = pos;
        to = pos;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
