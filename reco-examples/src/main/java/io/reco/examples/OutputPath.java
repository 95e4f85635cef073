package io.reco.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where a command writes. */
final class OutputPath {
    private OutputPath() {}

    /**
     * Checks, before the work, that an output replaces nothing of what is read: is none of the inputs, not in one, and holds
     * none.
     *
     * @param option how the output is named on the command line, with its value
     * @param out what is written; need not exist
     * @throws UsageException if it does
     */
    static void requireNoInput(String option, Path out, List<Path> inputs) throws IOException {
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
                throw new UsageException(option + " would replace the input " + input + "; name another");
            }
        }
    }
}
