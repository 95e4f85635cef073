package io.reco.nd4j.dl4j;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reco.core.data.IdMap;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.TrackVectors;
import io.reco.nd4j.BackendCondition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.models.word2vec.Word2Vec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@EnabledIf(BackendCondition.USABLE)
class Dl4jVectorsTest {
    private static final List<String> IDS = List.of(
            "plain",
            "with space",
            " lead and trail ",
            "\u00dcn\u00efc\u00f6d\u00e9 \u266b \ud83c\udfb5",
            "tab\tin",
            "line\nfeed",
            "B64:eHg=",
            "_Az92_",
            "7 8",
            "UNK",
            "STOP");

    @TempDir
    Path directory;

    /** A vector for each id; a track without one is in the middle. */
    private static TrackVectors vectors(int dimension) {
        List<String> all = new ArrayList<>(IDS);
        all.add(3, "without vector");
        int[] trackOfRow = new int[IDS.size()];
        int[] support = new int[IDS.size()];
        FloatMatrix matrix = FloatMatrix.allocate(IDS.size(), dimension);
        Random random = new Random(3);
        for (int row = 0; row < IDS.size(); row++) {
            trackOfRow[row] = row < 3 ? row : row + 1;
            support[row] = 100 - row;
            for (int i = 0; i < dimension; i++) {
                matrix.array(row)[matrix.offset(row) + i] = (float) (random.nextGaussian() * Math.pow(10, i - 4));
            }
        }
        return new TrackVectors(IdMap.of(all), trackOfRow, support, matrix);
    }

    private static void assertSame(TrackVectors actual, TrackVectors expected, boolean withSupport) {
        assertThat(actual.tracks().ids()).containsExactlyElementsOf(IDS);
        for (int row = 0; row < IDS.size(); row++) {
            assertThat(actual.track(row)).isEqualTo(row);
            assertThat(actual.vector(row)).as("vector of row %d", row).isEqualTo(expected.vector(row));
            assertThat(actual.support(row)).isEqualTo(withSupport ? expected.support(row) : 1);
        }
    }

    @Test
    void wordVectorsAnswerInDl4jAndComeBackToTheBit() {
        TrackVectors vectors = vectors(9);
        Word2Vec word2Vec = Dl4jVectors.toWord2Vec(vectors);

        assertThat(word2Vec.getWordVector("with space")[0]).isEqualTo(vectors.vector(1)[0]);
        assertThat(word2Vec.hasWord("without vector")).isFalse();
        assertSame(Dl4jVectors.of(word2Vec), vectors, true);
    }

    @ParameterizedTest
    @EnumSource(names = "BINARY", mode = Mode.EXCLUDE)
    void anyIdAndNumberComesBackFromAFile(Dl4jForm form) throws IOException {
        TrackVectors vectors = vectors(9);
        Path file = directory.resolve("vectors");
        Files.writeString(file, "to be replaced");
        Dl4jVectors.write(vectors, file, form);

        assertSame(Dl4jVectors.read(file, form), vectors, form == Dl4jForm.ZIP);
    }

    @Test
    void theBinaryFormIsReadWithAndWithoutLineFeeds() throws IOException {
        for (boolean lineFeed : new boolean[] {false, true}) {
            Path file = directory.resolve("vectors.bin");
            Files.write(file, binary(List.of("a", "b\u00f6", "c"), lineFeed));
            TrackVectors read = Dl4jVectors.read(file, Dl4jForm.BINARY);
            assertThat(read.tracks().ids()).as("line feeds %s", lineFeed).containsExactly("a", "b\u00f6", "c");
            assertThat(read.vector(1)).containsExactly(1, 1.5f);
        }
    }

    @Test
    void binaryIdsWithSpacesAreRefusedNotMisread() throws IOException {
        Path file = directory.resolve("vectors.bin");
        Files.write(file, binary(List.of("a", "b c", "d"), false));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Dl4jVectors.read(file, Dl4jForm.BINARY))
                .withMessageContaining("vectors.bin");
    }

    @Test
    void theBinaryFormIsNotWritten() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dl4jVectors.write(vectors(2), directory.resolve("x"), Dl4jForm.BINARY))
                .withMessageContaining("does not write");
    }

    @Test
    void textWithoutHeaderIsRead() throws IOException {
        Path file = directory.resolve("vectors.txt");
        Files.writeString(file, "a 1.0 2.0\nb 3.0 -4.5\n");
        TrackVectors read = Dl4jVectors.read(file, Dl4jForm.TEXT);
        assertThat(read.tracks().ids()).containsExactly("a", "b");
        assertThat(read.vector(1)).containsExactly(3, -4.5f);
    }

    @Test
    void shortLongDoubledAndBrokenFilesAreRefusedByName() throws IOException {
        refused("", Dl4jForm.TEXT);
        refused("2 2 0\na 1.0 2.0\n", Dl4jForm.TEXT);
        refused("1 2 0\na 1.0 2.0\nb 1.0 2.0\n", Dl4jForm.TEXT);
        refused("2 2 0\na 1.0 2.0\na 3.0 4.0\n", Dl4jForm.TEXT);
        refused("2 2 0\na 1.0 2.0\nb 3.0\n", Dl4jForm.TEXT);
        refused("2 2 0\na 1.0 2.0\nb 3.0 x\n", Dl4jForm.TEXT);
        refused("2 2 0\na 1.0 2.0\nb 3.0 NaN\n", Dl4jForm.TEXT);
        refused("1 2 0\na 1.0 2.0\n", Dl4jForm.ZIP);
        refused("nonsense", Dl4jForm.BINARY);
        byte[] whole = binary(List.of("a", "b"), false);
        refused(Arrays.copyOf(whole, whole.length - 3), Dl4jForm.BINARY);
    }

    private void refused(String content, Dl4jForm form) throws IOException {
        refused(content.getBytes(UTF_8), form);
    }

    private void refused(byte[] content, Dl4jForm form) throws IOException {
        Path file = directory.resolve("broken");
        Files.write(file, content);
        assertThatExceptionOfType(IOException.class)
                .as("%s: %s", form, new String(content, UTF_8))
                .isThrownBy(() -> Dl4jVectors.read(file, form))
                .withMessageContaining("broken");
    }

    @Test
    void whatDl4jCannotHoldIsRefused() {
        TrackVectors none =
                new TrackVectors(IdMap.of(List.of("a")), new int[0], new int[0], FloatMatrix.allocate(0, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dl4jVectors.toWord2Vec(none))
                .withMessageContaining("no vector");
    }

    /** word2vec.c ends a vector with a line feed, gensim does not. Row r is (r, r + 0.5). */
    private static byte[] binary(List<String> ids, boolean lineFeed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((ids.size() + " 2\n").getBytes(UTF_8));
        for (int row = 0; row < ids.size(); row++) {
            out.writeBytes((ids.get(row) + " ").getBytes(UTF_8));
            out.writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putFloat(row)
                    .putFloat(row + 0.5f)
                    .array());
            if (lineFeed) {
                out.write('\n');
            }
        }
        return out.toByteArray();
    }
}
