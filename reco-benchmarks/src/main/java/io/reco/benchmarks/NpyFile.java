package io.reco.benchmarks;

import io.reco.core.vector.FloatMatrix;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes matrices in NumPy's format, version 1.0, little-endian floats. */
final class NpyFile {

    private NpyFile() {}

    static void write(Path file, FloatMatrix matrix) throws IOException {
        String dictionary =
                "{'descr': '<f4', 'fortran_order': False, 'shape': (" + matrix.rows() + ", " + matrix.dim() + "), }";
        int padding = 64 - (10 + dictionary.length() + 1) % 64;
        String header = dictionary + " ".repeat(padding) + "\n";
        ByteBuffer buffer = ByteBuffer.allocate(4 * matrix.dim()).order(ByteOrder.LITTLE_ENDIAN);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
            out.write(header.length() & 0xff);
            out.write(header.length() >> 8);
            out.write(header.getBytes(StandardCharsets.US_ASCII));
            for (int row = 0; row < matrix.rows(); row++) {
                buffer.clear();
                buffer.asFloatBuffer().put(matrix.array(row), matrix.offset(row), matrix.dim());
                out.write(buffer.array());
            }
        }
    }
}
