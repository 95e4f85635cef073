package io.reco.embeddings.format;

import static io.reco.embeddings.format.VectorFiles.goldenFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.embeddings.format.VectorFileException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorFormatTest {
    @TempDir
    Path directory;

    @Test
    void isFoundByName() {
        assertThat(VectorFormat.names())
                .containsExactly("word2vec-text", "word2vec-binary", "npy", "safetensors", "projector");
        for (VectorFormat format : VectorFormat.values()) {
            assertThat(VectorFormat.byName(format.formatName())).isEqualTo(format);
        }
        assertThatThrownBy(() -> VectorFormat.byName("word2vec-txt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no vector format 'word2vec-txt'; did you mean 'word2vec-text'? The formats are"
                        + " word2vec-text, word2vec-binary, npy, safetensors, projector");
    }

    @Test
    void isSeenFromTheFirstBytes() throws IOException {
        assertThat(VectorFormat.detect(goldenFile(directory, "golden.vec"))).isEqualTo(VectorFormat.WORD2VEC_TEXT);
        assertThat(VectorFormat.detect(goldenFile(directory, "word2vec_c.txt"))).isEqualTo(VectorFormat.WORD2VEC_TEXT);
        assertThat(VectorFormat.detect(goldenFile(directory, "golden.bin"))).isEqualTo(VectorFormat.WORD2VEC_BINARY);
        assertThat(VectorFormat.detect(goldenFile(directory, "word2vec_c.bin")))
                .isEqualTo(VectorFormat.WORD2VEC_BINARY);
        assertThat(VectorFormat.detect(goldenFile(directory, "golden_f2_v2.npy")))
                .isEqualTo(VectorFormat.NPY);
    }

    @Test
    void aDamagedTextFileIsStillText() throws IOException {
        Path file = Files.writeString(directory.resolve("damaged"), "2 2\na 1 2 3\nb x y\n");
        assertThat(VectorFormat.detect(file)).isEqualTo(VectorFormat.WORD2VEC_TEXT);
    }

    @Test
    void noVectorsAreToldByTheName() throws IOException {
        Path text = Files.writeString(directory.resolve("none.vec"), "0 5\n");
        Path binary = Files.writeString(directory.resolve("none.bin"), "0 5\n");
        assertThat(VectorFormat.detect(text)).isEqualTo(VectorFormat.WORD2VEC_TEXT);
        assertThat(VectorFormat.detect(binary)).isEqualTo(VectorFormat.WORD2VEC_BINARY);
    }

    @Test
    void refusesWhatIsNoneOfThem() throws IOException {
        for (String content : List.of("", "12", "a 0.1 0.2\n", "PK\3\4", "1 2 3\n", "{}")) {
            Path file = Files.writeString(directory.resolve("other"), content);
            assertThatThrownBy(() -> VectorFormat.detect(file))
                    .isInstanceOfSatisfying(
                            VectorFileException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_FORMAT));
        }
        assertThatThrownBy(() -> VectorFormat.detect(directory)).hasMessageContaining("is a directory");
    }
}
