package io.reco.examples;

import io.reco.core.io.Source;
import io.reco.eval.policy.OffPolicy;
import io.reco.eval.policy.PolicyEvaluation;
import io.reco.eval.policy.PolicyOptions;
import io.reco.eval.run.PolicyFiles;
import io.reco.eval.run.PolicyTables;
import io.reco.eval.stats.TestOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What another policy would have earned, from a log. */
@Command(
        name = "policy",
        description = {
            "Estimates what a target policy would have earned from the log of the one that ran: inverse propensity scoring (ips),"
                    + " self-normalised (snips) and, with a model of rewards, doubly robust. With intervals, the difference to what was"
                    + " logged, and what the weights say about how far to trust it; warnings go to the error output."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  reco policy --log log.tsv",
            "  reco policy --log log.tsv --clip 10 --format json",
            "",
            "The table has a header and tabs: reward, propensity, target, maybe q_logged, q_target and case. Definitions:",
            "docs/help/off-policy.md"
        })
final class PolicyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            required = true,
            description = "Table with a row a decision, separated by tabs; may be gzip.")
    @SuppressWarnings("NullAway.Init") // required
    private Path log;

    @Option(names = "--clip", paramLabel = "X", description = "Cut weights above X to X (default: no clipping).")
    private double clip = Double.POSITIVE_INFINITY;

    @Option(
            names = "--smoothing",
            paramLabel = "X",
            description =
                    "Added to counts when propensities are estimated from the columns context and action, because there is"
                            + " no column propensity (default: ${DEFAULT-VALUE}).")
    private double smoothing = 1;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            converter = OutputFormat.Argument.class,
            completionCandidates = OutputFormat.Argument.class,
            description = "${COMPLETION-CANDIDATES} (default: tsv).")
    private OutputFormat format = OutputFormat.TSV;

    @Option(
            names = "--resamples",
            paramLabel = "N",
            description = "Bootstrap resamples of intervals (default: ${DEFAULT-VALUE}).")
    private int resamples = TestOptions.DEFAULT.resamples();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of these (default: ${DEFAULT-VALUE}).")
    private long seed = TestOptions.DEFAULT.seed();

    @Option(
            names = "--confidence",
            paramLabel = "SHARE",
            description = "Confidence level of intervals (default: ${DEFAULT-VALUE}).")
    private double confidence = TestOptions.DEFAULT.level();

    @Override
    public Integer call() throws IOException {
        PolicyOptions options = options();
        PolicyFiles.Read read = PolicyFiles.read(Source.of(log), smoothing);
        PolicyEvaluation evaluation = OffPolicy.evaluate(read.log(), options);
        PrintWriter out = spec.commandLine().getOut();
        if (format == OutputFormat.TSV) {
            PolicyTables.writeTsv(evaluation, out);
        } else {
            PolicyTables.writeJson(settings(read.estimated()), evaluation, out);
        }
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        if (read.estimated()) {
            err.println("! propensities are estimated from the choices; intervals do not show how uncertain they are");
        }
        evaluation
                .warnings()
                .forEach(warning ->
                        err.println("! " + warning.code() + ": " + warning.message() + "; " + warning.advice()));
        return 0;
    }

    private PolicyOptions options() {
        if (!(smoothing >= 0) || Double.isInfinite(smoothing)) {
            throw new UsageException("--smoothing " + smoothing + ": expected a finite number of at least 0");
        }
        TestOptions tests = TestOptions.DEFAULT.withSeed(seed);
        tests = Given.set(tests, "--confidence", confidence, TestOptions::withLevel);
        TestOptions intervals = Given.set(tests, "--resamples", resamples, TestOptions::withResamples);
        return Given.made("--clip", clip, () -> new PolicyOptions(clip, intervals));
    }

    private Map<String, Object> settings(boolean estimated) throws IOException {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("log", log.toString());
        settings.put("log_sha256", ScoreCommand.sha256(log));
        settings.put("propensities", estimated ? "estimated" : "logged");
        if (estimated) {
            settings.put("smoothing", smoothing);
        }
        if (!Double.isInfinite(clip)) {
            settings.put("clip", clip);
        }
        settings.put("confidence", confidence);
        settings.put("resamples", resamples);
        settings.put("seed", seed);
        return settings;
    }
}
