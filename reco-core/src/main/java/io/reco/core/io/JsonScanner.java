package io.reco.core.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Finds the values of a JSON text by their brackets and strings, without looking into them: so a value that is not JSON
 * inside costs only itself, its bytes can be kept as they are, and memory is bounded by the limit on one value. The value
 * at hand is {@code bytes()[from() .. to())} until the next call.
 */
final class JsonScanner implements Closeable {
    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private final int maxBytes;
    private byte[] buf = new byte[CHUNK];
    private int pos;
    private int limit;
    private int from;
    private int to;
    private boolean eof;
    private String damage = "";
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
        this.maxBytes = maxBytes;
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

    /** Number of the line that comes next, from 1. */
    long line() {
        return line;
    }

    /** What is wrong with a file that ended too early; empty when it did not. */
    String damage() {
        return damage;
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
                    throw new CutOff(damage.isEmpty() ? "the text ends in the middle" : damage);
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

    private void makeRoom() {
        if (from > 0) {
            System.arraycopy(buf, from, buf, 0, limit - from);
            pos -= from;
            limit -= from;
            from = 0;
        }
        if (limit == buf.length) {
            buf = Arrays.copyOf(buf, (int) Math.min((long) buf.length * 2, (long) maxBytes + CHUNK));
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

    @Override
    public void close() throws IOException {
        in.close();
    }
}
