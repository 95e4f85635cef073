package io.reco.core.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The part of a stream that is in memory while something in it is looked for: what is at hand is {@code bytes()[from() .. to())}
 * until the next call. Unpacks gzip, drops a UTF-8 byte order mark at the beginning. The buffer grows to what is longest, never
 * above the limit (plus a constant).
 */
abstract class ByteWindow implements Closeable {
    private static final int CHUNK = 1 << 16;

    /** Most bytes that may be at hand. */
    final int maxBytes;

    /** Bytes in memory: [0, {@link #limit}). */
    byte[] buf = new byte[CHUNK];

    /** The next byte to look at. */
    int pos;

    int limit;
    int from;
    int to;

    /** Whether nothing comes after the limit. */
    boolean eof;

    private final InputStream in;
    private String damage = "";

    ByteWindow(InputStream packed, int maxBytes) throws IOException {
        this.maxBytes = maxBytes;
        InputStream opened = packed;
        try {
            opened = GzipStream.unpack(packed);
            in = opened;
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

    final byte[] bytes() {
        return buf;
    }

    final int from() {
        return from;
    }

    final int to() {
        return to;
    }

    /** What is wrong with a file that ended too early; empty when it did not. */
    final String damage() {
        return damage;
    }

    /** Moves what is at hand to the beginning, and makes the buffer larger if it is full. */
    final void makeRoom() {
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

    /** Reads more, as much as there is room for. */
    final void fill() throws IOException {
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
    public final void close() throws IOException {
        in.close();
    }
}
