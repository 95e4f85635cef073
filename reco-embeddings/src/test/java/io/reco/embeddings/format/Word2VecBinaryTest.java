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
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class Word2VecBinaryTest extends VectorFormatContract {
    @Override
    VectorFormat format() {
        return VectorFormat.WORD2VEC_BINARY;
    }

    /** Content with one byte a character. */
    private VectorFileException refused(String latin1) throws IOException {
        return refusal(format(), Files.write(file(), latin1.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void writesTheBytesOfGensimAndReadsThem() throws IOException {
        NamedVectors expected = NpyTest.goldenVectors(directory);
        assertThat(write(expected)).hasBinaryContent(golden("golden.bin"));
        assertSame(read(goldenFile(directory, "golden.bin")), expected);
    }

    @Test
    void writesTheBytesOfWord2VecCAndReadsThem() throws IOException {
        float[][] rows = Arrays.copyOf(tail(golden("small.npy"), 6, 3), 3);
        NamedVectors expected = vectors(List.of("</s>", "b", "песня"), rows);
        assertSame(read(goldenFile(directory, "word2vec_c.bin")), expected);
        format().write(expected, file(), VectorWriteOptions.DEFAULT.withBinaryNewlines(true));
        assertThat(file()).hasBinaryContent(golden("word2vec_c.bin"));
    }

    @Test
    void undoesPercentSigns() throws IOException {
        NamedVectors blanks = vectors(List.of("a b", "100%", "\n"), new float[3][4]);
        assertThatThrownBy(() -> write(blanks)).hasMessageContaining("row 0: id 'a b' has a blank");
        format().write(blanks, file(), VectorWriteOptions.DEFAULT.withBlanks(Blanks.PERCENT));
        VectorReadOptions undo = VectorReadOptions.DEFAULT.withBlanks(Blanks.PERCENT);
        assertSame(format().read(file(), undo).vectors(), blanks);
    }

    @Test
    void refusesWrongHeadersAndAbsurdSizes() throws IOException {
        assertThat(refused("x y\na \0\0\0\0").reason()).isEqualTo(Reason.BAD_HEADER);
        assertThat(refused("2147483648 1\na \0\0\0\0").reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(refused("2147483639 128\na \0\0\0\0").reason()).isEqualTo(Reason.TRUNCATED);
        assertThat(refused("2 1\na \0\0\0\0").reason()).isEqualTo(Reason.TRUNCATED);
    }

    @Test
    void refusesAHeaderOfAnotherDimension() throws IOException {
        byte[] whole = golden("golden.bin");
        whole["24 ".length()] = '6';
        assertThat(refusal(format(), Files.write(file(), whole)).reason())
                .isIn(Reason.BAD_UTF8, Reason.TRAILING, Reason.NOT_FINITE, Reason.TRUNCATED, Reason.DUPLICATE_ID);
        whole["24 ".length()] = '8';
        assertThat(refusal(format(), Files.write(file(), whole)).reason())
                .isIn(Reason.BAD_UTF8, Reason.TRAILING, Reason.NOT_FINITE, Reason.TRUNCATED, Reason.DUPLICATE_ID);
    }

    @Test
    void refusesWhatIsNotFinite() throws IOException {
        VectorFileException e = refused("2 2\na \0\0\0\0\0\0\0\0b \0\0\0\0\0\0\u0080\u007f");
        assertThat(e.reason()).isEqualTo(Reason.NOT_FINITE);
        assertThat(e).hasMessage(file() + ", byte 20: component 1 of vector 2 is Infinity");
        assertThat(refused("1 1\na \1\0\u0080\u007f").reason()).isEqualTo(Reason.NOT_FINITE);
    }

    @Test
    void refusesBadIds() throws IOException {
        VectorFileException e = refused("2 1\na \0\0\0\0a \0\0\0\0");
        assertThat(e.reason()).isEqualTo(Reason.DUPLICATE_ID);
        assertThat(e).hasMessage(file() + ", byte 10: vector 2: id 'a' is that of vector 1 already");
        assertThat(refused("1 1\n \0\0\0\0\0").reason()).isEqualTo(Reason.BAD_ID);
        assertThat(refused("1 1\n\u00ff \0\0\0\0").reason()).isEqualTo(Reason.BAD_UTF8);
        assertThat(refused("1 1\n" + "x".repeat(2 << 20)).reason()).isEqualTo(Reason.BAD_ID);
    }

    @Test
    void refusesTrailingBytes() throws IOException {
        VectorFileException e = refused("1 1\na \0\0\0\0\n\n");
        assertThat(e.reason()).isEqualTo(Reason.TRAILING);
        assertThat(e.offset()).isEqualTo(11);
    }
}
