package io.reco.embeddings.format;

import static io.reco.embeddings.format.VectorFiles.assertSame;
import static io.reco.embeddings.format.VectorFiles.concat;
import static io.reco.embeddings.format.VectorFiles.gzip;
import static io.reco.embeddings.format.VectorFiles.random;
import static io.reco.embeddings.format.VectorFiles.refusal;
import static io.reco.embeddings.format.VectorFiles.vectors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.IdMap;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.format.VectorFileException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every format that can be read promises. */
abstract class VectorFormatContract {
    @TempDir
    Path directory;

    abstract VectorFormat format();

    Path file() {
        return directory.resolve("vectors." + format().formatName());
    }

    Path write(NamedVectors vectors) throws IOException {
        format().write(vectors, file(), VectorWriteOptions.DEFAULT);
        return file();
    }

    NamedVectors read(Path file) throws IOException {
        VectorRead read = format().read(file, VectorReadOptions.DEFAULT);
        assertThat(read.format()).isEqualTo(format());
        assertThat(read.notes()).isEmpty();
        return read.vectors();
    }

    private void assertRoundTrip(NamedVectors vectors) throws IOException {
        assertSame(read(write(vectors)), vectors);
    }

    @Test
    void givesEveryBitBack() throws IOException {
        assertRoundTrip(random(300, 17, 1));
    }

    @Test
    void takesSizesAroundItsBuffers() throws IOException {
        assertRoundTrip(random(3000, 33, 2));
        assertRoundTrip(random(3, 20_000, 3));
    }

    @Test
    void keepsUnicodeIdsByteForByte() throws IOException {
        List<String> ids = List.of(
                "песня",
                "é",
                "e\u0301",
                "曲🎵",
                "no\u00a0break",
                "\u2028",
                "50%",
                "%20",
                "a_b",
                "\\n",
                "\\",
                "\"q\"",
                "-1.5",
                "0",
                "\ufeffbom",
                "\u0001",
                "x".repeat(100_000));
        float[][] rows = new float[ids.size()][3];
        for (int r = 0; r < rows.length; r++) {
            rows[r][r % 3] = r;
        }
        assertRoundTrip(vectors(ids, rows));
    }

    @Test
    void takesNoVectorsAndOneAndDimensionOne() throws IOException {
        assertRoundTrip(new NamedVectors(IdMap.empty(), FloatMatrix.allocate(0, 5)));
        assertRoundTrip(random(1, 5, 4));
        assertRoundTrip(random(100, 1, 5));
        assertRoundTrip(random(1, 1, 6));
    }

    @Test
    void writesAViewWithoutItsPadding() throws IOException {
        float[] data = {9, 1, 2, 9, 9, 3, 4, 9};
        FloatMatrix view = FloatMatrix.wrap(data, 1, 2, 2, 4);
        NamedVectors read = read(write(new NamedVectors(IdMap.of(List.of("a", "b")), view)));
        assertSame(read, vectors(List.of("a", "b"), new float[] {1, 2}, new float[] {3, 4}));
    }

    @Test
    void isDetected() throws IOException {
        for (NamedVectors vectors : List.of(random(50, 16, 7), random(1, 1, 8), random(2, 30_000, 9))) {
            assertThat(VectorFormat.detect(write(vectors))).isEqualTo(format());
            Path packed = directory.resolve("packed.gz");
            Files.write(packed, gzip(Files.readAllBytes(file())));
            assertThat(VectorFormat.detect(packed)).isEqualTo(format());
        }
    }

    @Test
    void readsGzipOfSeveralMembers() throws IOException {
        NamedVectors vectors = random(200, 9, 10);
        byte[] plain = Files.readAllBytes(write(vectors));
        Path packed = directory.resolve(file().getFileName() + ".gz");
        int half = plain.length / 2;
        byte[] first = gzip(Arrays.copyOf(plain, half));
        byte[] second = gzip(Arrays.copyOfRange(plain, half, plain.length));
        Files.write(packed, concat(first, second));
        assertSame(format().read(packed, options()).vectors(), vectors);

        Files.write(packed, Arrays.copyOf(first, first.length - 1));
        assertThat(refusal(format(), packed, options()).reason()).isEqualTo(Reason.DAMAGED_GZIP);
        second[second.length - 6] ^= 1;
        Files.write(packed, concat(first, second));
        assertThat(refusal(format(), packed, options()).reason()).isEqualTo(Reason.DAMAGED_GZIP);
    }

    /** For files with another name than the one that was written. */
    VectorReadOptions options() {
        return VectorReadOptions.DEFAULT;
    }

    @Test
    void refusesTheFileCutAnywhere() throws IOException {
        byte[] whole = Files.readAllBytes(write(random(3, 2, 11)));
        List<Reason> reasons = new ArrayList<>();
        for (int n = 0; n < whole.length; n++) {
            Files.write(file(), Arrays.copyOf(whole, n));
            reasons.add(refusal(format(), file()).reason());
        }
        assertThat(reasons).isSubsetOf(Reason.TRUNCATED, Reason.BAD_HEADER);
        assertThat(reasons.get(whole.length - 1)).isIn(Reason.TRUNCATED, Reason.BAD_HEADER);
    }

    @Test
    void refusesWhatFollowsTheEnd() throws IOException {
        byte[] whole = Files.readAllBytes(write(random(3, 2, 12)));
        Files.write(file(), concat(whole, new byte[] {'x'}));
        assertThat(refusal(format(), file()).reason()).isIn(Reason.TRAILING, Reason.BAD_HEADER);
    }

    @Test
    void replacesAFileInOneStepAndLeavesNothingElse() throws IOException {
        write(random(4, 2, 13));
        List<Path> before = list();
        NamedVectors vectors = random(2, 3, 14);
        assertRoundTrip(vectors);
        assertThat(list()).isEqualTo(before);
        assertThatThrownBy(() ->
                        format().write(vectors, directory.resolve("absent").resolve("f"), VectorWriteOptions.DEFAULT))
                .isInstanceOf(IOException.class);
        assertThat(list()).isEqualTo(before);
    }

    private List<Path> list() throws IOException {
        try (var files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
