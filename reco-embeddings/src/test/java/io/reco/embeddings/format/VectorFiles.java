package io.reco.embeddings.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reco.core.data.IdMap;
import io.reco.core.vector.FloatMatrix;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/** Vectors and files for the tests of formats. */
final class VectorFiles {
    private VectorFiles() {}

    /** A file of the generator script. */
    static byte[] golden(String name) {
        try (InputStream in = Objects.requireNonNull(VectorFiles.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path goldenFile(Path directory, String name) throws IOException {
        return Files.write(directory.resolve(name), golden(name));
    }

    /** The last rows x dim floats of a little endian file. */
    static float[][] tail(byte[] file, int rows, int dim) {
        ByteBuffer data = ByteBuffer.wrap(file, file.length - 4 * rows * dim, 4 * rows * dim)
                .order(ByteOrder.LITTLE_ENDIAN);
        float[][] out = new float[rows][dim];
        for (float[] row : out) {
            for (int j = 0; j < dim; j++) {
                row[j] = data.getFloat();
            }
        }
        return out;
    }

    static NamedVectors vectors(List<String> ids, float[]... rows) {
        return new NamedVectors(IdMap.of(ids), FloatMatrix.copyOf(rows, rows[0].length));
    }

    /** Floats of any size and sign, small ones, -0 and the limits among them. */
    static NamedVectors random(int rows, int dim, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] special = {
            0f, -0f, Float.MIN_VALUE, -Float.MAX_VALUE, Float.MIN_NORMAL, 1e16f, 9.999999e15f, 1e-4f, 9.999e-5f
        };
        FloatMatrix matrix = FloatMatrix.allocate(rows, dim);
        IdMap.Builder ids = new IdMap.Builder();
        for (int r = 0; r < rows; r++) {
            ids.add("id-" + r + "x".repeat(random.nextInt(40)));
            float[] row = new float[dim];
            for (int j = 0; j < dim; j++) {
                float any = Float.intBitsToFloat(random.nextInt());
                boolean small = random.nextInt(3) > 0;
                row[j] = small || !Float.isFinite(any) ? (float) random.nextDouble(-1, 1) : any;
                row[j] = random.nextInt(20) == 0 ? special[random.nextInt(special.length)] : row[j];
            }
            matrix.setRow(r, row, 0);
        }
        return new NamedVectors(ids.build(), matrix);
    }

    static void assertSame(NamedVectors actual, NamedVectors expected) {
        assertThat(actual.ids()).isEqualTo(expected.ids());
        assertThat(actual.dimension()).isEqualTo(expected.dimension());
        assertThat(bits(actual)).isDeepEqualTo(bits(expected));
    }

    static int[][] bits(NamedVectors vectors) {
        int[][] out = new int[vectors.rows()][vectors.dimension()];
        for (int r = 0; r < out.length; r++) {
            for (int j = 0; j < out[r].length; j++) {
                out[r][j] = Float.floatToRawIntBits(vectors.matrix().get(r, j));
            }
        }
        return out;
    }

    static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    static byte[] concat(byte[] a, byte[] b) {
        byte[] out = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, out, a.length, b.length);
        return out;
    }

    static VectorFileException refusal(VectorFormat format, Path file) {
        return refusal(format, file, VectorReadOptions.DEFAULT);
    }

    static VectorFileException refusal(VectorFormat format, Path file, VectorReadOptions options) {
        VectorFileException e = catchThrowableOfType(VectorFileException.class, () -> format.read(file, options));
        assertThat(e).as("%s must be refused", file).isNotNull();
        VectorFileException refused = Objects.requireNonNull(e);
        assertThat(refused).hasMessageStartingWith(refused.file());
        return refused;
    }
}
