package io.reco.rerank.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

    /**
     * Writes JSON to a file whose name ends in {@code .json}, and YAML to any other. It is written beside the file, under its
     * name with {@code .tmp}, and put in its place at once: who reads it meanwhile sees the old one or the new one.
     */
    public static void write(SurfaceConfig surface, Path file) throws IOException {
        boolean json = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
        Path absolute = file.toAbsolutePath();
        Path temporary = absolute.resolveSibling(absolute.getFileName() + ".tmp");
        Files.writeString(temporary, json ? json(surface) : yaml(surface), StandardCharsets.UTF_8);
        Files.move(temporary, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
