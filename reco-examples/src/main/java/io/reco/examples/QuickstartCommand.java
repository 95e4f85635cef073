package io.reco.examples;

import io.reco.core.io.DatasetFormat;
import io.reco.core.io.ReadOptions;
import io.reco.examples.quickstart.Protocol;
import io.reco.examples.quickstart.Quickstart;
import io.reco.examples.quickstart.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job. */
@Command(
        name = "quickstart",
        description = {
            "Both stages end to end: reads or generates listening data, validates it, divides it, fits baselines,"
                    + " item2vec and a small Transformer, evaluates them with and without rules, and shows one character from all sides."
                    + " Ends with a self-contained HTML report."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  reco quickstart",
            "  reco quickstart --characters 5000 --tracks 20000 --seed 7",
            "  reco quickstart --data ../ml-1m --format sasrec",
            "  reco quickstart --data ../hetrec2011-lastfm-2k --format hetrec-lastfm --character 2",
            "  reco quickstart --data plays.tsv --format tsv --split temporal --lenient --rejects rejects.tsv"
        })
final class QuickstartCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "File or directory of a data set. Without it, a world is generated.")
    private @Nullable Path data;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            converter = FormatArgument.class,
            completionCandidates = FormatArgument.class,
            description = "Format of the data: ${COMPLETION-CANDIDATES}.")
    private @Nullable DatasetFormat format;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Option(
            names = "--characters",
            paramLabel = "N",
            description = "Characters of the generated world (default: ${DEFAULT-VALUE}).")
    private int characters = 2500;

    @Option(
            names = "--tracks",
            paramLabel = "N",
            description = "Tracks of the generated world (default: ${DEFAULT-VALUE}).")
    private int tracks = 8000;

    @Option(
            names = "--split",
            paramLabel = "HOW",
            converter = SplitArgument.class,
            completionCandidates = SplitArgument.class,
            description =
                    "${COMPLETION-CANDIDATES}. auto: temporal when events have times; leave-last-out when only"
                            + " their order is known, ratio (a random tenth tests) when not even that (default: ${DEFAULT-VALUE}).")
    private Protocol.SplitChoice split = Protocol.SplitChoice.AUTO;

    @Option(
            names = "--seen",
            paramLabel = "HOW",
            converter = SeenArgument.class,
            completionCandidates = SeenArgument.class,
            description =
                    "Whether tracks a character has heard may be recommended: ${COMPLETION-CANDIDATES}. auto: both"
                            + " ways when at least 5%% of the events are repeats, else removed (default: ${DEFAULT-VALUE}).")
    private Protocol.SeenChoice seen = Protocol.SeenChoice.AUTO;

    @Option(
            names = "--max-characters",
            paramLabel = "N",
            description = "Evaluate a random sample of at most so many characters; the report says so. Default: all.")
    private int maxCharacters = Integer.MAX_VALUE;

    @Option(
            names = "--character",
            paramLabel = "ID",
            description = "The character to show. Default: one whose profile gives the rules something to do.")
    private @Nullable String character;

    @Option(names = "-k", paramLabel = "N", description = "Length of a list (default: ${DEFAULT-VALUE}).")
    private int k = 10;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads; one gives the same bits on every run. Default: all processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where report.html and run.json go (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("out");

    /** For {@code --split}. */
    static final class SplitArgument extends EnumArgument<Protocol.SplitChoice> {
        SplitArgument() {
            super(Protocol.SplitChoice.class);
        }
    }

    /** For {@code --seen}. */
    static final class SeenArgument extends EnumArgument<Protocol.SeenChoice> {
        SeenArgument() {
            super(Protocol.SeenChoice.class);
        }
    }

    @Override
    public Integer call() throws IOException {
        Instant started = Instant.now();
        if ((data == null) != (format == null)) {
            throw new UsageException("--data and --format go together");
        }
        Given.requireUseful(
                spec,
                data == null,
                "is of the generated world; --max-characters limits the evaluation of --data",
                "--characters",
                "--tracks");
        PrintWriter console = spec.commandLine().getOut();
        new Quickstart(settings(), console, Progress.to(spec.commandLine().getErr()), DoctorCommand.facts())
                .run(started);
        return 0;
    }

    private Settings settings() {
        Optional<Settings.DataSource> source = data == null || format == null
                ? Optional.empty()
                : Optional.of(new Settings.DataSource(data, reading.format(format)));
        ReadOptions readOptions = reading.toReadOptions();
        try {
            return new Settings(
                    source,
                    readOptions,
                    characters,
                    tracks,
                    split,
                    seen,
                    maxCharacters,
                    Optional.ofNullable(character),
                    k,
                    threads,
                    seed,
                    out);
        } catch (IllegalArgumentException e) { // it names the options
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
