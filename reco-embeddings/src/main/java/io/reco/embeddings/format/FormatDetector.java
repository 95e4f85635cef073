package io.reco.embeddings.format;

import io.reco.embeddings.format.VectorFileException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Tells a format by the first bytes of a file. */
final class FormatDetector {
    private static final int HEAD = 1 << 16;
    private static final long LARGEST_SAFETENSORS_HEADER = 100_000_000;

    private FormatDetector() {}

    static VectorFormat detect(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw unknown(file, "is a directory; a model is read with its own command, projector tables are not read");
        }
        byte[] head;
        try (VectorInput in = new VectorInput(file)) {
            byte[] bytes = new byte[HEAD];
            head = Arrays.copyOf(bytes, in.read(bytes, HEAD));
        }
        if (NpyHeader.startsWithMagic(head)) {
            return VectorFormat.NPY;
        }
        if (head.length > 8 && head[8] == '{') {
            long length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong();
            if (length >= 2 && length <= LARGEST_SAFETENSORS_HEADER) {
                return VectorFormat.SAFETENSORS;
            }
        }
        int end = 0;
        while (end < head.length && head[end] != '\n') {
            end++;
        }
        Word2Vec.Header header = end < Math.min(head.length, Word2Vec.LONGEST_HEADER + 1)
                ? Word2Vec.header(new String(head, 0, end, StandardCharsets.ISO_8859_1))
                : null;
        if (header == null) {
            throw unknown(
                    file,
                    "starts neither with \\x93NUMPY (npy), nor with a safetensors header, nor with a line of two numbers"
                            + " (word2vec)");
        }
        if (end + 1 == head.length) {
            boolean bin = file.toString().toLowerCase(Locale.ROOT).matches(".*\\.bin(\\.gz)?");
            return bin ? VectorFormat.WORD2VEC_BINARY : VectorFormat.WORD2VEC_TEXT;
        }
        return Word2VecText.looksLikeText(head, end + 1) ? VectorFormat.WORD2VEC_TEXT : VectorFormat.WORD2VEC_BINARY;
    }

    private static VectorFileException unknown(Path file, String detail) {
        return VectorFileException.of(file.toString(), Reason.UNKNOWN_FORMAT, detail);
    }
}
