package io.reco.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.vector.FloatMatrix;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsFileTest {
    @TempDir
    Path directory;

    @Test
    void readsTheGoldenFile() throws IOException {
        Path file = directory.resolve("golden.safetensors");
        try (InputStream in =
                Objects.requireNonNull(SafetensorsFileTest.class.getResourceAsStream("golden.safetensors"))) {
            Files.copy(in, file);
        }
        try (SafetensorsFile in = SafetensorsFile.open(file)) {
            assertThat(in.tensors().keySet()).containsExactlyInAnyOrder("d", "l", "a", "é", "i", "empty", "u");
            assertThat(in.matrix("a").get(0, 1)).isEqualTo(1.5f);
            assertThat(in.ints("i")).containsExactly(-1, Integer.MAX_VALUE, 258);
            assertThat(in.bytes("u")).containsExactly(0, 1, 127, -128, -1);
            assertThatThrownBy(() -> in.ints("a")).isInstanceOf(BundleException.class);
        }
    }

    @Test
    void readsWhatIsWritten() throws IOException {
        Path file = directory.resolve("file");
        FloatMatrix matrix = FloatMatrix.copyOf(new float[][] {{1, -0f, 3}, {4, 5, 1e-45f}}, 3);
        String hash = new SafetensorsWriter()
                .metadata("who", "tester")
                .tensor("bytes", new byte[] {1, 2, 3})
                .tensor("matrix", matrix)
                .tensor("ints", new int[] {7, -8})
                .write(file);
        assertThat(hash).matches("[0-9a-f]{64}");
        try (SafetensorsFile in = SafetensorsFile.open(file)) {
            assertThat(Objects.requireNonNull(in.tensors().get("matrix")).shape())
                    .isEqualTo(List.of(2L, 3L));
            assertThat(in.matrix("matrix").get(1, 2)).isEqualTo(1e-45f);
            assertThat(in.ints("ints")).containsExactly(7, -8);
            assertThat(in.bytes("bytes")).containsExactly(1, 2, 3);
            assertThat(in.position(Objects.requireNonNull(in.tensors().get("bytes"))))
                    .isEqualTo(Files.size(file) - 3);
        }
        assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("\"__metadata__\":{\"who\":\"tester\"}");
        assertThat(directory.toFile().list()).containsExactly("file");
    }

    @Test
    void refusesANameTwice() {
        SafetensorsWriter writer = new SafetensorsWriter().tensor("a", new int[1]);
        assertThatThrownBy(() -> writer.tensor("a", new byte[1])).hasMessage("tensor 'a': given twice");
    }
}
