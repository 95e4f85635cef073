package io.reco.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reco.core.io.FileReplacement;
import io.reco.examples.model.ModelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The command line of a training that is running or was stopped, in the directory of its model, so that {@code reco resume} can
 * run it again. Its paths are kept as absolute ones, so that it means the same from everywhere.
 */
final class StoredCommand {
    private static final String FILE = ModelDirectory.COMMAND;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private StoredCommand() {}

    /** Keeps the command line of a command that is running; replaces an older one in one step. */
    static void write(Path directory, CommandSpec command) throws IOException {
        Files.createDirectories(directory);
        List<String> arguments =
                new ArrayList<>(command.root().commandLine().getParseResult().expandedArgs());
        for (OptionSpec option : command.options()) {
            if (option.type() == Path.class) {
                for (String name : option.names()) {
                    value(arguments, name)
                            .ifPresent(path -> replace(
                                    arguments,
                                    name,
                                    Path.of(path).toAbsolutePath().normalize()));
                }
            }
        }
        byte[] json = MAPPER.writeValueAsBytes(arguments);
        FileReplacement.write(directory.resolve(FILE), out -> out.write(json));
    }

    /** The value that an option has in a command line, given as {@code --name VALUE} or {@code --name=VALUE}. */
    static Optional<String> value(List<String> arguments, String name) {
        int i = indexOf(arguments, name);
        if (i < 0) {
            return Optional.empty();
        }
        String argument = arguments.get(i);
        return Optional.of(argument.equals(name) ? arguments.get(i + 1) : argument.substring(name.length() + 1));
    }

    /** Gives an option that is in a command line another value. */
    static void replace(List<String> arguments, String name, Path value) {
        int i = indexOf(arguments, name);
        if (arguments.get(i).equals(name)) {
            arguments.set(i + 1, value.toString());
        } else {
            arguments.set(i, name + "=" + value);
        }
    }

    private static int indexOf(List<String> arguments, String name) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith(name + "=") || (argument.equals(name) && i + 1 < arguments.size())) {
                return i;
            }
        }
        return -1;
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
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is not a list of arguments: " + e.getOriginalMessage(), e);
        }
    }

    /** Forgets it: the training has ended. */
    static void delete(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(FILE));
    }
}
