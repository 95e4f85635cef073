package io.reco.examples;

import io.reco.core.io.DatasetFormat;
import io.reco.core.io.ReadResult;
import io.reco.core.validate.DatasetValidator;
import io.reco.core.validate.Severity;
import io.reco.core.validate.ValidationOptions;
import io.reco.core.validate.ValidationReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a data set holds, and what is odd about it. */
@Command(
        name = "validate",
        description =
                "Reads a data set and prints what it holds: counts, duplicates, times, unknown references,"
                        + " distributions, cold shares. Exit code 1 if nothing can be done with it (a finding of severity ERROR).",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  reco validate ../hetrec2011-lastfm-2k --format hetrec-lastfm",
            "  reco validate ../ml-1m --format sasrec --json",
            "  reco validate plays.csv --format csv --lenient --rejects rejects.tsv"
        })
final class ValidateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "DATA", description = "File or directory of a data set.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path data;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            required = true,
            converter = FormatArgument.class,
            completionCandidates = FormatArgument.class,
            description = "Format of the data: ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private DatasetFormat format;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Option(names = "--json", description = "Print the validation report as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        ReadResult result = reading.format(format).read(data, reading.toReadOptions());
        ValidationReport report =
                DatasetValidator.validate(result.dataset(), ValidationOptions.DEFAULT.withReadReport(result.report()));
        if (json) {
            out.println(report.toJson());
        } else {
            out.println(result.report().toText().stripTrailing());
            out.println();
            out.println(report.toText().stripTrailing());
        }
        boolean unusable = report.findings().stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
        return unusable ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }
}
