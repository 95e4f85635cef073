package io.reco.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reco.core.bundle.BundleException.Reason;
import io.reco.core.vector.FloatMatrix;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {

    @TempDir
    Path dir;

    @Test
    void bytesAreThoseOfTheIndependentGenerator() throws IOException {
        Path bundle = dir.resolve("model");
        try (BundleWriter out = ModelBundle.writer(bundle, "test")) {
            out.provenance(Bundles.PROVENANCE)
                    .tensor("u", new byte[] {0, 1, 127, -128, -1}, 5)
                    .tensor("i", new int[] {-1, Integer.MAX_VALUE, 258}, 3)
                    .tensor("é", new float[] {7})
                    .tensor(
                            "a",
                            FloatMatrix.copyOf(new float[][] {{0, 1.5f, -2.25f}, {3e38f, Float.MIN_VALUE, 0.1f}}, 3))
                    .tensor("empty", new byte[0], 0, 4)
                    .tensor("l", new long[] {Long.MIN_VALUE, (1L << 40) + 1}, 1, 2)
                    .tensor("d", new double[] {0.1, -1e300}, 2)
                    .commit();
        }
        assertThat(bundle.resolve("weights.safetensors")).hasBinaryContent(golden());
    }

    @Test
    void theGeneratedFileIsRead() throws IOException {
        Path file = dir.resolve("golden.safetensors");
        Files.write(file, golden());
        try (TensorReader in = open(file)) {
            assertThat(in.tensors().keySet()).containsExactly("d", "l", "a", "é", "i", "empty", "u");
            assertThat(in.doubles(in.info("d", DType.F64))).containsExactly(0.1, -1e300);
            assertThat(in.longs(in.info("l", DType.I64))).containsExactly(Long.MIN_VALUE, (1L << 40) + 1);
            assertThat(in.matrix(in.info("a", DType.F32)).get(1, 1)).isEqualTo(Float.MIN_VALUE);
            assertThat(in.ints(in.info("i", DType.I32))).containsExactly(-1, Integer.MAX_VALUE, 258);
            assertThat(in.bytes(in.info("u", DType.U8))).containsExactly(0, 1, 127, -128, -1);
            assertThat(in.bytes(in.info("empty", DType.U8))).isEmpty();
            assertThat(in.info("é", DType.F32).elements()).isEqualTo(1);
            float[] part = new float[4];
            in.floats(in.info("a", DType.F32), 2, part, 1, 3);
            assertThat(part).containsExactly(0, -2.25f, 3e38f, Float.MIN_VALUE);
            assertThatExceptionOfType(BundleException.class)
                    .isThrownBy(() -> in.info("d", DType.F32))
                    .withMessageContaining("is F64, expected F32");
            assertThatExceptionOfType(BundleException.class)
                    .isThrownBy(() -> in.info("none", DType.F32))
                    .withMessageContaining("no tensor 'none'");
        }
    }

    @Test
    void metadataOfOtherWritersIsSkipped() throws IOException {
        Path file = write(
                "{\"__metadata__\":{\"by\":\"x\"},\"t\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}}", 2);
        try (TensorReader in = open(file)) {
            assertThat(in.tensors()).containsOnlyKeys("t");
        }
    }

    @Test
    void brokenHeadersAreRefusedWithTheTensorAndTheFault() throws IOException {
        refused("{\"t\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,3]}}", 3, "'t': bytes [0, 3) do not hold");
        refused(
                "{\"t\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[1,3]}}",
                3,
                "'t' starts at byte 1 and leaves a gap");
        refused(
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},"
                        + "\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[2,6]}}",
                6,
                "'b' starts at byte 2 and overlaps");
        refused("{\"t\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}}", 5, "end at byte 2 of 5");
        refused("{\"t\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}}", 1, "end at byte 2 of 1");
        refused("{\"t\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[0,2]}}", 2, "dtype 'BF16' is not one of");
        refused("{\"t\":{\"dtype\":\"U8\",\"shape\":[-2],\"data_offsets\":[0,2]}}", 2, "negative");
        refused("{\"t\":{\"dtype\":\"U8\",\"shape\":[0.5],\"data_offsets\":[0,2]}}", 2, "not a whole number");
        refused(
                "{\"t\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]}}",
                0,
                "beyond 2^63");
        refused("{\"t\":{\"dtype\":\"U8\",\"data_offsets\":[0,2]}}", 2, "shape or data_offsets is missing");
        refused("{\"t\":", 0, "bad JSON");
        refused("{\"t\":1,\"t\":2}", 0, "bad JSON");
        refused("[]", 0, "does not start with '{'");
    }

    @Test
    void absurdHeaderLengthsAreRefusedWithoutAllocating() throws IOException {
        for (long length : new long[] {-1, 0, Long.MAX_VALUE, Long.MIN_VALUE, 100_000_001}) {
            Path file = dir.resolve("absurd");
            Files.write(
                    file,
                    ByteBuffer.allocate(20)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(length)
                            .array());
            assertThatExceptionOfType(BundleException.class)
                    .isThrownBy(() -> open(file))
                    .withMessageContaining("header length " + length)
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
        }
        Path beyond = dir.resolve("beyond");
        Files.write(
                beyond,
                ByteBuffer.allocate(20)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(13)
                        .array());
        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> open(beyond))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TRUNCATED));
        Files.write(beyond, new byte[7]);
        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> open(beyond))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TRUNCATED));
    }

    @Test
    void shapesThatDoNotFitTheDataAreRefusedOnWriting() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TensorSource.of("t", new float[5], List.of(2L, 3L)))
                .withMessageContaining("needs 6 elements, given 5");
        assertThatIllegalArgumentException().isThrownBy(() -> TensorSource.of("", new float[1], List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> TensorSource.of("__metadata__", new float[1], List.of()));
    }

    private void refused(String header, int dataBytes, String message) throws IOException {
        Path file = write(header, dataBytes);
        assertThatExceptionOfType(BundleException.class)
                .as(header)
                .isThrownBy(() -> open(file))
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
    }

    private Path write(String header, int dataBytes) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        Path file = dir.resolve("t.safetensors");
        Files.write(file, out.putLong(json.length).put(json).array());
        return file;
    }

    private static byte[] golden() throws IOException {
        try (InputStream in = Objects.requireNonNull(SafetensorsTest.class.getResourceAsStream("golden.safetensors"))) {
            return in.readAllBytes();
        }
    }

    private static TensorReader open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return TensorReader.of(file, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }
}
