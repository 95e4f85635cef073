package io.reco.embeddings.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Buffered bytes, text and floats. {@link #flush} ends it; the stream stays open. */
final class VectorOutput {
    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final byte[] bytes = new byte[BUFFER];
    private final ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    private final FloatText text = new FloatText();
    private int used;

    VectorOutput(OutputStream out) {
        this.out = out;
    }

    void write(char ascii) throws IOException {
        room(1);
        bytes[used++] = (byte) ascii;
    }

    void write(String string) throws IOException {
        byte[] utf8 = string.getBytes(StandardCharsets.UTF_8);
        for (int off = 0; off < utf8.length; ) {
            room(1);
            int n = Math.min(utf8.length - off, BUFFER - used);
            System.arraycopy(utf8, off, bytes, used, n);
            used += n;
            off += n;
        }
    }

    /** As {@link FloatText} says. */
    void writeText(float value) throws IOException {
        room(FloatText.LONGEST);
        used = text.write(value, bytes, used);
    }

    /** Four bytes each, little endian. */
    void writeBinary(float[] a, int off, int n) throws IOException {
        for (int done = 0; done < n; ) {
            room(Float.BYTES);
            int now = Math.min(n - done, (BUFFER - used) / Float.BYTES);
            view.position(used)
                    .slice()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .put(a, off + done, now);
            used += now * Float.BYTES;
            done += now;
        }
    }

    private void room(int n) throws IOException {
        if (BUFFER - used < n) {
            flush();
        }
    }

    void flush() throws IOException {
        out.write(bytes, 0, used);
        used = 0;
    }
}
