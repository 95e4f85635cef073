package io.reco.embeddings.format;

import io.reco.core.bundle.BundleException;
import io.reco.core.bundle.DType;
import io.reco.core.bundle.SafetensorsFile;
import io.reco.core.bundle.SafetensorsWriter;
import io.reco.core.bundle.TensorInfo;
import io.reco.core.data.IdMap;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.format.VectorFileException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One safetensors file: {@code vectors} (F32, rows x dim), {@code ids} (U8: the lines of {@link IdsFile}) and, if known,
 * {@code support} (I32, rows). Ids are a tensor because the header, where metadata would go, may not exceed 100 MB.
 *
 * <p>A file of another program may have any one F32 matrix and its ids in a file beside it.
 */
final class SafetensorsVectors implements VectorCodec {
    private static final String VECTORS = "vectors";
    private static final String IDS = "ids";
    private static final String SUPPORT = "support";

    @Override
    public void write(NamedVectors vectors, Path path, VectorWriteOptions options) throws IOException {
        ByteArrayOutputStream ids = new ByteArrayOutputStream();
        IdsFile.write(vectors.ids(), ids);
        SafetensorsWriter out = new SafetensorsWriter()
                .metadata("format", "reco.vectors")
                .metadata(IDS, "UTF-8, one id a line; \\\\ \\n \\r \\t are escapes")
                .tensor(VECTORS, vectors.matrix())
                .tensor(IDS, ids.toByteArray());
        if (vectors.hasSupport()) {
            int[] support = new int[vectors.rows()];
            for (int row = 0; row < support.length; row++) {
                support[row] = vectors.support(row);
            }
            out.tensor(SUPPORT, support);
        }
        out.write(path);
    }

    @Override
    public VectorRead read(Path file, VectorReadOptions options) throws IOException {
        try (SafetensorsFile in = SafetensorsFile.of(file, open(file))) {
            TensorInfo info = matrixOf(file, in);
            FloatMatrix matrix = matrix(file, in, info);
            IdMap ids;
            if (in.tensors().containsKey(IDS) && options.idsFile().isEmpty()) {
                ids = IdsFile.read(in.bytes(IDS), matrix.rows(), file + ", tensor " + IDS);
            } else {
                ids = IdsFile.read(IdsFile.of(file, options), matrix.rows());
            }
            NamedVectors vectors = new NamedVectors(ids, matrix);
            List<String> unread = new ArrayList<>(in.tensors().keySet());
            unread.removeAll(List.of(info.name(), IDS));
            if (unread.remove(SUPPORT)) {
                vectors = vectors.withSupport(support(file, in, matrix.rows()));
            }
            List<String> notes = unread.isEmpty() ? List.of() : List.of("tensors not read: " + unread);
            return new VectorRead(vectors, VectorFormat.SAFETENSORS, notes);
        } catch (BundleException e) {
            throw refused(file, e);
        }
    }

    private static VectorFileException refused(Path file, BundleException e) {
        String detail = String.valueOf(e.getMessage()).substring((e.file() + ": ").length());
        boolean cut = e.reason() == BundleException.Reason.TRUNCATED;
        VectorFileException refused =
                VectorFileException.atByte(file.toString(), 0, cut ? Reason.TRUNCATED : Reason.BAD_HEADER, detail);
        refused.initCause(e);
        return refused;
    }

    private static TensorInfo matrixOf(Path file, SafetensorsFile in) throws VectorFileException {
        TensorInfo named = in.tensors().get(VECTORS);
        if (named != null) {
            return named;
        }
        List<TensorInfo> candidates = in.tensors().values().stream()
                .filter(t -> t.dtype() == DType.F32 && t.shape().size() == 2)
                .toList();
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        throw VectorFileException.of(
                file.toString(),
                Reason.UNSUPPORTED,
                "no tensor '" + VECTORS + "', and " + candidates.size() + " F32 matrices among "
                        + in.tensors().keySet());
    }

    private static FloatMatrix matrix(Path file, SafetensorsFile in, TensorInfo info) throws IOException {
        if (info.shape().size() == 2 && info.shape().get(1) <= 1 << 24) {
            VectorInput.requireMemory(file.toString(), info.shape().get(0), (int)
                    (long) info.shape().get(1));
        }
        FloatMatrix matrix = in.matrix(info.name());
        for (int row = 0; row < matrix.rows(); row++) {
            int bad = Floats.firstNotFinite(matrix.array(row), matrix.offset(row), matrix.dim());
            if (bad >= 0) {
                throw VectorFileException.atByte(
                        file.toString(),
                        in.position(info) + ((long) row * matrix.dim() + bad) * Float.BYTES,
                        Reason.NOT_FINITE,
                        "component " + bad + " of vector " + (row + 1) + " is " + matrix.get(row, bad));
            }
        }
        return matrix;
    }

    private static int[] support(Path file, SafetensorsFile in, int rows) throws IOException {
        int[] support = in.ints(SUPPORT);
        long at = in.position(Objects.requireNonNull(in.tensors().get(SUPPORT)));
        if (support.length != rows) {
            throw VectorFileException.atByte(
                    file.toString(),
                    at,
                    Reason.ID_COUNT,
                    support.length + " counts of support for " + rows + " vectors");
        }
        for (int row = 0; row < rows; row++) {
            if (support[row] < 0) {
                throw VectorFileException.atByte(
                        file.toString(),
                        at + (long) row * Integer.BYTES,
                        Reason.BAD_HEADER,
                        "support of vector " + (row + 1) + " is " + support[row] + ", below 0");
            }
        }
        return support;
    }

    /** The file itself, or a temporary one with what it unpacks to: tensors are read by position. */
    private static FileChannel open(Path file) throws IOException {
        if (!VectorInput.isGzip(file)) {
            return FileChannel.open(file, StandardOpenOption.READ);
        }
        Path unpacked = Files.createTempFile("reco-", ".safetensors");
        try {
            try (VectorInput in = new VectorInput(file);
                    OutputStream out = Files.newOutputStream(unpacked)) {
                byte[] buffer = new byte[1 << 16];
                for (int n = in.read(buffer, buffer.length); n > 0; n = in.read(buffer, buffer.length)) {
                    out.write(buffer, 0, n);
                }
            }
            return FileChannel.open(unpacked, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(unpacked);
            throw e;
        }
    }
}
