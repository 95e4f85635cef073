package io.reco.rerank.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes surface files in their canonical form: keys in the order of the documentation, defaults left out. What is read back
 * is equal, and a canonical file that is read and written is the same byte for byte; comments are not kept.
 */
public final class SurfaceWriter {
    private SurfaceWriter() {}

    /** The YAML file of a surface. */
    public static String yaml(SurfaceConfig surface) {
        return YamlWriter.document(surface.plain());
    }

    /** The JSON file of a surface. */
    public static String json(SurfaceConfig surface) {
        return JsonWriter.document(surface.plain());
    }

    /** Writes JSON to a file whose name ends in {@code .json}, and YAML to any other. */
    public static void write(SurfaceConfig surface, Path file) throws IOException {
        boolean json = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
        Files.writeString(file, json ? json(surface) : yaml(surface), StandardCharsets.UTF_8);
    }
}
