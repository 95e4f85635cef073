package io.reco.core.bundle;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A new file that is hashed while it is written, and forced to the disk when closed by {@link #finish}. Little endian. */
final class HashingOutput implements Closeable {

    private static final int BUFFER = 1 << 18;

    private final FileChannel channel;
    private final MessageDigest digest = sha256();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private long size;

    HashingOutput(Path file) throws IOException {
        this(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /** Takes the channel over. */
    HashingOutput(FileChannel channel) {
        this.channel = channel;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Returns a buffer with room for at least n bytes; n is at most 8. */
    ByteBuffer room(int n) throws IOException {
        if (buffer.remaining() < n) {
            flush();
        }
        return buffer;
    }

    void write(byte[] bytes) throws IOException {
        for (int off = 0; off < bytes.length; ) {
            int n = Math.min(bytes.length - off, room(1).remaining());
            buffer.put(bytes, off, n);
            off += n;
        }
    }

    void writeFloats(float[] a, int off, int n) throws IOException {
        for (int done = 0; done < n; ) {
            int now = Math.min(n - done, room(4).remaining() / 4);
            buffer.asFloatBuffer().put(a, off + done, now);
            buffer.position(buffer.position() + 4 * now);
            done += now;
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        digest.update(buffer.array(), 0, buffer.limit());
        size += buffer.limit();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /** Writes what is buffered, forces it to the disk, closes the file and returns its SHA-256. */
    String finish() throws IOException {
        flush();
        channel.force(true);
        channel.close();
        return hex(digest);
    }

    /** Returns the bytes in the file, once finished. */
    long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
