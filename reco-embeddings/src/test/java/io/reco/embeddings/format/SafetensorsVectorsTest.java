package io.reco.embeddings.format;

import static io.reco.embeddings.format.VectorFiles.assertSame;
import static io.reco.embeddings.format.VectorFiles.random;
import static io.reco.embeddings.format.VectorFiles.refusal;
import static io.reco.embeddings.format.VectorFiles.vectors;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reco.core.bundle.SafetensorsWriter;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.format.VectorFileException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class SafetensorsVectorsTest extends VectorFormatContract {
    @Override
    VectorFormat format() {
        return VectorFormat.SAFETENSORS;
    }

    private static NamedVectors two() {
        return vectors(List.of("a", "é\n"), new float[] {1.5f, -2, 3}, new float[] {0, 1e-45f, 7})
                .withSupport(new int[] {9, 0});
    }

    /** By the description of the format alone, as any other reader would. */
    @Test
    void isAsTheFormatSays() throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(write(two()))).order(ByteOrder.LITTLE_ENDIAN);
        long length = file.getLong();
        assertThat(length % 8).isZero();
        byte[] json = new byte[(int) length];
        file.get(json);
        JsonNode header = new ObjectMapper().readTree(json);
        assertThat(header.at("/__metadata__/format").asText()).isEqualTo("reco.vectors");
        assertThat(header.at("/vectors/dtype").asText()).isEqualTo("F32");
        assertThat(header.at("/vectors/shape").toString()).isEqualTo("[2,3]");
        assertThat(header.at("/support/dtype").asText()).isEqualTo("I32");
        assertThat(header.at("/ids/dtype").asText()).isEqualTo("U8");
        int data = 8 + (int) length;
        int from = header.at("/vectors/data_offsets/0").asInt();
        assertThat(file.getFloat(data + from)).isEqualTo(1.5f);
        assertThat(file.getFloat(data + from + 16)).isEqualTo(1e-45f);
        int ids = header.at("/ids/data_offsets/0").asInt();
        byte[] text = new byte[header.at("/ids/data_offsets/1").asInt() - ids];
        file.position(data + ids).get(text);
        assertThat(new String(text, StandardCharsets.UTF_8)).isEqualTo("a\né\\n\n");
    }

    @Test
    void keepsSupport() throws IOException {
        NamedVectors read = read(write(two()));
        assertSame(read, two());
        assertThat(read.hasSupport()).isTrue();
        assertThat(read.support(0)).isEqualTo(9);
        assertThat(read(write(random(3, 2, 1))).hasSupport()).isFalse();
    }

    @Test
    void readsTheMatrixOfAnotherProgramWithIdsBesideIt() throws IOException {
        FloatMatrix matrix = two().matrix();
        new SafetensorsWriter()
                .tensor("embedding.weight", matrix)
                .tensor("step", new int[] {7})
                .write(file());
        Files.writeString(directory.resolve("my-ids"), "a\né\\n\n");
        VectorRead read = format().read(file(), VectorReadOptions.DEFAULT.withIdsFile(directory.resolve("my-ids")));
        assertSame(read.vectors(), two());
        assertThat(read.notes()).containsExactly("tensors not read: [step]");
        Files.writeString(directory.resolve("vectors.ids.txt"), "a\né\\n\n");
        assertSame(format().read(file(), VectorReadOptions.DEFAULT).vectors(), two());
        Files.delete(directory.resolve("vectors.ids.txt"));
        assertThat(refusal(format(), file()).reason()).isEqualTo(Reason.ID_COUNT);

        new SafetensorsWriter().tensor("a", matrix).tensor("b", matrix).write(file());
        VectorFileException e = refusal(format(), file());
        assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED);
        assertThat(e).hasMessageContaining("2 F32 matrices among [a, b]");
    }

    private SafetensorsWriter with(String ids) {
        return new SafetensorsWriter()
                .tensor("vectors", two().matrix())
                .tensor("ids", ids.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesIdsAndSupportThatDoNotFit() throws IOException {
        with("a\na\n").write(file());
        VectorFileException e = refusal(format(), file());
        assertThat(e.reason()).isEqualTo(Reason.DUPLICATE_ID);
        assertThat(e).hasMessageContaining("tensor ids, line 2: ");
        with("a\n").write(file());
        assertThat(refusal(format(), file()).reason()).isEqualTo(Reason.ID_COUNT);
        with("a\nb").write(file());
        assertThat(refusal(format(), file()).reason()).isEqualTo(Reason.TRUNCATED);
        with("a\nb\n").tensor("support", new int[] {1}).write(file());
        assertThat(refusal(format(), file()).reason()).isEqualTo(Reason.ID_COUNT);
        with("a\nb\n").tensor("support", new int[] {1, -1}).write(file());
        VectorFileException negative = refusal(format(), file());
        assertThat(negative).hasMessageContaining("support of vector 2 is -1");
    }

    @Test
    void refusesWhatIsNotFinite() throws IOException {
        FloatMatrix matrix = FloatMatrix.copyOf(new float[][] {{1, 2}, {3, Float.NaN}}, 2);
        new SafetensorsWriter().tensor("vectors", matrix).write(file());
        VectorFileException e = refusal(format(), file());
        assertThat(e.reason()).isEqualTo(Reason.NOT_FINITE);
        assertThat(e.offset()).isEqualTo(Files.size(file()) - 4);
    }

    @Test
    void refusesWrongHeadersAndAbsurdSizes() throws IOException {
        String huge = "{\"vectors\":{\"dtype\":\"F32\",\"shape\":[2147483648,4],\"data_offsets\":[0,34359738368]}}";
        for (String json : List.of("[]", "{", huge, "{\"vectors\":{\"dtype\":\"F32\",\"shape\":[1,1]}}")) {
            byte[] text = json.getBytes(StandardCharsets.UTF_8);
            ByteBuffer bytes = ByteBuffer.allocate(8 + text.length).order(ByteOrder.LITTLE_ENDIAN);
            Files.write(file(), bytes.putLong(text.length).put(text).array());
            VectorFileException e = refusal(format(), file());
            assertThat(e.reason()).isEqualTo(Reason.BAD_HEADER);
            assertThat(e.offset()).isZero();
        }
        new SafetensorsWriter().tensor("vectors", new int[] {1}).write(file());
        assertThat(refusal(format(), file())).hasMessageContaining("is I32, expected F32");
    }
}
