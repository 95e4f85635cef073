package io.reco.examples;

import io.reco.core.io.Source;
import io.reco.eval.run.PairStatistics;
import io.reco.eval.run.PairTable;
import io.reco.eval.stats.TestOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Paired tests of two columns of numbers. */
@Command(
        name = "compare",
        description = {
            "Paired tests, intervals and effect sizes of a - b, for every case of a table with the columns case, user, a, b:"
                    + " t, sign, Wilcoxon (exact and normal, three treatments of zeros), sign-flip permutation, bootstrap."
                    + " Differences are rounded to 12 decimals first. With several cases, p values are also adjusted."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  reco compare --scores scores.tsv",
            "  reco compare --scores scores.tsv --correction bh --resamples 100000 --format json",
            "",
            "The table has a header and tabs; output is 'case test quantity value'. Definitions: docs/help/score.md"
        })
final class CompareCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(
            names = "--scores",
            paramLabel = "FILE",
            required = true,
            description = "Table with the header case, user, a, b, separated by tabs; may be gzip.")
    @SuppressWarnings("NullAway.Init") // required
    private Path scores;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            converter = OutputFormat.Argument.class,
            completionCandidates = OutputFormat.Argument.class,
            description = "${COMPLETION-CANDIDATES} (default: tsv).")
    private OutputFormat format = OutputFormat.TSV;

    @Mixin
    private TestArguments tests = new TestArguments();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads; no influence on any digit. Default: all processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() throws IOException {
        TestOptions options = tests.options();
        Given.requireAtLeast("--threads", threads, 1);
        PairTable table = PairTable.read(Source.of(scores));
        PairStatistics statistics =
                PairStatistics.of(table, options, tests.correction(), tests.correctionName(), threads);
        PrintWriter out = spec.commandLine().getOut();
        if (format == OutputFormat.TSV) {
            statistics.writeTsv(out);
        } else {
            Map<String, Object> settings = new LinkedHashMap<>();
            settings.put("scores", scores.toString());
            settings.put("scores_sha256", ScoreCommand.sha256(scores));
            settings.put("confidence", options.level());
            settings.put("resamples", options.resamples());
            settings.put("seed", options.seed());
            settings.put("correction", tests.correctionName());
            statistics.writeJson(settings, out);
        }
        out.flush();
        return 0;
    }
}
