package io.reco.core.bundle;

import io.reco.core.vector.FloatMatrix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Small bundles for tests. */
final class Bundles {

    static final String KIND = "test-model";
    static final List<String> IDS = List.of("t1", "", "a\nb\\c\td\r", "\ud83c\udfb5 песня", "lone \ud800", " t1 ");
    static final Provenance PROVENANCE = new Provenance(
            "sha256:ab",
            new TreeMap<>(Map.of("tracks", 6L)),
            -7,
            1,
            new TreeMap<>(Map.of("reco", "0.1")),
            "scalar",
            new TreeMap<>(Map.of("loss", 0.1 + 0.2)));

    record Config(int dim, double rate, float init, String mode) {
        Config {
            if (dim < 1) {
                throw new IllegalArgumentException("dim: " + dim + " is below 1");
            }
        }
    }

    private Bundles() {}

    static BundleWriter fill(BundleWriter out, float first) throws IOException {
        return out.configuration(new Config(3, 0.025, 0.1f, "skip"))
                .provenance(PROVENANCE)
                .ids("tracks", IDS)
                .tensor("in", FloatMatrix.copyOf(new float[][] {{first, 2, 3}, {4, -0f, Float.MIN_VALUE}}, 3))
                .tensor("steps", new long[] {1L << 50}, 1);
    }

    static Path write(Path target, float first) throws IOException {
        try (BundleWriter out = ModelBundle.writer(target, KIND)) {
            fill(out, first).commit();
        }
        return target;
    }

    static float first(Path target) throws IOException {
        try (ModelBundle bundle = ModelBundle.open(target, KIND)) {
            return bundle.matrix("in").get(0, 0);
        }
    }

    /** Replaces text in the manifest and makes its hash right again. */
    static void editManifest(Path bundle, String from, String to) throws IOException {
        Path file = bundle.resolve("manifest.json");
        String text = Files.readString(file);
        if (!text.contains(from)) {
            throw new IllegalArgumentException(from + " is not in " + text);
        }
        writeManifest(bundle, text.replace(from, to));
    }

    static void writeManifest(Path bundle, String text) throws IOException {
        Files.writeString(bundle.resolve("manifest.json"), text);
        var digest = HashingOutput.sha256();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        Files.writeString(bundle.resolve("manifest.sha256"), BundleWriter.hashLine(HashingOutput.hex(digest)));
    }

    /** Replaces a file of the bundle and makes the manifest agree. */
    static void replaceFile(Path bundle, String path, byte[] content) throws IOException {
        Path file = bundle.resolve(path);
        String oldHash = hash(Files.readAllBytes(file));
        long oldSize = Files.size(file);
        Files.write(file, content);
        editManifest(bundle, oldHash, hash(content));
        editManifest(
                bundle,
                "\"path\" : \"" + path + "\",\n    \"size\" : " + oldSize,
                "\"path\" : \"" + path + "\",\n    \"size\" : " + content.length);
    }

    private static String hash(byte[] content) {
        var digest = HashingOutput.sha256();
        digest.update(content);
        return HashingOutput.hex(digest);
    }
}
