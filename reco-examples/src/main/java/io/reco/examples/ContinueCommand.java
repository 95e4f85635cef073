package io.reco.examples;

import io.reco.core.data.EventSemantics;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.eval.report.Cell;
import io.reco.eval.report.ReportTable;
import io.reco.eval.report.TextTable;
import io.reco.examples.HistoryArguments.Asked;
import io.reco.examples.model.Names;
import io.reco.transformer.Continuation;
import io.reco.transformer.ContinuationOptions;
import io.reco.transformer.ContinuationRequest;
import io.reco.transformer.ContinuedTrack;
import io.reco.transformer.ContinuedTracks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A radio, or the rest of a playlist. */
@Command(
        name = "continue",
        description = {
            "Goes on with a history or a playlist, track by track, by a Transformer that 'reco train transformer' wrote: each"
                    + " drawn track becomes part of the history that the next one is drawn by. The same seed draws the same"
                    + " tracks."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  reco continue --model radio --history t7",
            "  reco continue --model radio --history t7,t12 -n 50 --seed 2",
            "  reco continue --model radio --history t7 --greedy",
            "  reco continue --model plays --data plays.tsv --format tsv --character c7 --temperature 0.8 --top-k 100",
            "  reco continue --model polimi --data ../polimi2018-playlists --format polimi-2018 --playlist 4"
        })
final class ContinueCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            required = true,
            description = "What 'reco train transformer' wrote, or a bundle of a Transformer.")
    @SuppressWarnings("NullAway.Init") // required
    private Path directory;

    @Mixin
    private HistoryArguments history = new HistoryArguments();

    @Option(names = "-n", paramLabel = "N", description = "How many tracks (default: ${DEFAULT-VALUE}).")
    private int length = ContinuationOptions.DEFAULT.length();

    @Option(names = "--greedy", description = "The most probable track each time; nothing is drawn.")
    private boolean greedy;

    @Option(
            names = "--temperature",
            paramLabel = "X",
            description = "Below 1 keeps nearer to the most probable tracks, above 1 goes further away (default:"
                    + " ${DEFAULT-VALUE}).")
    private double temperature = ContinuationOptions.DEFAULT.temperature();

    @Option(
            names = "--top-k",
            paramLabel = "N",
            description = "Draw from the N most probable tracks; 0: from all (default: ${DEFAULT-VALUE}).")
    private int topK = ContinuationOptions.DEFAULT.topK();

    @Option(
            names = "--top-p",
            paramLabel = "X",
            description = "Draw from the fewest tracks that have this probability together; 1: from all (default:"
                    + " ${DEFAULT-VALUE}).")
    private double topP = ContinuationOptions.DEFAULT.topP();

    @Option(
            names = "--repeats",
            paramLabel = "WHAT",
            converter = RepeatsArgument.class,
            completionCandidates = RepeatsArgument.class,
            description =
                    "Which tracks may come again: ${COMPLETION-CANDIDATES}. of-history: those of the history, once"
                            + " (default: none).")
    private ContinuationOptions.Repeats repeats = ContinuationOptions.DEFAULT.repeats();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the draws (default: ${DEFAULT-VALUE}).")
    private long seed = ContinuationOptions.DEFAULT.seed();

    @Mixin
    private DataArguments data = new DataArguments();

    @Override
    public Integer call() throws IOException {
        ContinuationOptions options = options();
        history.check(data);
        ServedModel served =
                ServedModel.open(directory, data, spec.commandLine().getErr());
        Asked asked = history.resolve(served.catalog(), served.data());
        ContinuedTracks answer = Continuation.of(served.model(), EventSemantics.DEFAULT, UnknownIdPolicy.IGNORE)
                .run(
                        ContinuationRequest.after(asked.history())
                                .withProfile(asked.gender(), asked.ageBand())
                                .withExcluded(asked.excluded()),
                        options);
        if (answer.tracks().isEmpty()) {
            throw new IllegalStateException(
                    "nothing to go on from, or nothing to go on with: the model knows no track of " + asked.caption()
                            + ", or all that it knows are excluded");
        }
        Names names = new Names(served.catalog());
        ReportTable.Builder table = ReportTable.builder("After " + asked.caption())
                .number("#")
                .text("id")
                .text("name")
                .number("probability");
        List<ContinuedTrack> tracks = answer.tracks();
        for (int i = 0; i < tracks.size(); i++) {
            table.row(List.of(
                    Cell.of(i + 1),
                    Cell.of(tracks.get(i).trackId()),
                    Cell.of(names.track(tracks.get(i).trackId())),
                    Cell.of(Math.exp(tracks.get(i).logProbability()), 4)));
        }
        spec.commandLine().getOut().print(TextTable.render(table.build()));
        if (tracks.size() < length) {
            spec.commandLine()
                    .getOut()
                    .println(String.format(Locale.ROOT, "No more than %,d tracks could come.", tracks.size()));
        }
        return 0;
    }

    private ContinuationOptions options() {
        Given.requireUseful(spec, !greedy, "and --greedy exclude each other", "--temperature", "--top-k", "--top-p");
        ContinuationOptions o = ContinuationOptions.DEFAULT.withRepeats(repeats).withSeed(seed);
        o = Given.set(o, "-n", length, ContinuationOptions::withLength);
        o = Given.set(o, "--temperature", temperature, ContinuationOptions::withTemperature);
        o = Given.set(o, "--top-k", topK, ContinuationOptions::withTopK);
        o = Given.set(o, "--top-p", topP, ContinuationOptions::withTopP);
        return greedy ? o.withTemperature(0) : o;
    }

    /** For {@code --repeats}. */
    static final class RepeatsArgument extends EnumArgument<ContinuationOptions.Repeats> {
        RepeatsArgument() {
            super(ContinuationOptions.Repeats.class);
        }
    }
}
