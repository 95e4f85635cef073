package io.reco.core.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reco.core.vector.FloatMatrix;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes one bundle.
 *
 * <pre>{@code
 * try (BundleWriter out = ModelBundle.writer(path, "item2vec")) {
 *     out.configuration(config).provenance(provenance);
 *     out.ids("tracks", trackIds);
 *     out.tensor("in", inputVectors);
 *     out.commit();
 * }
 * }</pre>
 *
 * <p>Everything goes into a temporary directory beside the target. {@link #commit} writes the tensors straight from the
 * given arrays, which must not change until then, forces all files to the disk and moves the directory into place; an
 * existing bundle is replaced, anything else at the target is refused. Closing without a commit, or after one that
 * failed, deletes the temporary directory and leaves the target as it was. A process killed at any moment leaves the old
 * or the new bundle loadable (see {@link ModelBundle#open}). Not safe for use by several threads or processes on one
 * target; a reader that opens the target during the swap may fail and can try again.
 */
public final class BundleWriter implements Closeable {

    private final Path target;
    private final String kind;
    private final Path temporary;
    private final Consumer<BundleSwap.Moment> listener;
    private final List<Manifest.Entry> files = new ArrayList<>();
    private final List<TensorSource> tensors = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private ObjectNode configuration = BundleJson.MAPPER.createObjectNode();
    private @Nullable Provenance provenance;
    private boolean finished;

    BundleWriter(Path target, String kind, Consumer<BundleSwap.Moment> listener) throws IOException {
        if (kind.isBlank()) {
            throw new IllegalArgumentException("kind: must not be blank");
        }
        this.target = target.toAbsolutePath().normalize();
        this.kind = kind;
        this.listener = listener;
        BundleSwap.recover(this.target);
        requireReplaceable(this.target);
        this.temporary = BundleSwap.temporary(this.target);
    }

    /** Nothing, an empty directory or a bundle, whole or not; see {@link ModelBundle#requireReplaceable}. */
    static void requireReplaceable(Path target) throws IOException {
        if (Files.exists(target)
                && !Files.exists(target.resolve(Manifest.HASH_FILE))
                && !(Files.isDirectory(target) && isEmpty(target))) {
            throw new FileAlreadyExistsException(
                    target.toString(),
                    null,
                    Files.isDirectory(target) ? "is not a bundle and is not replaced" : "is a file, not a directory");
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (var entries = Files.newDirectoryStream(directory)) {
            return !entries.iterator().hasNext();
        }
    }

    /**
     * Sets the configuration: a record, map or {@link JsonNode} that becomes a JSON object.
     *
     * @throws IllegalArgumentException if it becomes something else
     */
    public BundleWriter configuration(Object value) {
        JsonNode node = BundleJson.MAPPER.valueToTree(value);
        if (!(node instanceof ObjectNode object)) {
            throw new IllegalArgumentException("configuration: " + value + " is not an object in JSON");
        }
        configuration = object;
        return this;
    }

    /** Sets the provenance, which every bundle must have. */
    public BundleWriter provenance(Provenance value) {
        provenance = value;
        return this;
    }

    /**
     * Writes an id list, in order.
     *
     * @param name letters, digits, underscore and hyphen, at most 64
     * @param ids any strings
     */
    public BundleWriter ids(String name, Iterable<String> ids) throws IOException {
        String path = Manifest.idsPath(name);
        claim(path);
        Path file = temporary.resolve(path);
        Files.createDirectories(temporary.resolve("ids"));
        try (HashingOutput out = new HashingOutput(file)) {
            long lines = 0;
            for (String id : ids) {
                out.write(IdCodec.encode(id).getBytes(StandardCharsets.UTF_8));
                out.room(1).put((byte) '\n');
                lines++;
            }
            String hash = out.finish();
            files.add(new Manifest.Entry(path, out.size(), hash, lines));
        }
        return this;
    }

    /** Adds an F32 tensor of shape rows x dim; padding is not written. */
    public BundleWriter tensor(String name, FloatMatrix matrix) {
        return add(TensorSource.of(name, matrix));
    }

    /** Adds an F32 tensor; an empty shape means a scalar. */
    public BundleWriter tensor(String name, float[] data, long... shape) {
        return add(TensorSource.of(name, data, list(shape)));
    }

    /** Adds an F64 tensor. */
    public BundleWriter tensor(String name, double[] data, long... shape) {
        return add(TensorSource.of(name, data, list(shape)));
    }

    /** Adds an I32 tensor. */
    public BundleWriter tensor(String name, int[] data, long... shape) {
        return add(TensorSource.of(name, data, list(shape)));
    }

    /** Adds an I64 tensor. */
    public BundleWriter tensor(String name, long[] data, long... shape) {
        return add(TensorSource.of(name, data, list(shape)));
    }

    /** Adds a U8 tensor. */
    public BundleWriter tensor(String name, byte[] data, long... shape) {
        return add(TensorSource.of(name, data, list(shape)));
    }

    private static List<Long> list(long[] shape) {
        return LongStream.of(shape).boxed().toList();
    }

    private BundleWriter add(TensorSource source) {
        claim("tensor " + source.name);
        tensors.add(source);
        return this;
    }

    private void claim(String name) {
        if (finished) {
            throw new IllegalStateException(name + ": the bundle has been committed or closed");
        }
        if (!names.add(name)) {
            throw new IllegalArgumentException(name + ": given twice");
        }
    }

    /**
     * Completes the bundle and moves it into place.
     *
     * @throws IOException if the bundle could not be written, or is in place and the disk did not confirm it
     * @throws IllegalStateException if there is no provenance, or after a commit or close
     */
    public void commit() throws IOException {
        if (finished) {
            throw new IllegalStateException("The bundle has been committed or closed");
        }
        if (provenance == null) {
            throw new IllegalStateException("provenance: not given");
        }
        writeWeights();
        writeManifest(new Manifest(Manifest.FORMAT, Manifest.VERSION, kind, configuration, provenance, files));
        if (Files.exists(temporary.resolve("ids"))) {
            BundleSwap.forceDirectory(temporary.resolve("ids"));
        }
        BundleSwap.forceDirectory(temporary);
        BundleSwap.replace(temporary, target, moment -> {
            finished |= moment == BundleSwap.Moment.IN_PLACE;
            listener.accept(moment);
        });
    }

    private void writeWeights() throws IOException {
        SafetensorsHeader.sort(tensors);
        try (HashingOutput out = new HashingOutput(temporary.resolve(Manifest.WEIGHTS_FILE))) {
            out.write(SafetensorsHeader.encode(SafetensorsHeader.layOut(tensors)));
            for (TensorSource source : tensors) {
                source.body.writeTo(out);
            }
            String hash = out.finish();
            files.add(new Manifest.Entry(Manifest.WEIGHTS_FILE, out.size(), hash, 0));
        }
    }

    private void writeManifest(Manifest manifest) throws IOException {
        String hash;
        try (HashingOutput out = new HashingOutput(temporary.resolve(Manifest.FILE))) {
            out.write(BundleJson.MAPPER.writeValueAsBytes(manifest));
            hash = out.finish();
        }
        try (HashingOutput out = new HashingOutput(temporary.resolve(Manifest.HASH_FILE))) {
            out.write(hashLine(hash).getBytes(StandardCharsets.US_ASCII));
            out.finish();
        }
    }

    static String hashLine(String hash) {
        return hash + "  " + Manifest.FILE + "\n";
    }

    /** Deletes the temporary directory unless the bundle was committed. */
    @Override
    public void close() throws IOException {
        if (!finished) {
            finished = true;
            BundleSwap.delete(temporary);
        }
    }
}
