package io.reco.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextSequencesTest {
    private static final String TEXT = "b a  b\n\n  c\tb \r\n\u00fc";

    @TempDir
    private Path directory;

    private static TextSequences of(String text) throws IOException {
        return TextSequences.of(Source.of("corpus.txt", text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void linesAreSequencesOfIdsInTheOrderOfTheFile() throws IOException {
        TextSequences sequences = of(TEXT);
        assertThat(sequences.ids().ids()).containsExactly("b", "a", "c", "\u00fc");
        List<Integer> owners = new ArrayList<>();
        List<List<Integer>> read = new ArrayList<>();
        for (int walk = 0; walk < 2; walk++) {
            owners.clear();
            read.clear();
            sequences.forEach((owner, tracks, length) -> {
                owners.add(owner);
                read.add(Arrays.stream(tracks, 0, length).boxed().toList());
            });
            assertThat(owners).containsExactly(0, 2, 3);
            assertThat(read).containsExactly(List.of(0, 1, 0), List.of(2, 0), List.of(3));
        }
    }

    @Test
    void lineLongerThanTheBuffersIsRead() throws IOException {
        String line = "track-of-some-length ".repeat(100_000);
        assertThat(of(line).toList().get(0)).hasSize(100_000).containsOnly(0);
    }

    @Test
    void gzipIsUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(TEXT.getBytes(StandardCharsets.UTF_8));
        }
        TextSequences sequences = TextSequences.of(Source.of("corpus.gz", packed.toByteArray()));
        assertThat(sequences.toList()).hasSize(3);

        byte[] torn = Arrays.copyOf(packed.toByteArray(), packed.size() - 12);
        assertThatExceptionOfType(InputFormatException.class)
                .isThrownBy(() -> TextSequences.of(Source.of("corpus.gz", torn)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(RejectReason.TRUNCATED));
    }

    @Test
    void badBytesAreRefusedWithTheirPlace() {
        byte[] bytes = {'a', '\n', 'b', ' ', (byte) 0xC3, ' ', 'c'};
        assertThatExceptionOfType(InputFormatException.class)
                .isThrownBy(() -> TextSequences.of(Source.of("corpus.txt", bytes)))
                .withMessageContaining("corpus.txt, line 2")
                .withMessageContaining("byte 3 of the line");
    }

    @Test
    void aFileThatHasChangedSinceIsNoticed() throws IOException {
        Path file = directory.resolve("corpus.txt");
        Files.writeString(file, "a b\n");
        TextSequences sequences = TextSequences.of(file);
        Files.writeString(file, "a b\nb new\n");
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(sequences::toList)
                .withMessageContaining("has changed")
                .withMessageContaining("line 2 has the new id 'new'");
    }

    @Test
    void anEmptyFileHasNoSequences() throws IOException {
        assertThat(of("").toList()).isEmpty();
        assertThat(of("").ids().size()).isZero();
    }
}
