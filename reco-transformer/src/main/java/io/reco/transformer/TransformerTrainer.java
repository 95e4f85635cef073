package io.reco.transformer;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.IdMap;
import io.reco.core.progress.ProgressListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Trains a sequence Transformer on the histories of a data set.
 *
 * <pre>{@code
 * Split split = LeaveLastOut.ofOne().split(data);
 * TransformerModel model = TransformerTrainer.of(TransformerOptions.SASREC, TrainingOptions.DEFAULT)
 *         .withValidation(split.validation())
 *         .withCheckpoint(Path.of("checkpoint"))
 *         .fit(split.train());
 * }</pre>
 *
 * <p>A step takes a batch of sequences, cut into micro-batches that workers compute one after another, each into gradients of its
 * own; these are added in the order of the workers and Adam takes the step. Which worker computes what is fixed, and everything random
 * is a function of seed, epoch and place, so that the same data, options and kernels give the same bits on every run, with one thread
 * or several (though not the same bits with another number of threads).
 *
 * <p>After each epoch the validation part is ranked in full, over all tracks; the model has the weights of the best epoch.
 *
 * <p>Immutable and thread-safe; the {@code with} methods return copies.
 */
public final class TransformerTrainer {
    /** Time between two checkpoints unless told otherwise. */
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofMinutes(1);

    private final Setup setup;

    private TransformerTrainer(Setup setup) {
        this.setup = setup;
    }

    /** What a run is given besides the data. */
    record Setup(
            TransformerOptions shape,
            TrainingOptions options,
            EventSemantics semantics,
            ProgressListener progress,
            Optional<Dataset> validation,
            Optional<Path> checkpoint,
            Duration checkpointInterval,
            Optional<Path> log) {}

    /** A trainer without checkpoint, log and progress, that keeps its validation part back from what it trains on. */
    public static TransformerTrainer of(TransformerOptions shape, TrainingOptions options) {
        return new TransformerTrainer(new Setup(
                shape,
                options,
                EventSemantics.DEFAULT,
                ProgressListener.none(),
                Optional.empty(),
                Optional.empty(),
                CHECKPOINT_INTERVAL,
                Optional.empty()));
    }

    /**
     * A trainer with the options of a checkpoint that goes on from it. {@link #fit} is to be given the same data, and the
     * trainer the same validation part if there was one.
     *
     * @throws java.io.UncheckedIOException if there is no checkpoint, or it cannot be read or is damaged
     */
    public static TransformerTrainer resuming(Path checkpoint) {
        TrainingCheckpoint.Run run = TrainingCheckpoint.run(checkpoint);
        return new TransformerTrainer(new Setup(
                run.shape(),
                run.options(),
                run.semantics(),
                ProgressListener.none(),
                Optional.empty(),
                Optional.of(checkpoint),
                CHECKPOINT_INTERVAL,
                Optional.empty()));
    }

    /** The shape of the models. */
    public TransformerOptions shape() {
        return setup.shape;
    }

    /** How they are trained. */
    public TrainingOptions options() {
        return setup.options;
    }

    /** A copy that goes by other meanings of events. */
    public TransformerTrainer withSemantics(EventSemantics semantics) {
        return new TransformerTrainer(new Setup(
                setup.shape,
                setup.options,
                semantics,
                setup.progress,
                setup.validation,
                setup.checkpoint,
                setup.checkpointInterval,
                setup.log));
    }

    /** A copy whose runs tell the listener of the tokens trained on and of each epoch. */
    public TransformerTrainer withProgress(ProgressListener progress) {
        return new TransformerTrainer(new Setup(
                setup.shape,
                setup.options,
                setup.semantics,
                progress,
                setup.validation,
                setup.checkpoint,
                setup.checkpointInterval,
                setup.log));
    }

    /**
     * A copy that validates on these events and keeps nothing back from what it trains on.
     *
     * @param validation has the tracks and characters of the data that is trained on, under the same indices, such as
     *     {@code split.validation()}; a character's positive events are what its training history is to lead to
     */
    public TransformerTrainer withValidation(Dataset validation) {
        return new TransformerTrainer(new Setup(
                setup.shape,
                setup.options,
                setup.semantics,
                setup.progress,
                Optional.of(validation),
                setup.checkpoint,
                setup.checkpointInterval,
                setup.log));
    }

    /** As {@link #withCheckpoint(Path, Duration)}, at most once a minute. */
    public TransformerTrainer withCheckpoint(Path directory) {
        return withCheckpoint(directory, CHECKPOINT_INTERVAL);
    }

    /**
     * A copy that keeps a checkpoint in a directory: written after a step if the one before is older than the interval, when training
     * is interrupted, and at the end. It replaces the one before at once, and a run that finds one goes on from there to the same bits
     * as a run that was not stopped, wherever it was stopped. It holds the weights, those of the best epoch and two moments: four
     * times the size of the model. It stays after the end; delete it when the model is saved.
     *
     * <p>A checkpoint of other options, data or validation part is refused; {@code epochs} alone may differ, if the learning rate has
     * no schedule.
     *
     * @param directory need not exist
     * @param interval 0: after every step
     */
    public TransformerTrainer withCheckpoint(Path directory, Duration interval) {
        if (interval.isNegative()) {
            throw new IllegalArgumentException("interval " + interval + " is below 0");
        }
        return new TransformerTrainer(new Setup(
                setup.shape,
                setup.options,
                setup.semantics,
                setup.progress,
                setup.validation,
                Optional.of(directory),
                interval,
                setup.log));
    }

    /**
     * A copy that writes a JSON object a line for each epoch: those of {@link EpochRecord}. The file is written anew by each
     * run, with the epochs of the checkpoint that it goes on from.
     */
    public TransformerTrainer withLog(Path file) {
        return new TransformerTrainer(new Setup(
                setup.shape,
                setup.options,
                setup.semantics,
                setup.progress,
                setup.validation,
                setup.checkpoint,
                setup.checkpointInterval,
                Optional.of(file)));
    }

    /**
     * Trains a model. Nothing of earlier runs is left over: a second fit is the first one again, unless there is a checkpoint.
     *
     * @param train histories, profiles and catalogue
     * @throws IllegalArgumentException if no character has two positive events, the validation part is of other tracks or characters, or
     *     a checkpoint is of another run
     * @throws IllegalStateException if memory cannot take it, or training diverges; the message says what to change
     * @throws java.io.UncheckedIOException if checkpoint or log cannot be written or read
     * @throws CancellationException if the thread is interrupted; it stays interrupted, and the checkpoint is of the last step
     */
    public TransformerModel fit(Dataset train) {
        TrainedWeights trained = new TrainingRun(setup, train).run();
        IdMap tracks = train.catalog().tracks();
        return new TransformerModel(
                trained.weights(),
                trained.features(),
                IdMap.of(Arrays.stream(trained.tracks()).mapToObj(tracks::id).toList()),
                setup.shape.attributes() ? AttributeIds.of(train.catalog()) : AttributeIds.NONE,
                trained.support(),
                setup.options,
                trained.summary());
    }
}
