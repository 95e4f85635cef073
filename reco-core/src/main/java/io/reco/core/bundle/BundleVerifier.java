package io.reco.core.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.reco.core.bundle.BundleException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** Reads the manifest of a bundle and holds every file against it. */
final class BundleVerifier {

    private final Path directory;

    BundleVerifier(Path directory) {
        this.directory = directory;
    }

    /** Checks the manifest and every file but the weights, which {@link #openWeights} checks. */
    Manifest verify(String expectedKind) throws IOException {
        Manifest manifest = readManifest();
        Path file = directory.resolve(Manifest.FILE);
        if (!manifest.kind().equals(expectedKind)) {
            throw new BundleException(
                    file, Reason.FOREIGN, "kind '" + manifest.kind() + "', expected '" + expectedKind + "'");
        }
        for (Manifest.Entry entry : manifest.files()) {
            if (!entry.path().equals(Manifest.WEIGHTS_FILE)) {
                try (FileChannel channel = open(entry)) {
                    verify(entry, channel);
                }
            }
        }
        return manifest;
    }

    /** Opens the weights. What is hashed is what will be read, even if another bundle takes the place of this one. */
    TensorReader openWeights(Manifest manifest) throws IOException {
        Manifest.Entry entry = manifest.weights();
        FileChannel channel = open(entry);
        try {
            verify(entry, channel);
            return TensorReader.of(directory.resolve(entry.path()), channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private FileChannel open(Manifest.Entry entry) throws IOException {
        Path file = directory.resolve(entry.path());
        try {
            return FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw new BundleException(file, Reason.MISSING, "is missing", e);
        }
    }

    /** Reads and checks the manifest, of whatever kind. */
    Manifest readManifest() throws IOException {
        Path file = directory.resolve(Manifest.FILE);
        if (!Files.exists(directory)) {
            throw new BundleException(directory, Reason.MISSING, "does not exist");
        }
        if (!Files.isDirectory(directory)) {
            throw new BundleException(directory, Reason.FOREIGN, "is a file; a bundle is a directory");
        }
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new BundleException(file, Reason.FOREIGN, "is missing: the directory is not a bundle", e);
        }
        JsonNode json = parse(file, bytes);
        if (!json.path("format").asText().equals(Manifest.FORMAT)) {
            throw new BundleException(file, Reason.FOREIGN, "format is not '" + Manifest.FORMAT + "': not a bundle");
        }
        verifyManifestHash(file, bytes);
        int version = json.path("formatVersion").asInt();
        if (version > Manifest.VERSION) {
            throw new BundleException(
                    file,
                    Reason.NEWER,
                    "format version " + version + " is newer than " + Manifest.VERSION + ", the latest known here");
        }
        if (version < 1) {
            throw new BundleException(file, Reason.MALFORMED, "formatVersion: " + json.path("formatVersion"));
        }
        try {
            return BundleJson.MAPPER.treeToValue(json, Manifest.class);
        } catch (JsonProcessingException e) {
            throw new BundleException(file, Reason.MALFORMED, e.getOriginalMessage(), e);
        }
    }

    private static JsonNode parse(Path file, byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            throw new BundleException(file, Reason.TRUNCATED, "is empty");
        }
        try {
            return BundleJson.MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            boolean atEnd = e.getLocation() != null && e.getLocation().getByteOffset() >= bytes.length;
            throw new BundleException(
                    file,
                    atEnd ? Reason.TRUNCATED : Reason.MALFORMED,
                    (atEnd ? "ends too early: " : "bad JSON: ") + e.getOriginalMessage(),
                    e);
        }
    }

    private void verifyManifestHash(Path file, byte[] bytes) throws IOException {
        Path hashFile = directory.resolve(Manifest.HASH_FILE);
        byte[] found;
        try {
            found = Files.readAllBytes(hashFile);
        } catch (NoSuchFileException e) {
            throw new BundleException(hashFile, Reason.MISSING, "is missing", e);
        }
        MessageDigest digest = HashingOutput.sha256();
        digest.update(bytes);
        byte[] expected = BundleWriter.hashLine(HashingOutput.hex(digest)).getBytes(StandardCharsets.US_ASCII);
        if (found.length < expected.length) {
            throw new BundleException(hashFile, Reason.TRUNCATED, found.length + " bytes, expected " + expected.length);
        }
        if (!MessageDigest.isEqual(found, expected)) {
            throw new BundleException(
                    file, Reason.ALTERED, "does not have the SHA-256 that " + Manifest.HASH_FILE + " says");
        }
    }

    private void verify(Manifest.Entry entry, FileChannel channel) throws IOException {
        Path file = directory.resolve(entry.path());
        long size = channel.size();
        if (size != entry.size()) {
            throw new BundleException(
                    file,
                    size < entry.size() ? Reason.TRUNCATED : Reason.ALTERED,
                    size + " bytes, the manifest says " + entry.size());
        }
        MessageDigest digest = HashingOutput.sha256();
        ByteBuffer buffer = ByteBuffer.allocate(1 << 18);
        while (channel.read(buffer) >= 0) {
            digest.update(buffer.flip());
            buffer.clear();
        }
        String hash = HashingOutput.hex(digest);
        if (!hash.equals(entry.sha256())) {
            throw new BundleException(
                    file, Reason.ALTERED, "SHA-256 " + hash + ", the manifest says " + entry.sha256());
        }
    }
}
