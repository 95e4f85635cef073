package io.reco.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reco.core.sequence.Sequences;
import io.reco.embeddings.item2vec.Item2VecOptions;
import io.reco.embeddings.tune.SearchRange;
import io.reco.embeddings.tune.SearchSpace;
import io.reco.embeddings.tune.Trial;
import io.reco.embeddings.tune.Tuner;
import io.reco.embeddings.tune.TunerOptions;
import io.reco.embeddings.tune.TuningReport;
import io.reco.examples.quickstart.Protocol;
import io.reco.examples.tune.TuningData;
import io.reco.examples.tune.TuningMeasure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Searches for good options of item2vec. */
@Command(
        name = "item2vec",
        description = {
            "Searches for good options of item2vec: trains with options drawn at random, measures each model on a validation"
                    + " part, and prints what was best, what each option did, and the command to train with. The winner is"
                    + " then measured against the options to begin with on a test part that the search has not seen."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  reco tune item2vec --world 500,2000,1 --trials 10",
            "  reco tune item2vec --data ../ml-1m --format sasrec --sample 0.2 --trials 30",
            "  reco tune item2vec --data plays.tsv --format tsv --range window=1..20 \\",
            "      --range epochs=5..40 --range dimension=32..128 --metric recall@20"
        })
final class TuneItem2VecCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Mixin
    private DataArguments data = new DataArguments();

    @Option(
            names = "--trials",
            paramLabel = "N",
            description = "How many options to try, besides those to begin with (default: ${DEFAULT-VALUE}).")
    private int trials = TunerOptions.DEFAULT.trials();

    @Option(
            names = "--sample",
            paramLabel = "SHARE",
            description = "Use a random share of the characters, above 0 and at most 1 (default: ${DEFAULT-VALUE}).")
    private double sample = 1;

    @Option(
            names = "--metric",
            paramLabel = "LABEL",
            converter = MetricArgument.class,
            description = "What is maximised, such as ndcg@10, recall@20, hit@10 (default: ${DEFAULT-VALUE}).")
    private String metric = "ndcg@10";

    @Option(
            names = "--range",
            paramLabel = "NAME=LOW..HIGH",
            converter = RangeArgument.class,
            description = {
                "Another range for an option, or one more option to search: window, epochs, subsample, exponent, dimension,"
                        + " negatives, learning-rate, min-count. Searched unless told otherwise: window=1..60,"
                        + " epochs=5..150, subsample=0.00001..0.1 (all by their logarithm), exponent=-1..1."
            })
    private List<SearchRange> ranges = new ArrayList<>();

    @Option(
            names = "--split",
            paramLabel = "HOW",
            converter = QuickstartCommand.SplitArgument.class,
            completionCandidates = QuickstartCommand.SplitArgument.class,
            description =
                    "How validation and test part are cut: ${COMPLETION-CANDIDATES}, as in quickstart: a tenth of the"
                            + " events each, or one event of each character each (default: ${DEFAULT-VALUE}).")
    private Protocol.SplitChoice split = Protocol.SplitChoice.AUTO;

    @Option(
            names = "--seen",
            paramLabel = "HOW",
            converter = QuickstartCommand.SeenArgument.class,
            completionCandidates = QuickstartCommand.SeenArgument.class,
            description =
                    "Whether tracks a character has heard may be recommended: ${COMPLETION-CANDIDATES}. auto: allowed"
                            + " when at least 5%% of the events are repeats, else removed (default: ${DEFAULT-VALUE}).")
    private Protocol.SeenChoice seen = Protocol.SeenChoice.AUTO;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where tuning.txt and tuning.json go (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("out");

    @Option(
            names = "--sequences",
            paramLabel = "WHAT",
            converter = SequenceChoice.Argument.class,
            completionCandidates = SequenceChoice.Argument.class,
            description = "What is a sentence: auto, sessions, histories. Playlists without events stand for characters"
                    + " (default: auto).")
    private SequenceChoice sequences = SequenceChoice.AUTO;

    @Mixin
    private Item2VecArguments training = new Item2VecArguments();

    @Override
    public Integer call() throws IOException {
        PrintWriter console = spec.commandLine().getOut();
        SearchSpace space = SearchSpace.PUBLISHED;
        for (SearchRange range : ranges) {
            space = space.withRange(range);
        }
        data.check();
        Item2VecOptions base = training.toOptions(data.ordered());
        TunerOptions options = Given.set(
                TunerOptions.DEFAULT.withSpace(space).withSeed(base.seed()),
                "--trials",
                trials,
                TunerOptions::withTrials);
        Given.set(options, "--sample", sample, (to, share) -> {
            TuningData.requireShare(share);
            return to;
        });
        DataArguments.Loaded loaded = data.load(console);
        TuningData prepared = TuningData.of(loaded.dataset(), loaded.format(), sample, split, seen, base.seed());
        console.println(prepared.describe());
        prepared.warnings().forEach(warning -> console.println("! " + warning));
        TuningMeasure measure = new TuningMeasure(prepared, metric, base.threads(), base.seed());
        Sequences train = sequences.of(prepared.split().train());
        console.println("Searching "
                + String.join(
                        ", ", space.ranges().stream().map(SearchRange::toString).toList()) + "; " + trials
                + " trials, by " + metric + " on the validation part");
        console.println("Beginning with: " + Item2VecArguments.describe(base));
        TuningReport report;
        try (Interruption interruption = Interruption.ofThisThread()) {
            report = Tuner.search(
                    train,
                    prepared.split().train().catalog().tracks(),
                    base,
                    options,
                    measure::validate,
                    Progress.to(spec.commandLine().getErr()));
            return finish(loaded, base, prepared, measure, report);
        }
    }

    /** For {@code --range}. */
    static final class RangeArgument extends ParsedArgument<SearchRange> {
        @Override
        SearchRange parse(String text) {
            return SearchRange.parse(text);
        }
    }

    /** For {@code --metric}. */
    static final class MetricArgument extends ParsedArgument<String> {
        @Override
        String parse(String text) {
            return TuningMeasure.requireMetric(text);
        }
    }

    private int finish(
            DataArguments.Loaded loaded,
            Item2VecOptions base,
            TuningData prepared,
            TuningMeasure measure,
            TuningReport report)
            throws IOException {
        PrintWriter console = spec.commandLine().getOut();
        StringBuilder text = new StringBuilder();
        text.append(prepared.describe()).append("\n\n").append(report.toText());
        ObjectNode json = report.toJson();
        json.put("metric", metric)
                .put("data", loaded.arguments())
                .put("protocol", prepared.split().protocol());
        console.println();
        console.print(report.toText());
        console.println();
        Trial best = report.best().orElse(null);
        boolean stopped = Thread.currentThread().isInterrupted();
        if (best != null) {
            Item2VecOptions winner = best.options().withSeed(base.seed());
            String command = command(loaded, winner);
            if (best.number() == 0) {
                console.println("The options to begin with were the best of all trials.");
                text.append("\nThe options to begin with were the best of all trials.\n");
            }
            if (!stopped) {
                TuningMeasure.Comparison test = measure.test(sequences::of, base, best.options());
                text.append('\n').append(test.toText()).append('\n');
                console.println(test.toText());
                json.set("test", test.toJson());
            }
            text.append("\nTrain with:\n  ").append(command).append('\n');
            console.println("Train with:");
            console.println("  " + command);
            json.put("command", command);
        }
        Files.createDirectories(out);
        Files.writeString(out.resolve("tuning.txt"), text, StandardCharsets.UTF_8);
        Files.writeString(out.resolve("tuning.json"), json.toPrettyString() + "\n", StandardCharsets.UTF_8);
        console.println();
        console.println("Report: " + out.resolve("tuning.txt") + " and " + out.resolve("tuning.json"));
        if (stopped) {
            spec.commandLine()
                    .getErr()
                    .println(String.format(
                            Locale.ROOT,
                            "reco: stopped after %d of %d trials; the winner was not measured on the test part",
                            report.trials().size(),
                            trials + 1));
            return CommandLine.ExitCode.SOFTWARE;
        }
        if (best == null) {
            throw new IllegalStateException("all trials failed; the report says why");
        }
        return CommandLine.ExitCode.OK;
    }

    private String command(DataArguments.Loaded loaded, Item2VecOptions winner) {
        Item2VecPreset preset = training.preset(loaded.ordered());
        Item2VecOptions start = preset.options(loaded.ordered()).withThreads(winner.threads());
        List<String> words = new ArrayList<>(List.of("reco train item2vec", loaded.arguments()));
        if (sequences != SequenceChoice.AUTO) {
            words.add("--sequences " + EnumArgument.label(sequences));
        }
        words.add("--preset " + EnumArgument.label(preset));
        words.addAll(Item2VecArguments.arguments(start, winner));
        words.add("--out model");
        return String.join(" ", words);
    }
}
