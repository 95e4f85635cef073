package io.reco.core.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reco.core.bundle.BundleException.Reason;
import io.reco.core.vector.FloatMatrix;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A bundle opened for reading; see the package comment for the files.
 *
 * <pre>{@code
 * try (ModelBundle bundle = ModelBundle.open(path, "item2vec")) {
 *     Item2VecConfig config = bundle.configuration(Item2VecConfig.class);
 *     List<String> tracks = bundle.ids("tracks");
 *     FloatMatrix in = bundle.matrix("in");
 * }
 * }</pre>
 *
 * <p>Tensors stream from the file into the array that is returned, without a second copy. Reads of tensors are safe from
 * several threads.
 */
public final class ModelBundle implements Closeable {

    private final Path directory;
    private final Manifest manifest;
    private final TensorReader tensors;

    private ModelBundle(Path directory, Manifest manifest, TensorReader tensors) {
        this.directory = directory;
        this.manifest = manifest;
        this.tensors = tensors;
    }

    /**
     * Returns a writer of a new bundle of the given kind; nothing at {@code target} changes before its commit.
     *
     * @param target directory to make or to replace; its parents are made
     */
    public static BundleWriter writer(Path target, String kind) throws IOException {
        return new BundleWriter(target, kind, moment -> {});
    }

    /**
     * Checks, before long work, that a bundle can be written to a path as far as what is there goes: nothing, an empty
     * directory, or a bundle. {@link #writer} checks the same.
     *
     * @throws java.nio.file.FileAlreadyExistsException if something else is there
     */
    public static void requireReplaceable(Path target) throws IOException {
        BundleWriter.requireReplaceable(target.toAbsolutePath().normalize());
    }

    /**
     * Whether there is something to {@link #open}: a directory that is not empty, or what a save killed at its last step has
     * left. It need not be a whole bundle.
     */
    public static boolean exists(Path path) {
        Path directory = path.toAbsolutePath().normalize();
        String[] entries = directory.toFile().list();
        return (entries != null && entries.length > 0) || Files.exists(BundleSwap.previous(directory));
    }

    /**
     * Opens a bundle and checks all of it: kind, format version, size and SHA-256 of each file, the weights header. Reads
     * every file once. If there is nothing at {@code path} but a save was killed at its last step, the bundle that the
     * save was about to replace is opened. A save of another process that ends meanwhile never mixes two bundles: the old
     * one is opened whole, or an exception says {@link Reason#ALTERED} or {@link Reason#MISSING} and a second try will do.
     *
     * @throws BundleException if the bundle cannot be used; it names the file and the reason
     */
    public static ModelBundle open(Path path, String expectedKind) throws IOException {
        Path directory = existing(path);
        BundleVerifier verifier = new BundleVerifier(directory);
        Manifest manifest = verifier.verify(expectedKind);
        return new ModelBundle(directory, manifest, verifier.openWeights(manifest));
    }

    /** Deletes the bundle at a path and what a killed save has left of it; nothing happens if there is none. */
    public static void delete(Path path) throws IOException {
        Path directory = path.toAbsolutePath().normalize();
        for (Path part : List.of(directory, BundleSwap.previous(directory))) {
            if (Files.isDirectory(part)) {
                BundleSwap.delete(part);
            }
        }
    }

    /**
     * Returns the kind of a bundle, by its manifest alone.
     *
     * @throws BundleException if there is no usable manifest; it names the file and the reason
     */
    public static String kindOf(Path path) throws IOException {
        return new BundleVerifier(existing(path)).readManifest().kind();
    }

    private static Path existing(Path path) {
        Path directory = path.toAbsolutePath().normalize();
        Path previous = BundleSwap.previous(directory);
        return !Files.exists(directory) && Files.exists(previous) ? previous : directory;
    }

    /** Returns the kind, as given to {@link #open}. */
    public String kind() {
        return manifest.kind();
    }

    /** Returns a copy of the configuration. */
    public ObjectNode configuration() {
        return manifest.configuration().deepCopy();
    }

    /**
     * Returns the configuration as a record of the given type. Unknown, missing and null fields are errors, as is what the
     * constructor of the record refuses.
     */
    public <T> T configuration(Class<T> type) throws BundleException {
        try {
            return BundleJson.MAPPER.treeToValue(manifest.configuration(), type);
        } catch (JsonProcessingException e) {
            throw new BundleException(
                    directory.resolve(Manifest.FILE), Reason.MALFORMED, "configuration: " + e.getOriginalMessage(), e);
        }
    }

    /** Returns where the model comes from. */
    public Provenance provenance() {
        return manifest.provenance();
    }

    /**
     * Returns an id list, in the order written.
     *
     * @throws BundleException if there is none of that name, or its content breaks the rules
     */
    public List<String> ids(String name) throws IOException {
        String path = Manifest.idsPath(name);
        Path file = directory.resolve(path);
        Manifest.Entry entry = manifest.files().stream()
                .filter(e -> e.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new BundleException(file, Reason.MISSING, "is not in the manifest"));
        return IdLines.read(file, entry);
    }

    /** Returns all tensors by name, in file order. */
    public Map<String, TensorInfo> tensors() {
        return Collections.unmodifiableMap(tensors.tensors());
    }

    /** Returns an F32 tensor of two dimensions as a padded matrix. */
    public FloatMatrix matrix(String name) throws IOException {
        return tensors.matrix(tensors.info(name, DType.F32));
    }

    /** Returns an F32 tensor of any shape, row-major. */
    public float[] floats(String name) throws IOException {
        TensorInfo info = tensors.info(name, DType.F32);
        float[] target = new float[tensors.arrayLength(info)];
        tensors.floats(info, 0, target, 0, target.length);
        return target;
    }

    /** Copies n elements of an F32 tensor, from element {@code from} on, to {@code target[off..]}. */
    public void readFloats(String name, long from, float[] target, int off, int n) throws IOException {
        tensors.floats(tensors.info(name, DType.F32), from, target, off, n);
    }

    /** Returns an F64 tensor, row-major. */
    public double[] doubles(String name) throws IOException {
        return tensors.doubles(tensors.info(name, DType.F64));
    }

    /** Returns an I32 tensor, row-major. */
    public int[] ints(String name) throws IOException {
        return tensors.ints(tensors.info(name, DType.I32));
    }

    /** Returns an I64 tensor, row-major. */
    public long[] longs(String name) throws IOException {
        return tensors.longs(tensors.info(name, DType.I64));
    }

    /** Returns a U8 tensor, row-major. */
    public byte[] bytes(String name) throws IOException {
        return tensors.bytes(tensors.info(name, DType.U8));
    }

    /**
     * Refuses weights that are NaN or infinite. Reads all float tensors.
     *
     * @throws BundleException that names the tensor and the element
     */
    public ModelBundle requireFinite() throws IOException {
        tensors.requireFinite();
        return this;
    }

    /** Closes the weights file. */
    @Override
    public void close() throws IOException {
        tensors.close();
    }
}
