package io.reco.embeddings.index;

import io.reco.core.vector.FloatMatrix;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of rows, so that an index is never used with other vectors. Some 1 GB/s. */
final class RowHash {

    private RowHash() {}

    /** Returns the hash, in hexadecimal, of the first rows: their components as little-endian floats. */
    static String of(FloatMatrix matrix, int rows) {
        MessageDigest digest = sha256();
        ByteBuffer buffer = ByteBuffer.allocate(4 * matrix.dim()).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < rows; row++) {
            buffer.clear();
            buffer.asFloatBuffer().put(matrix.array(row), matrix.offset(row), matrix.dim());
            digest.update(buffer.array());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
