package io.reco.core.bundle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The content of {@code manifest.json}.
 *
 * @param format always {@value #FORMAT}
 * @param formatVersion at most {@value #VERSION}
 * @param kind what the bundle holds
 * @param configuration settings of the model
 * @param provenance where the model comes from
 * @param files all files but the manifest and its hash
 */
record Manifest(
        String format,
        int formatVersion,
        String kind,
        ObjectNode configuration,
        Provenance provenance,
        List<Entry> files) {

    static final String FORMAT = "reco-bundle";
    static final int VERSION = 1;
    static final String FILE = "manifest.json";
    static final String HASH_FILE = "manifest.sha256";
    static final String WEIGHTS_FILE = "weights.safetensors";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    Manifest {
        files = List.copyOf(files);
        Set<String> paths = new HashSet<>();
        for (Entry entry : files) {
            if (!paths.add(entry.path())) {
                throw new IllegalArgumentException("files: " + entry.path() + " is listed twice");
            }
        }
        if (!paths.contains(WEIGHTS_FILE)) {
            throw new IllegalArgumentException("files: " + WEIGHTS_FILE + " is not listed");
        }
    }

    /**
     * One file.
     *
     * @param path relative to the bundle, with slashes
     * @param size in bytes
     * @param sha256 64 lower-case hexadecimal digits
     * @param lines number of ids; 0 for the weights
     */
    record Entry(String path, long size, String sha256, long lines) {

        Entry {
            boolean ids = path.startsWith("ids/")
                    && path.endsWith(".txt")
                    && path.length() >= 8
                    && NAME.matcher(path.substring(4, path.length() - 4)).matches();
            if (!ids && !path.equals(WEIGHTS_FILE)) {
                throw new IllegalArgumentException(
                        "files: path '" + path + "' is neither ids/NAME.txt nor " + WEIGHTS_FILE);
            }
            if (size < 0 || lines < 0 || !SHA256.matcher(sha256).matches()) {
                throw new IllegalArgumentException("files: " + path + ": size " + size + ", lines " + lines
                        + ", sha256 '" + sha256 + "' cannot be right");
            }
        }
    }

    /** Returns the entry of the weights. */
    Entry weights() {
        return files.stream()
                .filter(entry -> entry.path().equals(WEIGHTS_FILE))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the path of an id list, refusing names that could lead elsewhere. */
    static String idsPath(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("ids: name '" + name + "' does not match " + NAME);
        }
        return "ids/" + name + ".txt";
    }
}
