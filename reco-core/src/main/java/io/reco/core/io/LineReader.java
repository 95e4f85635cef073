package io.reco.core.io;

import java.io.IOException;
import java.io.InputStream;

/**
 * Splits a stream into lines without copying them: the line at hand is {@code bytes()[from() .. to())} until the next call.
 * LF and CRLF end a line, the last one may lack its end.
 */
final class LineReader extends ByteWindow {
    private static final int LINE_END = 2;

    private long line;
    private long nextLine = 1;
    private boolean tooLong;
    private boolean unterminated;

    /** Takes the bytes of a line that is too long, piece by piece. */
    @FunctionalInterface
    interface Piece {
        void take(byte[] bytes, int from, int to) throws IOException;
    }

    LineReader(InputStream packed, int maxLineBytes) throws IOException {
        super(packed, maxLineBytes);
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
        return unterminated && !damage().isEmpty();
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
                tooLong = to - from > maxBytes;
                return true;
            }
            if (i - from > maxBytes + LINE_END) {
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
                tooLong = to - from > maxBytes;
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
}
