package io.reco.examples;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reco.examples.model.ModelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The command line of a training that is running or was stopped, in the directory of its model, so that {@code reco resume} can
 * run it again. Paths are kept as they were given.
 */
final class StoredCommand {
    private static final String FILE = ModelDirectory.COMMAND;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private StoredCommand() {}

    /** Keeps a command line. */
    static void write(Path directory, List<String> arguments) throws IOException {
        Files.createDirectories(directory);
        MAPPER.writeValue(directory.resolve(FILE).toFile(), arguments);
    }

    /**
     * The command line of the directory's training.
     *
     * @throws IOException if there is none, or it cannot be read
     */
    static List<String> read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new IOException("nothing to resume: " + directory + " holds no " + FILE
                    + " of a training that 'reco train' began and that was stopped");
        }
        try {
            return MAPPER.readValue(file.toFile(), new TypeReference<List<String>>() {});
        } catch (IOException e) {
            throw new IOException(file + " is not a list of arguments: " + e.getMessage(), e);
        }
    }

    /** Forgets it: the training has ended. */
    static void delete(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(FILE));
    }
}
