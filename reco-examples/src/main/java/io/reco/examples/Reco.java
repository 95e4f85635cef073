package io.reco.examples;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code reco} command line. Exit codes: 0 done, 1 failed, 2 wrong usage. */
@Command(
        name = "reco",
        description = "Recommendation for music services: models, rules, metrics.",
        mixinStandardHelpOptions = true,
        versionProvider = RecoVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            QuickstartCommand.class,
            ValidateCommand.class,
            TrainCommand.class,
            ResumeCommand.class,
            RecommendCommand.class,
            ContinueCommand.class,
            RadioCommand.class,
            SimilarCommand.class,
            ExportCommand.class,
            TuneCommand.class,
            SurfaceCommand.class,
            ScoreCommand.class,
            CompareCommand.class,
            PolicyCommand.class,
            DoctorCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  reco quickstart                                      the two stages on a generated world, with a report",
            "  reco quickstart --data ../ml-1m --format sasrec      the same on real data",
            "  reco validate ../hetrec2011-lastfm-2k --format hetrec-lastfm   what a data set holds, and what is odd about it",
            "  reco train item2vec --world 500,2000,1 --out model   vectors of tracks, from a generated world",
            "  reco similar --model model --track t7        the tracks nearest to one",
            "  reco train transformer --world 500,2000,1 --out radio   a sequence Transformer",
            "  reco recommend --model radio --history t7,t12   what comes next",
            "  reco continue --model radio --history t7     a radio from one track",
            "  reco radio --world 500,2000,1 --character c7   known and new tracks in turn; a session that reacts to skips",
            "  reco surface show home.yaml --world 500,2000,1 --character c7   a list and what its rules did",
            "  reco score --qrels qrels.tsv --run run.tsv --metrics ndcg@10,recall@20   metrics of anyone's lists",
            "  reco help train item2vec                             all options of one command"
        })
public final class Reco {
    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "With an error, print where in the program it happened.")
    private boolean stacktrace;

    private Reco() {}

    /** Runs the command line and exits. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = run(out, err, args);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** Runs the command line and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        Reco reco = new Reco();
        CommandLine commandLine = new CommandLine(reco)
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((exception, arguments) -> {
                    CommandLine command = exception.getCommandLine();
                    command.getErr().println("reco: " + exception.getMessage());
                    if (!CommandLine.UnmatchedArgumentException.printSuggestions(exception, command.getErr())) {
                        pointToHelp(command);
                    }
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    if (reco.stacktrace) {
                        exception.printStackTrace(command.getErr());
                    } else {
                        command.getErr().println("reco: " + Errors.message(exception));
                    }
                    if (exception instanceof UsageException) {
                        pointToHelp(command);
                        return CommandLine.ExitCode.USAGE;
                    }
                    if (!reco.stacktrace) {
                        command.getErr().println("(--stacktrace shows where)");
                    }
                    return CommandLine.ExitCode.SOFTWARE;
                });
        if (args.length == 0) {
            commandLine.usage(out);
            return CommandLine.ExitCode.USAGE;
        }
        try {
            return commandLine.execute(args);
        } catch (OutOfMemoryError e) {
            err.println("reco: " + Errors.message(e));
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private static void pointToHelp(CommandLine command) {
        command.getErr().println("(" + command.getCommandSpec().qualifiedName() + " --help shows the options)");
    }
}
