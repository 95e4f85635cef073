package io.reco.core.io;

import java.io.IOException;
import java.io.InputStream;

/**
 * Finds the values of a JSON text by their brackets and strings, without looking into them: so a value that is not JSON
 * inside costs only itself, its bytes can be kept as they are, and memory is bounded by the limit on one value.
 */
final class JsonScanner extends ByteWindow {
    private long line = 1;

    /** What becomes of the bytes of a value that is too long. */
    interface LongValue {
        /** Before its first bytes. */
        void begin() throws IOException;

        /** The next bytes. */
        void piece(byte[] bytes, int from, int to) throws IOException;
    }

    /** The text ends in the middle; the bytes of the value at hand are what is left of it. */
    static final class CutOff extends Exception {
        private static final long serialVersionUID = 1;

        CutOff(String message) {
            super(message, null, false, false);
        }
    }

    JsonScanner(InputStream packed, int maxBytes) throws IOException {
        super(packed, maxBytes);
    }

    /** Number of the line that comes next, from 1. */
    long line() {
        return line;
    }

    /** The next byte that is no white space, which stays; -1 at the end. Forgets the value at hand. */
    int peek() throws IOException {
        while (true) {
            if (pos == limit) {
                from = pos;
                if (eof) {
                    return -1;
                }
                makeRoom();
                fill();
                continue;
            }
            byte b = buf[pos];
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                from = pos;
                return b & 0xFF;
            }
            step();
        }
    }

    /** Goes over the byte that {@link #peek} showed. */
    void skip() {
        step();
    }

    private void step() {
        line += buf[pos] == '\n' ? 1 : 0;
        pos++;
    }

    /**
     * Goes over the value that begins here and makes it the value at hand.
     *
     * @return false when it was longer than the limit; then it was handed over and is not at hand
     * @throws CutOff if the text ends in it
     */
    boolean value(LongValue whenTooLong) throws IOException, CutOff {
        from = pos;
        int depth = 0;
        boolean inString = false;
        boolean escaped = false;
        boolean tooLong = false;
        while (true) {
            if (pos == limit) {
                if (pos - from > maxBytes || tooLong) {
                    tooLong = handOver(whenTooLong, tooLong);
                }
                if (eof) {
                    if (depth == 0 && !inString && pos > from) {
                        break;
                    }
                    to = pos;
                    throw new CutOff(damage().isEmpty() ? "the text ends in the middle" : damage());
                }
                makeRoom();
                fill();
                continue;
            }
            byte b = buf[pos];
            if (inString) {
                if (escaped) {
                    escaped = false;
                } else if (b == '\\') {
                    escaped = true;
                } else if (b == '"') {
                    inString = false;
                    if (depth == 0) {
                        step();
                        break;
                    }
                }
            } else if (b == '"') {
                inString = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                if (depth == 0) {
                    break;
                }
                depth--;
                if (depth == 0) {
                    step();
                    break;
                }
            } else if (depth == 0 && (b == ',' || b == ':' || b == ' ' || b == '\n' || b == '\r' || b == '\t')) {
                break;
            }
            step();
        }
        to = pos;
        if (tooLong || to - from > maxBytes) {
            tooLong = handOver(whenTooLong, tooLong);
        }
        return !tooLong;
    }

    private boolean handOver(LongValue whenTooLong, boolean begun) throws IOException {
        if (!begun) {
            whenTooLong.begin();
        }
        whenTooLong.piece(buf, from, pos);
        from = pos;
        return true;
    }
}
