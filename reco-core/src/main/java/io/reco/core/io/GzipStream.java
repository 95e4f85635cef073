package io.reco.core.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Reads gzip (RFC 1952, any number of members). {@link java.util.zip.GZIPInputStream} is not used because it drops what
 * follows the first member without a word: when the stream below says that nothing is available, or when the next
 * header is damaged. Here every such fault is a {@link DamagedException}, after all bytes before it were given out.
 */
final class GzipStream extends InputStream {
    private static final int FHCRC = 2;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buf = new byte[1 << 16];
    private int pos;
    private int limit;
    private boolean inMember;
    private boolean ended;

    /** The compressed bytes end too early or are not what they claim to be. */
    static final class DamagedException extends ZipException {
        private static final long serialVersionUID = 1;

        DamagedException(String message) {
            super(message);
        }
    }

    private GzipStream(InputStream in, byte[] head, int n) {
        this.in = in;
        System.arraycopy(head, 0, buf, 0, n);
        limit = n;
    }

    /** The stream itself, or what it unpacks to when its first bytes say gzip. */
    static InputStream unpack(InputStream in) throws IOException {
        byte[] head = new byte[2];
        int n = in.readNBytes(head, 0, 2);
        if (n == 2 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B) {
            return new GzipStream(in, head, n);
        }
        return new Headed(in, head, n);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] out, int off, int len) throws IOException {
        if (len == 0) {
            return 0;
        }
        while (!ended) {
            if (!inMember) {
                header();
            }
            int n;
            try {
                n = inflater.inflate(out, off, len);
            } catch (DataFormatException e) {
                throw new DamagedException("damaged gzip data: " + e.getMessage());
            }
            if (n > 0) {
                crc.update(out, off, n);
                return n;
            }
            if (inflater.finished()) {
                trailer();
            } else if (inflater.needsDictionary()) {
                throw new DamagedException("damaged gzip data: wants a dictionary");
            } else if (fill()) {
                inflater.setInput(buf, pos, limit - pos);
                pos = limit;
            } else {
                throw new DamagedException("the gzip data end too early");
            }
        }
        return -1;
    }

    private void header() throws IOException {
        if (next() != 0x1F || next() != 0x8B || next() != 8) {
            throw new DamagedException("damaged gzip header");
        }
        int flags = next();
        skip(6);
        if ((flags & FEXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & FNAME) != 0) {
            skipText();
        }
        if ((flags & FCOMMENT) != 0) {
            skipText();
        }
        if ((flags & FHCRC) != 0) {
            skip(2);
        }
        inflater.reset();
        crc.reset();
        inflater.setInput(buf, pos, limit - pos);
        pos = limit;
        inMember = true;
    }

    private void trailer() throws IOException {
        pos = limit - inflater.getRemaining();
        long expectedCrc = nextInt();
        long expectedSize = nextInt();
        if (expectedCrc != crc.getValue()) {
            throw new DamagedException("damaged gzip data: the checksum differs");
        }
        if (expectedSize != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
            throw new DamagedException("damaged gzip data: the length differs");
        }
        inMember = false;
        // Padding with zero bytes is usual on tapes and in block archives; anything else is the next member.
        while (pos < limit || fill()) {
            if (buf[pos] != 0) {
                return;
            }
            pos++;
        }
        ended = true;
    }

    private long nextInt() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private int next() throws IOException {
        if (pos == limit && !fill()) {
            throw new DamagedException("the gzip data end too early");
        }
        return buf[pos++] & 0xFF;
    }

    private void skip(int n) throws IOException {
        for (int i = 0; i < n; i++) {
            int unused = next();
        }
    }

    private void skipText() throws IOException {
        int b = next();
        while (b != 0) {
            b = next();
        }
    }

    private boolean fill() throws IOException {
        pos = 0;
        limit = Math.max(0, in.read(buf, 0, buf.length));
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    /** Gives back the bytes that were looked at. */
    private static final class Headed extends InputStream {
        private final InputStream in;
        private final byte[] head;
        private final int n;
        private int given;

        Headed(InputStream in, byte[] head, int n) {
            this.in = in;
            this.head = head;
            this.n = n;
        }

        @Override
        public int read() throws IOException {
            return given < n ? head[given++] & 0xFF : in.read();
        }

        @Override
        public int read(byte[] out, int off, int len) throws IOException {
            if (given == n || len == 0) {
                return in.read(out, off, len);
            }
            int m = Math.min(len, n - given);
            System.arraycopy(head, given, out, off, m);
            given += m;
            return m;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
