package io.reco.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReplacementTest {
    @TempDir
    Path directory;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void replacesWhenAllIsWrittenAndNotBefore() throws IOException {
        Path file = directory.resolve("file");
        FileReplacement.write(file, out -> out.write(bytes("old")));
        FileReplacement.write(file, out -> {
            out.write(bytes("new"));
            assertThat(file).hasContent("old");
        });
        assertThat(file).hasContent("new");
        assertThat(directory.toFile().list()).containsExactly("file");
    }

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = directory.resolve("file");
        FileReplacement.write(file, out -> out.write(bytes("old")));
        assertThatThrownBy(() -> FileReplacement.write(file, out -> {
                    out.write(bytes("half"));
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        assertThat(file).hasContent("old");
        assertThat(directory.toFile().list()).containsExactly("file");
    }

    @Test
    void temporaryFilesAreEmptyOnesOfTheirOwnBesideTheFile() throws IOException {
        Path first = FileReplacement.temporary(directory.resolve("file"));
        Path second = FileReplacement.temporary(directory.resolve("file"));
        assertThat(first).isEmptyFile().hasParent(directory.toAbsolutePath()).isNotEqualTo(second);
        assertThat(first.getFileName().toString()).startsWith(".file.tmp-");
        assumeTrue(Files.getFileStore(first).supportsFileAttributeView(PosixFileAttributeView.class));
        assertThat(Files.getPosixFilePermissions(first))
                .as("those of any other new file")
                .isEqualTo(Files.getPosixFilePermissions(Files.createFile(directory.resolve("plain"))));
    }

    @Test
    void aSourceUnpacksGzipAndTellsDamage() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes("text"));
        }
        try (InputStream in = Source.of("packed", packed.toByteArray()).openUnpacked()) {
            assertThat(in.readAllBytes()).isEqualTo(bytes("text"));
        }
        try (InputStream in = Source.of("plain", bytes("text")).openUnpacked()) {
            assertThat(in.readAllBytes()).isEqualTo(bytes("text"));
        }
        byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() - 1);
        try (InputStream in = Source.of("cut", cut).openUnpacked()) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(ZipException.class);
        }
    }
}
