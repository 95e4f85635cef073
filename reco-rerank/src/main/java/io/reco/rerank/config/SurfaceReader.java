package io.reco.rerank.config;

import io.reco.rerank.config.Node.Place;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads surface files: YAML 1.2, or JSON, which is a part of it. Nothing is guessed: an unknown key, rule, parameter or
 * value, a key given twice and a value out of its range are refused with their place, the value, the nearest name and what is
 * accepted. Immutable and thread-safe.
 */
public final class SurfaceReader {
    private final @Nullable SurfaceResources resources;

    private SurfaceReader(@Nullable SurfaceResources resources) {
        this.resources = resources;
    }

    /** Checks everything but the names of sources, similarities and other things given in code. */
    public static SurfaceReader withoutResources() {
        return new SurfaceReader(null);
    }

    /** Checks the names of things given in code as well. */
    public static SurfaceReader of(SurfaceResources resources) {
        return new SurfaceReader(resources);
    }

    /**
     * The surface of a file in UTF-8.
     *
     * @throws SurfaceFormatException if the file is refused
     * @throws IOException if it cannot be read
     */
    public SurfaceConfig read(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            Reading reading = new Reading(file.toString(), null);
            reading.problem(new Place(1, 1), "not UTF-8: " + e.getMessage());
            reading.finish();
            throw e;
        }
        return read(text, file.toString());
    }

    /**
     * The surface of a text.
     *
     * @param text the contents of a file
     * @param file its name, for messages; not empty
     * @throws SurfaceFormatException if it is refused
     */
    public SurfaceConfig read(String text, String file) {
        if (file.isEmpty()) {
            throw new IllegalArgumentException("the name of the file is empty");
        }
        Reading reading = new Reading(file, resources);
        Node root = NodeReader.read(text, file, reading);
        reading.finish();
        Object values = root == null ? null : SurfaceFile.FILE.read(root, "surface", reading);
        reading.finish();
        if (root == null || values == null) {
            throw new IllegalStateException(file + " was refused without a reason");
        }
        SurfaceFile.check(
                (Values) values, resources, (key, index, message) -> reading.problem(place(root, key, index), message));
        reading.finish();
        return SurfaceConfig.of((Values) values);
    }

    /** Where the value of a key of the file stands, or an element of its list. */
    private static Place place(Node root, String key, int index) {
        if (root instanceof Node.Entries file) {
            for (Node.Entry entry : file.entries()) {
                if (entry.key().equals(key)) {
                    return index >= 0 && entry.value() instanceof Node.Items list
                            ? list.items().get(index).place()
                            : entry.value().place();
                }
            }
        }
        return root.place();
    }
}
