package io.reco.core.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One text per row as UTF-8 bytes in one array; the empty text stands for "not told". Immutable, thread-safe. */
final class TextColumn {
    private final byte[] bytes;
    private final IntLists spans;

    private TextColumn(byte[] bytes, IntLists spans) {
        this.bytes = bytes;
        this.spans = spans;
    }

    String get(int row) {
        return spans.length(row) == 0
                ? ""
                : new String(bytes, spans.get(row, 0), spans.get(row, 1), StandardCharsets.UTF_8);
    }

    /** Collects texts in any order; a row never set is empty. */
    static final class Builder {
        private final IntLists.Builder spans = new IntLists.Builder();
        private byte[] bytes = new byte[64];
        private int used;

        void set(int row, String text) {
            if (text.isEmpty()) {
                return;
            }
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            if (bytes.length - used < utf8.length) {
                bytes = Arrays.copyOf(bytes, Growth.length(bytes.length, used, utf8.length, "bytes of texts"));
            }
            System.arraycopy(utf8, 0, bytes, used, utf8.length);
            spans.set(row, used, utf8.length);
            used += utf8.length;
        }

        TextColumn build(int rows) {
            return new TextColumn(Arrays.copyOf(bytes, used), spans.build(rows));
        }
    }
}
