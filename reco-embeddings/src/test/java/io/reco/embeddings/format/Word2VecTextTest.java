package io.reco.embeddings.format;

import static io.reco.embeddings.format.VectorFiles.assertSame;
import static io.reco.embeddings.format.VectorFiles.golden;
import static io.reco.embeddings.format.VectorFiles.goldenFile;
import static io.reco.embeddings.format.VectorFiles.refusal;
import static io.reco.embeddings.format.VectorFiles.tail;
import static io.reco.embeddings.format.VectorFiles.vectors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.embeddings.format.VectorFileException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class Word2VecTextTest extends VectorFormatContract {
    @Override
    VectorFormat format() {
        return VectorFormat.WORD2VEC_TEXT;
    }

    private VectorFileException refused(String content) throws IOException {
        return refusedBytes(content.getBytes(StandardCharsets.UTF_8));
    }

    private VectorFileException refusedBytes(byte[] content) throws IOException {
        return refusal(format(), Files.write(file(), content));
    }

    @Test
    void writesTheBytesOfGensimAndReadsThem() throws IOException {
        NamedVectors expected = NpyTest.goldenVectors(directory);
        assertThat(write(expected)).hasBinaryContent(golden("golden.vec"));
        assertSame(read(goldenFile(directory, "golden.vec")), expected);
    }

    @Test
    void readsFastText() throws IOException {
        NamedVectors read = read(goldenFile(directory, "fasttext.vec"));
        float[][] rows = tail(golden("fasttext.npy"), 5, 4);
        assertSame(read, vectors(List.of("песня", "b", "c", "a", "</s>"), rows));
        assertThat(VectorFormat.detect(directory.resolve("fasttext.vec"))).isEqualTo(format());
    }

    @Test
    void readsWord2VecC() throws IOException {
        NamedVectors read = read(goldenFile(directory, "word2vec_c.txt"));
        float[][] rows = tail(golden("small.npy"), 6, 3);
        assertSame(read, vectors(List.of("</s>", "b", "песня"), rows[0], rows[1], rows[2]));
    }

    @Test
    void readsWindowsLineEndsAndOtherNotations() throws IOException {
        Files.writeString(file(), "2 3\r\na +1 1e0 .5\r\nb  1.E-2  -0  100000000000000000000e-20 \r\n");
        assertSame(read(file()), vectors(List.of("a", "b"), new float[] {1, 1, .5f}, new float[] {.01f, -0f, 1}));
    }

    @Test
    void treatsBlanksInIdsByThePolicy() throws IOException {
        NamedVectors blanks = vectors(List.of("a b", "a\tb%", "a%20b", " ", "line\nend\r"), new float[5][2]);
        assertThatThrownBy(() -> write(blanks))
                .isInstanceOf(BlankInIdException.class)
                .hasMessage("row 0: id 'a b' has a blank (U+0020) at character 1, which ends an id in this format;"
                        + " Blanks.UNDERSCORE or PERCENT replaces it");
        assertThat(file()).doesNotExist();

        VectorWriteOptions percent = VectorWriteOptions.DEFAULT.withBlanks(Blanks.PERCENT);
        format().write(blanks, file(), percent);
        assertThat(Files.readString(file())).startsWith("5 2\na%20b 0.0 0.0\na%09b%25 0.0 0.0\na%2520b ");
        VectorReadOptions undo = VectorReadOptions.DEFAULT.withBlanks(Blanks.PERCENT);
        assertSame(format().read(file(), undo).vectors(), blanks);

        format().write(blanks, file(), VectorWriteOptions.DEFAULT.withBlanks(Blanks.UNDERSCORE));
        assertThat(read(file()).ids().ids()).containsExactly("a_b", "a_b%", "a%20b", "_", "line_end_");
        assertThatThrownBy(() -> format().write(
                                vectors(List.of("a_b", "c", "a b"), new float[3][1]),
                                file(),
                                VectorWriteOptions.DEFAULT.withBlanks(Blanks.UNDERSCORE)))
                .hasMessage("row 2: id 'a b' becomes 'a_b', as did 'a_b' of row 0");
    }

    @Test
    void refusesAPercentSignOfSomebodyElse() throws IOException {
        for (String id : List.of("50%", "%2", "%41", "%0A%0a", "%+9", "%2g")) {
            Files.writeString(file(), "2 1\nok 1\n" + id + " 1\n");
            VectorFileException e = refusal(format(), file(), VectorReadOptions.DEFAULT.withBlanks(Blanks.PERCENT));
            assertThat(e.reason()).isEqualTo(Reason.BAD_ID);
            assertThat(e.line()).isEqualTo(3);
        }
    }

    @Test
    void refusesWrongHeaders() throws IOException {
        for (String header : List.of("", "3", "a b", "2 3 4", "-1 3", "1.5 2", "0x2 3", "99999999999999999999 2")) {
            VectorFileException e = refused(header + "\na 1 2\n");
            assertThat(e.reason()).isEqualTo(Reason.BAD_HEADER);
            assertThat(e.line()).isEqualTo(1);
        }
        assertThat(refused("1 0\na\n").reason()).isEqualTo(Reason.BAD_HEADER);
        assertThat(refused("1 16777217\na 1\n").reason()).isEqualTo(Reason.BAD_HEADER);
    }

    @Test
    void refusesAbsurdSizesBeforeAllocating() throws IOException {
        assertThat(refused("2147483648 1\na 1\n").reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(refused("2147483639 16777216\na 1\n").reason()).isEqualTo(Reason.TRUNCATED);
        assertThat(refused("2 1\na 1\n")).hasMessageContaining("at least 8 bytes; the file cannot hold more than 4");
        Path packed = directory.resolve("absurd.gz");
        Files.write(packed, VectorFiles.gzip("2000000000 128\na 1\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(refusal(format(), packed).reason()).isEqualTo(Reason.TRUNCATED);
    }

    @Test
    void refusesALineOfAnotherDimension() throws IOException {
        VectorFileException more = refused("2 2\na 1 2\nb 1 2 3\n");
        assertThat(more.reason()).isEqualTo(Reason.COLUMN_COUNT);
        assertThat(more).hasMessage(file() + ", line 3: 3 numbers behind the id 'b', the dimension is 2");
        VectorFileException fewer = refused("2 2\na 1.25\nb 1.25 2\n");
        assertThat(fewer.reason()).isEqualTo(Reason.COLUMN_COUNT);
        assertThat(fewer.line()).isEqualTo(2);
        assertThat(refused("1 2\n\n1234567\n").reason()).isEqualTo(Reason.COLUMN_COUNT);
    }

    @Test
    void refusesWhatIsNoNumber() throws IOException {
        for (String number :
                List.of("x", "1,5", "0x1p3", "1f", "1e", "1e+", ".", "-", "1..2", "--1", "1-1", "١", "nano")) {
            VectorFileException e = refused("1 2\na 1 " + number + "\n");
            assertThat(e.reason()).as(number).isEqualTo(Reason.NOT_A_NUMBER);
            assertThat(e).hasMessageContaining("line 2: component 1 is '" + number + "'");
        }
    }

    @Test
    void refusesWhatIsNotFinite() throws IOException {
        for (String number : List.of("nan", "NaN", "-nan", "inf", "-Infinity", "1e39", "-3.5e38", "1e999999999999")) {
            VectorFileException e = refused("1 1\na " + number + "\n");
            assertThat(e.reason()).as(number).isEqualTo(Reason.NOT_FINITE);
            assertThat(e.line()).isEqualTo(2);
        }
        Files.writeString(file(), "1 2\na 1e-400 -1e-999999999999\n");
        assertSame(read(file()), vectors(List.of("a"), new float[] {0f, -0f}));
    }

    @Test
    void refusesBadIds() throws IOException {
        VectorFileException twice = refused("3 1\na 1\nb 1\na 1\n");
        assertThat(twice.reason()).isEqualTo(Reason.DUPLICATE_ID);
        assertThat(twice).hasMessage(file() + ", line 4: id 'a' is that of vector 1 already");
        assertThat(refused("1 1\n 123\n").reason()).isEqualTo(Reason.BAD_ID);
        VectorFileException utf8 = refusedBytes("2 1\na 1\n\u00e9\u00ff 1\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(utf8.reason()).isEqualTo(Reason.BAD_UTF8);
        assertThat(utf8.line()).isEqualTo(3);
        for (byte[] bad :
                new byte[][] {{'x', (byte) 0xC3}, {(byte) 0xC0, (byte) 0x80}, {(byte) 0xED, (byte) 0xA0, (byte) 0x80}
                }) {
            byte[] start = VectorFiles.concat("1 1\n".getBytes(StandardCharsets.UTF_8), bad);
            byte[] content = VectorFiles.concat(start, " 1\n".getBytes(StandardCharsets.UTF_8));
            assertThat(refusedBytes(content).reason()).isEqualTo(Reason.BAD_UTF8);
        }
        String longId = "x".repeat(VectorInput.LONGEST_ID + 1);
        assertThat(refused("1 1\n" + longId + " 1\n").reason()).isEqualTo(Reason.BAD_ID);
        assertThatThrownBy(() -> write(vectors(List.of(longId), new float[1][1])))
                .hasMessageContaining("row 0: an id of more than 1048576 bytes");
    }

    @Test
    void refusesALineWithoutEnd() throws IOException {
        assertThat(refused("1 1\na " + "1".repeat(2 << 20)).reason()).isEqualTo(Reason.COLUMN_COUNT);
        VectorFileException e = refused("2 1\na 1.5\nb 1.25");
        assertThat(e.reason()).isEqualTo(Reason.TRUNCATED);
        assertThat(e.line()).isEqualTo(3);
    }

    @Test
    void refusesMoreLinesThanAnnounced() throws IOException {
        VectorFileException e = refused("1 1\na 1\nb 2\n");
        assertThat(e.reason()).isEqualTo(Reason.TRAILING);
        assertThat(e.line()).isEqualTo(3);
    }
}
