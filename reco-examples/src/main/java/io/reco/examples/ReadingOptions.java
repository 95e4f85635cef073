package io.reco.examples;

import io.reco.core.io.ReadOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that reads a data set. */
final class ReadingOptions {
    @Option(
            names = "--lenient",
            description = "Skip records that are not valid, count them by reason, and go on. Without it the first one"
                    + " ends the run.")
    private boolean lenient;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description = "With --lenient, write every skipped record to this file, with where it was and why.")
    private @Nullable Path rejects;

    @Option(
            names = "--max-line-bytes",
            paramLabel = "N",
            description = "Longest line that is accepted (default: ${DEFAULT-VALUE}).")
    private int maxLineBytes = ReadOptions.DEFAULT_MAX_LINE_BYTES;

    /** The options as the readers take them. */
    ReadOptions toReadOptions() {
        if (rejects != null && !lenient) {
            throw new IllegalArgumentException("--rejects needs --lenient: without it nothing is skipped");
        }
        ReadOptions options = lenient ? ReadOptions.lenient() : ReadOptions.strict();
        if (rejects != null) {
            options = options.withRejectsFile(rejects);
        }
        return options.withMaxLineBytes(maxLineBytes);
    }
}
