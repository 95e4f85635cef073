package io.reco.embeddings.item2vec;

import io.reco.core.vector.FloatMatrix;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over numbers and texts: tells whether a checkpoint is of the same data. Not thread-safe. */
final class Fingerprint {
    private final MessageDigest digest;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    Fingerprint add(long number) {
        if (buffer.remaining() < 8) {
            flush();
        }
        buffer.putLong(number);
        return this;
    }

    Fingerprint add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        flush();
        digest.update(bytes);
        return this;
    }

    /** Adds the first {@code count} numbers. */
    Fingerprint add(int[] numbers, int count) {
        for (int i = 0; i < count; i++) {
            if (buffer.remaining() < 4) {
                flush();
            }
            buffer.putInt(numbers[i]);
        }
        return this;
    }

    Fingerprint add(FloatMatrix matrix) {
        add(matrix.rows());
        add(matrix.dim());
        for (int row = 0; row < matrix.rows(); row++) {
            float[] a = matrix.array(row);
            int off = matrix.offset(row);
            for (int i = 0; i < matrix.dim(); i++) {
                if (buffer.remaining() < 4) {
                    flush();
                }
                buffer.putFloat(a[off + i]);
            }
        }
        return this;
    }

    private void flush() {
        digest.update(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    /** The fingerprint; nothing can be added afterwards. */
    String hex() {
        flush();
        return HexFormat.of().formatHex(digest.digest());
    }
}
