package io.reco.embeddings.format;

import static io.reco.embeddings.format.VectorFiles.assertSame;
import static io.reco.embeddings.format.VectorFiles.golden;
import static io.reco.embeddings.format.VectorFiles.goldenFile;
import static io.reco.embeddings.format.VectorFiles.refusal;
import static io.reco.embeddings.format.VectorFiles.tail;
import static io.reco.embeddings.format.VectorFiles.vectors;
import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.IdMap;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.format.VectorFileException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NpyTest extends VectorFormatContract {
    @Override
    VectorFormat format() {
        return VectorFormat.NPY;
    }

    @Override
    Path file() {
        return directory.resolve("vectors.npy");
    }

    private Path ids() {
        return directory.resolve("vectors.ids.txt");
    }

    @Override
    VectorReadOptions options() {
        return VectorReadOptions.DEFAULT.withIdsFile(ids());
    }

    /** The matrix and the ids of the generator script. */
    static NamedVectors goldenVectors(Path directory) throws IOException {
        goldenFile(directory, "golden.ids.txt");
        NamedVectors read = VectorFormat.NPY
                .read(goldenFile(directory, "golden.npy"), VectorReadOptions.DEFAULT)
                .vectors();
        Files.delete(directory.resolve("golden.ids.txt"));
        Files.delete(directory.resolve("golden.npy"));
        return read;
    }

    private static NamedVectors small() {
        return vectors(List.of("a", "b", "c", "d", "e", "f"), tail(golden("small.npy"), 6, 3));
    }

    private VectorRead readSmall(String name) throws IOException {
        Files.writeString(ids(), "a\nb\nc\nd\ne\nf\n");
        return format().read(goldenFile(directory, name), options());
    }

    @Test
    void writesTheBytesOfNumpyAndReadsThem() throws IOException {
        NamedVectors read = goldenVectors(directory);
        assertSame(read, vectors(read.ids().ids(), tail(golden("golden.npy"), 24, 7)));
        assertThat(read.ids().ids().get(13)).isEqualTo("back\\slash");
        assertThat(write(read)).hasBinaryContent(golden("golden.npy"));
        assertThat(ids()).hasBinaryContent(golden("golden.ids.txt"));
        assertThat(write(small())).hasBinaryContent(golden("small.npy"));
        assertThat(write(new NamedVectors(IdMap.empty(), FloatMatrix.allocate(0, 5))))
                .hasBinaryContent(golden("empty.npy"));
    }

    @Test
    void convertsOtherTypesAndOrdersAndSaysSo() throws IOException {
        VectorRead big = readSmall("golden_f4_big.npy");
        assertSame(big.vectors(), small());
        assertThat(big.notes()).containsExactly("converted from big endian float32 to float32");

        VectorRead doubles = readSmall("golden_f8_fortran_big.npy");
        assertSame(doubles.vectors(), small());
        assertThat(doubles.notes())
                .containsExactly(
                        "converted from big endian float64 to float32; 18 values were rounded",
                        "converted from Fortran to C order");

        VectorRead fortran = readSmall("golden_f4_fortran_v3.npy");
        assertSame(fortran.vectors(), small());
        assertThat(fortran.notes()).containsExactly("converted from Fortran to C order");

        VectorRead half = readSmall("golden_f2_v2.npy");
        assertThat(half.notes()).containsExactly("converted from float16 to float32");
        for (int r = 0; r < 6; r++) {
            for (int j = 0; j < 3; j++) {
                float exact = small().matrix().get(r, j);
                float near = half.vectors().matrix().get(r, j);
                assertThat(Math.abs(near - exact)).isLessThanOrEqualTo(Math.abs(exact) * 0x1p-11f);
                assertThat(Float.floatToRawIntBits(near) & 0x1FFF).isZero();
            }
        }
    }

    private VectorFileException refusedHeader(String dictionary) throws IOException {
        byte[] text = dictionary.getBytes(StandardCharsets.UTF_8);
        byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0};
        Files.writeString(ids(), "a\n");
        return refusal(format(), Files.write(file(), VectorFiles.concat(start, text)));
    }

    @Test
    void refusesWrongHeaders() throws IOException {
        assertThat(refusal(format(), Files.writeString(file(), "NUMPY, but not so"))
                        .reason())
                .isEqualTo(Reason.BAD_HEADER);
        byte[] version = golden("small.npy");
        version[6] = 4;
        VectorFileException e = refusal(format(), Files.write(file(), version));
        assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED);
        assertThat(e.offset()).isEqualTo(6);
        assertThat(refusedHeader("{'descr': '<f4', 'shape': (1, 2), }").reason())
                .isEqualTo(Reason.BAD_HEADER);
        assertThat(refusedHeader("{'descr': '<f4', 'fortran_order': False, 'shape': (1, -2), }")
                        .reason())
                .isEqualTo(Reason.BAD_HEADER);
        for (String type : List.of("'|O'", "'<i4'", "'<f16'", "'<c8'", "[('x', '<f4')]")) {
            String header = "{'descr': " + type + ", 'fortran_order': False, 'shape': (1, 2), }";
            assertThat(refusedHeader(header).reason()).as(type).isEqualTo(Reason.UNSUPPORTED);
        }
        for (String shape : List.of("()", "(3,)", "(1, 2, 3)")) {
            String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }";
            assertThat(refusedHeader(header).reason()).as(shape).isEqualTo(Reason.UNSUPPORTED);
        }
    }

    @Test
    void refusesAbsurdSizes() throws IOException {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }";
        assertThat(refusedHeader(header.formatted("2147483648, 4")).reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(refusedHeader(header.formatted("2147483639, 4")).reason()).isEqualTo(Reason.TRUNCATED);
        assertThat(refusedHeader(header.formatted("1, 16777217")).reason()).isEqualTo(Reason.BAD_HEADER);
        assertThat(refusedHeader(header.formatted("1, 0")).reason()).isEqualTo(Reason.BAD_HEADER);
        byte[] long2 = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, -1};
        assertThat(refusal(format(), Files.write(file(), long2)).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void refusesWhatIsNotFinite() throws IOException {
        write(small());
        byte[] bytes = golden("small.npy");
        bytes[128 + 4 * 7 + 2] = (byte) 0xC0;
        bytes[128 + 4 * 7 + 3] = 0x7F;
        VectorFileException e = refusal(format(), Files.write(file(), bytes));
        assertThat(e.reason()).isEqualTo(Reason.NOT_FINITE);
        assertThat(e.offset()).isEqualTo(128 + 4 * 7);

        byte[] doubles = golden("golden_f8_fortran_big.npy");
        doubles[128 + 8] = 0x7E;
        VectorFileException beyond = refusal(format(), Files.write(file(), doubles));
        assertThat(beyond.reason()).isEqualTo(Reason.NOT_FINITE);
        assertThat(beyond).hasMessageContaining("byte 136: ").hasMessageContaining("beyond float");
    }

    @Test
    void refusesIdsThatDoNotFit() throws IOException {
        write(small());
        Files.writeString(ids(), "a\nb\nc\nd\ne\nf\ng\n");
        VectorFileException more = refusal(format(), file());
        assertThat(more.reason()).isEqualTo(Reason.ID_COUNT);
        assertThat(more).hasMessage(ids() + ", line 7: more ids than the 6 vectors");
        Files.writeString(ids(), "a\nb\nc\nd\ne\n");
        assertThat(refusal(format(), file()).reason()).isEqualTo(Reason.ID_COUNT);
        Files.writeString(ids(), "a\nb\nc\nd\ne\nf");
        assertThat(refusal(format(), file()).reason()).isEqualTo(Reason.TRUNCATED);
        Files.writeString(ids(), "a\nb\nc\na\ne\nf\n");
        VectorFileException twice = refusal(format(), file());
        assertThat(twice.reason()).isEqualTo(Reason.DUPLICATE_ID);
        assertThat(twice.line()).isEqualTo(4);
        Files.writeString(ids(), "a\n\nc\nd\ne\nf\n");
        assertThat(refusal(format(), file()).reason()).isEqualTo(Reason.BAD_ID);
        Files.writeString(ids(), "a\n\\x\nc\nd\ne\nf\n");
        assertThat(refusal(format(), file()).line()).isEqualTo(2);
        Files.write(ids(), new byte[] {'a', '\n', '\\', '\\', (byte) 0xFF, '\n'});
        assertThat(refusal(format(), file()).reason()).isEqualTo(Reason.BAD_UTF8);
        Files.delete(ids());
        VectorFileException none = refusal(format(), file());
        assertThat(none.reason()).isEqualTo(Reason.ID_COUNT);
        assertThat(none).hasMessageContaining("there is no file " + ids());
    }

    @Test
    void escapesLineEndsInIds() throws IOException {
        NamedVectors vectors = vectors(List.of("a\nb", "c\\n", "d\te", "f\r"), new float[4][2]);
        assertSame(read(write(vectors)), vectors);
        assertThat(Files.readString(ids())).isEqualTo("a\\nb\nc\\\\n\nd\\te\nf\\r\n");
    }
}
