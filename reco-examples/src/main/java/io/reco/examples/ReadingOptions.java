package io.reco.examples;

import io.reco.core.io.DatasetFormat;
import io.reco.core.io.DuplicatePolicy;
import io.reco.core.io.EventColumns;
import io.reco.core.io.EventTableFormat;
import io.reco.core.io.JsonLinesFormat;
import io.reco.core.io.ReadOptions;
import io.reco.core.io.TimeUnitFormat;
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

    @Option(
            names = "--reject-duplicates",
            description = "Keep the first of several records of one id and reject the others, also without --lenient.")
    private boolean rejectDuplicates;

    @Option(
            names = "--columns",
            paramLabel = "MAP",
            description =
                    "For csv, tsv and jsonl: which column is what, by name or position from #1, for example"
                            + " character=user,track=#2,time=ts. Known: character, track, time, type, ms_played, value, origin.")
    private @Nullable String columns;

    @Option(
            names = "--time-unit",
            paramLabel = "UNIT",
            converter = TimeUnitArgument.class,
            completionCandidates = TimeUnitArgument.class,
            description = "With --columns, how times are written: ${COMPLETION-CANDIDATES} (default: seconds).")
    private @Nullable TimeUnitFormat timeUnit;

    @Option(names = "--no-header", description = "With --columns, the first line is a record; columns are positions.")
    private boolean noHeader;

    /**
     * A format with the columns of this command line.
     *
     * @throws UsageException if it has none, or they are not such a map
     */
    DatasetFormat format(DatasetFormat format) {
        String given = columns;
        if (given == null) {
            return format;
        }
        EventColumns mapping = Given.made(
                "--columns",
                given,
                () -> EventColumns.parse(given, timeUnit == null ? TimeUnitFormat.SECONDS : timeUnit, !noHeader));
        if (format instanceof EventTableFormat table) {
            return table.withColumns(mapping);
        }
        if (format instanceof JsonLinesFormat lines) {
            return lines.withColumns(mapping);
        }
        throw new UsageException("--columns is for csv, tsv and jsonl, not for " + format.name());
    }

    /**
     * The options as the readers take them.
     *
     * @throws UsageException if a value is out of range, or options do not go together
     */
    ReadOptions toReadOptions() {
        if (rejects != null && !lenient) {
            throw new UsageException("--rejects needs --lenient: without it nothing is skipped");
        }
        if (columns == null && (timeUnit != null || noHeader)) {
            throw new UsageException((noHeader ? "--no-header" : "--time-unit") + " needs --columns");
        }
        ReadOptions options = lenient ? ReadOptions.lenient() : ReadOptions.strict();
        if (rejects != null) {
            options = options.withRejectsFile(rejects);
        }
        if (rejectDuplicates) {
            options = options.withDuplicates(DuplicatePolicy.REJECT);
        }
        return Given.set(options, "--max-line-bytes", maxLineBytes, ReadOptions::withMaxLineBytes);
    }

    /** For {@code --time-unit}. */
    static final class TimeUnitArgument extends EnumArgument<TimeUnitFormat> {
        TimeUnitArgument() {
            super(TimeUnitFormat.class);
        }
    }
}
