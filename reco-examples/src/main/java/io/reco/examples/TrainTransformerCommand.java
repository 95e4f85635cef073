package io.reco.examples;

import io.reco.core.bundle.ModelBundle;
import io.reco.core.data.Catalog;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.progress.RunSummary;
import io.reco.core.sequence.Sequences;
import io.reco.core.split.PlaylistsAsCharacters;
import io.reco.examples.model.DataHash;
import io.reco.examples.model.ModelDirectory;
import io.reco.examples.quickstart.Protocol;
import io.reco.transformer.EpochRecord;
import io.reco.transformer.TrainingOptions;
import io.reco.transformer.TrainingSummary;
import io.reco.transformer.TransformerModel;
import io.reco.transformer.TransformerOptions;
import io.reco.transformer.TransformerTrainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a sequence Transformer. */
@Command(
        name = "transformer",
        description = {
            "Trains a sequence Transformer (SASRec, gated blocks or BERT4Rec): from a history to the track that comes next."
                    + " Writes a directory that 'reco recommend' and 'reco continue' take. It stops when the validation metric"
                    + " no longer rises, and keeps the best epoch. Ctrl-C or SIGTERM writes a checkpoint and stops;"
                    + " 'reco resume DIR' goes on from there to the same bits as a run that was never stopped."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  reco train transformer --world 500,2000,1 --out radio",
            "  reco train transformer --data ../ml-1m --format sasrec --loss full-softmax --out movies",
            "  reco resume movies                                                       after Ctrl-C",
            "  reco train transformer --data plays.tsv --format tsv --length 100 --attributes --profile --out plays",
            "  reco train transformer --data plays.tsv --format tsv --preset gated --time-bias --log-q --out plays",
            "  reco train transformer --data ../polimi2018-playlists --format polimi-2018 --playlists --out polimi"
        })
final class TrainTransformerCommand implements Callable<Integer> {
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
            names = "--playlists",
            description = "Train on the tracks of playlists in place of the histories of characters.")
    private boolean playlists;

    @Mixin
    private TransformerShapeArguments shape = new TransformerShapeArguments();

    @Mixin
    private TransformerArguments training = new TransformerArguments();

    @Option(
            names = "--checkpoint-every",
            paramLabel = "SECONDS",
            description =
                    "A checkpoint follows a step when the last one is so old; 0: every step (default: ${DEFAULT-VALUE})."
                            + " It is four times the size of the model, and is deleted when the model is saved.")
    private int checkpointEvery = 60;

    @Option(names = "--no-checkpoint", description = "Keep no checkpoint: a run that is stopped begins anew.")
    private boolean noCheckpoint;

    @Option(
            names = "--resume",
            description =
                    "Go on from the checkpoint of a run that was stopped; give the other options as they were, or use"
                            + " 'reco resume DIR'.")
    private boolean resume;

    @Override
    public Integer call() throws IOException {
        Instant started = Instant.now();
        PrintWriter console = spec.commandLine().getOut();
        if (resume && noCheckpoint) {
            throw new UsageException("--resume and --no-checkpoint exclude each other");
        }
        Given.requireUseful(spec, !noCheckpoint, "and --no-checkpoint exclude each other", "--checkpoint-every");
        Given.requireAtLeast("--checkpoint-every", checkpointEvery, 0);
        TransformerOptions options = shape.toOptions();
        TrainingOptions given = training.toOptions(options.objective() == TransformerOptions.Objective.MASKED);
        data.check();
        ModelDirectory target = new ModelDirectory(out);
        target.requireWritable();
        requireCheckpoint(target.checkpoint());

        DataArguments.Loaded loaded = data.load(console);
        Dataset dataset = sequences(loaded);
        TrainingOptions how = training.forData(given, Protocol.repetitive(dataset.events()));
        console.println("Training on " + (playlists ? "playlists: " : "histories: ")
                + TransformerShapeArguments.describe(options));
        console.println("  by " + TransformerArguments.describe(how));
        if (!noCheckpoint && !resume) { // that of a resumed one is there
            StoredCommand.write(out, spec);
        }
        long start = System.nanoTime();
        TransformerModel model;
        try (Interruption interruption = Interruption.ofThisThread()) {
            try {
                model = trainer(options, how, target).fit(dataset);
            } catch (CancellationException e) {
                stopped(target.checkpoint());
                return CommandLine.ExitCode.SOFTWARE;
            }
        }
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        Catalog catalog = dataset.catalog();
        target.save(
                model,
                catalog,
                DataHash.of(Sequences.histories(dataset.events(), EventSemantics.DEFAULT), catalog.tracks()));
        ModelBundle.delete(target.checkpoint());
        StoredCommand.delete(out);
        report(console, target, model, time);
        summary(started, time, loaded, model).write(target.summary());
        console.println();
        console.println("Next: reco recommend --model " + out + " " + loaded.arguments() + " --character ID");
        console.println("      reco continue --model " + out + " --history ID,ID");
        return CommandLine.ExitCode.OK;
    }

    private void requireCheckpoint(Path checkpoint) {
        boolean there = !noCheckpoint && ModelBundle.exists(checkpoint);
        if (resume && !there) {
            throw new IllegalArgumentException(
                    "nothing to resume: no checkpoint at " + checkpoint + "; begin without --resume");
        }
        if (there && !resume) {
            throw new IllegalArgumentException("the checkpoint of a training that was stopped is in " + checkpoint
                    + ": go on with 'reco resume " + out + "', or delete it to begin anew");
        }
    }

    private Dataset sequences(DataArguments.Loaded loaded) {
        Dataset dataset = loaded.dataset();
        if (playlists) {
            if (dataset.playlists().size() == 0) {
                throw new IllegalArgumentException("the data has no playlists; train without --playlists");
            }
            return PlaylistsAsCharacters.of(
                            dataset, PlaylistsAsCharacters.Options.DEFAULT.withOrdered(loaded.ordered()))
                    .dataset();
        }
        if (dataset.events().size() == 0) {
            throw new IllegalArgumentException("the data has no events"
                    + (dataset.playlists().size() > 0 ? "; use --playlists" : ": there is nothing to train on"));
        }
        return dataset;
    }

    private TransformerTrainer trainer(TransformerOptions options, TrainingOptions how, ModelDirectory target)
            throws IOException {
        Files.createDirectories(target.path());
        TransformerTrainer trainer = TransformerTrainer.of(options, how)
                .withProgress(Progress.to(spec.commandLine().getErr()))
                .withLog(target.trainingLog());
        return noCheckpoint
                ? trainer
                : trainer.withCheckpoint(target.checkpoint(), Duration.ofSeconds(checkpointEvery));
    }

    private void stopped(Path checkpoint) {
        PrintWriter err = spec.commandLine().getErr();
        if (!noCheckpoint && ModelBundle.exists(checkpoint)) {
            err.println("reco: stopped; the checkpoint of the last step is in " + checkpoint);
            err.println("Go on with: reco resume " + out);
        } else {
            err.println("reco: stopped; there is no checkpoint, and nothing was saved");
        }
    }

    private static void report(PrintWriter console, ModelDirectory target, TransformerModel model, Duration time)
            throws IOException {
        TrainingSummary training = model.training();
        console.printf(
                Locale.ROOT,
                "Trained %,d tracks in %d epochs on %,d targets of %,d histories in %.1f s (%s; %s)%n",
                model.tracks().size(),
                training.epochs().size(),
                training.targets(),
                training.sequences(),
                time.toNanos() / 1e9,
                training.kernels(),
                training.reproducible()
                        ? "the same bits on every run with so many threads"
                        : "not reproducible to the bit");
        if (training.validated() > 0) {
            console.printf(
                    Locale.ROOT,
                    "Best: epoch %d with %s %.4f over %,d characters, full ranking%n",
                    training.bestEpoch(),
                    training.metric(),
                    training.bestMetric(),
                    training.validated());
        }
        if (training.diverged()) {
            console.printf(
                    "Training diverged and ended early; the weights are those of epoch %d. A lower --learning-rate,"
                            + " --warm-up or --clip helps%n",
                    training.bestEpoch());
        }
        console.printf(
                Locale.ROOT,
                "Saved %s: model %.1f MB, names %.1f MB; epochs in %s%n",
                target.path(),
                ModelDirectory.bytes(target.model()) / 1e6,
                ModelDirectory.bytes(target.path().resolve(ModelDirectory.CATALOG)) / 1e6,
                target.trainingLog());
    }

    private static RunSummary summary(
            Instant started, Duration time, DataArguments.Loaded loaded, TransformerModel model) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("data", loaded.arguments());
        settings.put("shape", TransformerShapeArguments.describe(model.options()));
        settings.put("training", TransformerArguments.describe(model.trainingOptions()));
        TrainingSummary training = model.training();
        settings.put("diverged", Boolean.toString(training.diverged()));
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("tracks", (long) model.tracks().size());
        counts.put("sequences", training.sequences());
        counts.put("targets", training.targets());
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (EpochRecord epoch : training.epochs()) {
            metrics.put("loss/" + epoch.epoch(), epoch.loss());
            if (!Double.isNaN(epoch.metric())) {
                metrics.put(training.metric() + "/" + epoch.epoch(), epoch.metric());
            }
        }
        return new RunSummary(
                "train transformer", started, Map.of("train", time), settings, counts, metrics, DoctorCommand.facts());
    }
}
