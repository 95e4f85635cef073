package io.reco.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Where a command writes. */
final class OutputPath {
    private OutputPath() {}

    /**
     * Checks, before the work, that {@code --out} replaces nothing of what is read: is none of the inputs, not in one, and
     * holds none.
     *
     * @throws ParameterException if it does
     */
    static void requireNoInput(CommandSpec spec, Path out, List<Path> inputs) throws IOException {
        if (!Files.exists(out)) {
            return;
        }
        Path real = out.toRealPath();
        for (Path input : inputs) {
            if (!Files.exists(input)) {
                continue;
            }
            Path read = input.toRealPath();
            if (real.startsWith(read) || read.startsWith(real) || Files.isSameFile(real, read)) {
                throw new ParameterException(
                        spec.commandLine(), "--out " + out + " would replace the input " + input + "; name another");
            }
        }
    }
}
