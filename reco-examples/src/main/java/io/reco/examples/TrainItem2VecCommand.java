package io.reco.examples;

import io.reco.core.bundle.ModelBundle;
import io.reco.core.data.Catalog;
import io.reco.core.data.IdMap;
import io.reco.core.data.Profiles;
import io.reco.core.progress.RunSummary;
import io.reco.core.sequence.Sequences;
import io.reco.embeddings.item2vec.CorpusStorage;
import io.reco.embeddings.item2vec.Item2VecModel;
import io.reco.embeddings.item2vec.Item2VecOptions;
import io.reco.embeddings.item2vec.Item2VecTrainer;
import io.reco.embeddings.item2vec.OldRows;
import io.reco.embeddings.item2vec.TrainingSummary;
import io.reco.examples.model.CatalogUnion;
import io.reco.examples.model.DataHash;
import io.reco.examples.model.ModelDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains item2vec. */
@Command(
        name = "item2vec",
        description = {
            "Trains item2vec (skip-gram or CBOW with negative sampling): a vector for each track, near those of tracks that"
                    + " are played in the same places. Writes a directory that 'reco similar' and 'reco export' take."
                    + " Ctrl-C or SIGTERM stops it and keeps the last checkpoint; --resume goes on from there, with one thread"
                    + " to the same bits as a run that was never stopped."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  reco train item2vec --world 500,2000,1 --out model",
            "  reco train item2vec --data ../hetrec2011-lastfm-2k --format hetrec-lastfm --out lastfm",
            "  reco train item2vec --data ../polimi2018-playlists --format polimi-2018 --sequences playlists --out polimi",
            "  reco train item2vec --data plays.tsv --format tsv --window 3 --epochs 100 --threads 1 --out plays",
            "  reco train item2vec --data plays.tsv --format tsv --threads 1 --out plays --resume      after Ctrl-C",
            "  reco train item2vec --data plays.tsv --format tsv --attributes artist,genre --keep-outputs --out plays",
            "  reco train item2vec --data today.tsv --format tsv --continue plays --epochs 5 --out plays-today"
        })
final class TrainItem2VecCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Mixin
    private DataArguments data = new DataArguments();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Directory for the model; an earlier model in it is replaced.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Option(
            names = "--sequences",
            paramLabel = "WHAT",
            converter = SequenceChoice.Argument.class,
            completionCandidates = SequenceChoice.Argument.class,
            description =
                    "What is a sentence: ${COMPLETION-CANDIDATES}. auto: sessions when events have times, histories"
                            + " when they have not, playlists when there are no events (default: auto).")
    private SequenceChoice sequences = SequenceChoice.AUTO;

    @Mixin
    private Item2VecArguments training = new Item2VecArguments();

    @Mixin
    private AttributeArguments attributes = new AttributeArguments();

    @Option(
            names = "--checkpoint",
            paramLabel = "DIR",
            description = "Where the checkpoint goes (default: checkpoint in --out). It is deleted when the"
                    + " model is saved.")
    private @Nullable Path checkpoint;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "TOKENS",
            description =
                    "A checkpoint follows an epoch with which so many tokens have been trained on since the last one;"
                            + " 0: every epoch (default: ${DEFAULT-VALUE}).")
    private long checkpointEvery = 5_000_000;

    @Option(names = "--no-checkpoint", description = "Keep no checkpoint: a run that is stopped begins anew.")
    private boolean noCheckpoint;

    @Option(
            names = "--resume",
            description =
                    "Go on from the checkpoint of a run that was stopped; give the other options as they were, or use"
                            + " 'reco resume DIR'.")
    private boolean resume;

    @Option(
            names = "--continue",
            paramLabel = "MODEL",
            description =
                    "Continue the training of a model that was trained with --keep-outputs: new tracks are appended."
                            + " Its options hold unless others are given.")
    private @Nullable Path continued;

    @Option(
            names = "--old-rows",
            paramLabel = "WHAT",
            converter = OldRowsArgument.class,
            completionCandidates = OldRowsArgument.class,
            description = "With --continue, what becomes of the vectors of the model: ${COMPLETION-CANDIDATES} (keep).")
    private @Nullable OldRows oldRows;

    @Option(
            names = "--storage",
            paramLabel = "WHERE",
            converter = StorageArgument.class,
            completionCandidates = StorageArgument.class,
            description = "Where the encoded sequences lie: ${COMPLETION-CANDIDATES}. auto: on disk if the heap cannot"
                    + " take them (default: auto).")
    private CorpusStorage storage = CorpusStorage.AUTO;

    @Override
    public Integer call() throws IOException {
        Instant started = Instant.now();
        PrintWriter console = spec.commandLine().getOut();
        requireOptionsThatFit();
        ModelDirectory target = new ModelDirectory(out);
        target.requireWritable();
        Path checkpoints = checkpoint == null ? target.checkpoint() : checkpoint;
        requireCheckpoint(checkpoints);

        Optional<ModelDirectory.Opened> old = open(continued);
        Item2VecOptions options = attributes.change(
                old.isPresent() ? training.change(old.get().model().options()) : training.toOptions(data.ordered()));
        if (old.isPresent()) {
            int dimension = old.get().model().options().dimension();
            if (options.dimension() != dimension) {
                throw new UsageException("--dimension " + options.dimension() + " is not the " + dimension
                        + " of the model in " + continued + ", which cannot change");
            }
        }
        DataArguments.Loaded loaded = data.load(console);
        Catalog catalog = old.isPresent()
                ? CatalogUnion.of(loaded.dataset().catalog(), old.get())
                : loaded.dataset().catalog();
        SequenceChoice choice = sequences.resolve(loaded.dataset());
        Sequences source = choice.of(loaded.dataset());
        console.println("Training with " + EnumArgument.label(choice)
                + (old.isPresent()
                        ? ", continued from " + continued
                        : ", preset " + EnumArgument.label(training.preset(loaded.ordered())))
                + ": " + Item2VecArguments.describe(options));
        if (!noCheckpoint && continued == null && !resume) { // that of a resumed one is there
            StoredCommand.write(out, spec);
        }
        long start = System.nanoTime();
        Item2VecModel model;
        try (Interruption interruption = Interruption.ofThisThread()) {
            try {
                model = train(
                        trainer(options, catalog, loaded.dataset().profiles(), choice, checkpoints),
                        source,
                        catalog.tracks(),
                        old);
            } catch (CancellationException e) {
                stopped(checkpoints);
                return CommandLine.ExitCode.SOFTWARE;
            }
        }
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        if (model.vectors().rows() == 0) {
            throw new IllegalStateException("no track got a vector: no sequence has two tracks with at least "
                    + options.minCount() + " plays each; lower --min-count, or give more data. Nothing was saved");
        }
        target.save(model, catalog, DataHash.of(source, catalog.tracks()));
        ModelBundle.delete(checkpoints);
        StoredCommand.delete(out);
        report(console, target, model, time);
        summary(started, time, loaded, model).write(target.summary());
        console.println();
        new ModelSample(model, catalog).print(console);
        console.println();
        console.println("Next: reco similar --model " + out + " --track ID, or reco export --model " + out + " --help");
        return CommandLine.ExitCode.OK;
    }

    private void requireOptionsThatFit() {
        data.check();
        if (continued == null) {
            training.toOptions(data.ordered());
        }
        Given.requireAtLeast("--checkpoint-every", checkpointEvery, 0);
        Given.requireUseful(spec, !noCheckpoint, "and --no-checkpoint exclude each other", "--checkpoint-every");
        attributes.check(sequences);
        Given.requireUseful(spec, attributes.given(), "needs --attributes", "--attribute-weight");
        if (resume && noCheckpoint) {
            throw new UsageException("--resume and --no-checkpoint exclude each other");
        }
        if (checkpoint != null && noCheckpoint) {
            throw new UsageException("--checkpoint and --no-checkpoint exclude each other");
        }
        if (oldRows != null && continued == null) {
            throw new UsageException("--old-rows needs --continue");
        }
        if (continued != null && (resume || checkpoint != null)) {
            throw new UsageException("--continue keeps no checkpoint: --resume and --checkpoint do not go with it");
        }
    }

    private void requireCheckpoint(Path checkpoints) {
        boolean there = !noCheckpoint && continued == null && ModelBundle.exists(checkpoints);
        if (resume && !there) {
            throw new IllegalArgumentException(
                    "nothing to resume: no checkpoint at " + checkpoints + "; begin without --resume");
        }
        if (there && !resume) {
            throw new IllegalArgumentException("the checkpoint of a training that was stopped is in " + checkpoints
                    + ": go on with 'reco resume " + out + "', or delete it to begin anew");
        }
    }

    private static Optional<ModelDirectory.Opened> open(@Nullable Path path) throws IOException {
        if (path == null) {
            return Optional.empty();
        }
        ModelDirectory.Opened opened = new ModelDirectory(path).open();
        if (opened.model().outputs().isEmpty()) {
            throw new IllegalArgumentException("the model in " + path
                    + " has no output vectors and cannot be continued: train it with --keep-outputs");
        }
        return Optional.of(opened);
    }

    private Item2VecTrainer trainer(
            Item2VecOptions options, Catalog catalog, Profiles profiles, SequenceChoice choice, Path checkpoints) {
        Item2VecTrainer trainer = Item2VecTrainer.of(options)
                .withProgress(Progress.to(spec.commandLine().getErr()))
                .withStorage(storage);
        if (!noCheckpoint && continued == null) {
            trainer = trainer.withCheckpoint(checkpoints, checkpointEvery);
        }
        return attributes
                .of(catalog, profiles, choice)
                .map(trainer::withAttributes)
                .orElse(trainer);
    }

    private Item2VecModel train(
            Item2VecTrainer trainer, Sequences source, IdMap tracks, Optional<ModelDirectory.Opened> old) {
        return old.isPresent()
                ? trainer.continueFrom(old.get().model(), source, tracks, oldRows == null ? OldRows.KEEP : oldRows)
                : trainer.fit(source, tracks);
    }

    private void stopped(Path checkpoints) {
        PrintWriter err = spec.commandLine().getErr();
        if (ModelBundle.exists(checkpoints)) {
            err.println("reco: stopped; the last checkpoint is in " + checkpoints);
            err.println("Go on with: reco resume " + out);
        } else {
            err.println("reco: stopped"
                    + (noCheckpoint || continued != null ? "" : " before the first checkpoint (--checkpoint-every)")
                    + "; there is no checkpoint, and nothing was saved");
        }
    }

    private static void report(PrintWriter console, ModelDirectory target, Item2VecModel model, Duration time)
            throws IOException {
        TrainingSummary training = model.training();
        double seconds = time.toNanos() / 1e9;
        console.printf(
                Locale.ROOT,
                "Trained %,d vectors of dimension %d on %,d tokens of %,d sequences in %.1f s (%s; %s)%n",
                model.vectors().rows(),
                model.vectors().dimension(),
                training.tokens(),
                training.sequences(),
                seconds,
                training.kernels(),
                training.reproducible()
                        ? "one thread, the same bits on every run"
                        : "several threads, not reproducible to the bit");
        int without = model.vectors().tracks().size() - model.vectors().rows();
        if (without > 0) {
            console.printf(
                    Locale.ROOT,
                    "%,d tracks have no vector: fewer than %d plays, or always alone%n",
                    without,
                    model.options().minCount());
        }
        console.println("Loss by epoch: " + losses(training.epochLoss()));
        console.printf(
                Locale.ROOT,
                "Saved %s: model %.1f MB, names %.1f MB%n",
                target.path(),
                ModelDirectory.bytes(target.model()) / 1e6,
                ModelDirectory.bytes(target.path().resolve(ModelDirectory.CATALOG)) / 1e6);
    }

    /** All of a few, the first and last of many. */
    private static String losses(List<Double> losses) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < losses.size(); i++) {
            if (losses.size() > 10 && i == 5) {
                text.append(" ...");
                i = losses.size() - 4;
            }
            text.append(i == 0 ? "" : " ").append(String.format(Locale.ROOT, "%.4f", losses.get(i)));
        }
        return text.toString();
    }

    private static RunSummary summary(
            Instant started, Duration time, DataArguments.Loaded loaded, Item2VecModel model) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("data", loaded.arguments());
        settings.put("options", Item2VecArguments.describe(model.options()));
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("tracks", (long) model.vectors().tracks().size());
        counts.put("vectors", (long) model.vectors().rows());
        counts.put("sequences", model.training().sequences());
        counts.put("tokens", model.training().tokens());
        Map<String, Double> metrics = new LinkedHashMap<>();
        List<Double> losses = model.training().epochLoss();
        for (int i = 0; i < losses.size(); i++) {
            metrics.put("loss/" + (i + 1), losses.get(i));
        }
        return new RunSummary(
                "train item2vec", started, Map.of("train", time), settings, counts, metrics, DoctorCommand.facts());
    }

    /** For {@code --old-rows}. */
    static final class OldRowsArgument extends EnumArgument<OldRows> {
        OldRowsArgument() {
            super(OldRows.class);
        }
    }

    /** For {@code --storage}. */
    static final class StorageArgument extends EnumArgument<CorpusStorage> {
        StorageArgument() {
            super(CorpusStorage.class);
        }
    }
}
