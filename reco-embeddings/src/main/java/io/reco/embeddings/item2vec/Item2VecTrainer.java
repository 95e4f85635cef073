package io.reco.embeddings.item2vec;

import io.reco.core.data.IdMap;
import io.reco.core.progress.ProgressListener;
import io.reco.core.sequence.Sequences;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Trains item2vec: skip-gram or CBOW with negative sampling (Mikolov et al. 2013) with sequences of tracks for sentences
 * (Barkan, Koenigstein 2016), on request with attributes of tracks and characters (Meta-Prod2Vec; Vasile, Smirnova, Conneau
 * 2016).
 *
 * <pre>{@code
 * Item2VecModel model = Item2VecTrainer.of(Item2VecOptions.MUSIC)
 *         .withAttributes(AttributeData.of(catalog))
 *         .withCheckpoint(Path.of("checkpoint"))
 *         .fit(Sequences.sessions(log, EventSemantics.DEFAULT), catalog.tracks());
 * }</pre>
 *
 * <p>Input vectors start uniform in (-1/d, 1/d), output vectors at zero. The sequences are read twice, once to count and
 * once to encode them (4 bytes a token, in memory or in a file), and then trained on in blocks that threads take in turn;
 * every block has its own random stream and learning rate, so windows, subsampling and negatives are the same for any
 * number of threads.
 *
 * <p>Immutable and thread-safe; the {@code with} methods return copies.
 */
public final class Item2VecTrainer {
    private final Setup setup;

    private Item2VecTrainer(Setup setup) {
        this.setup = setup;
    }

    /** What a run is given besides sequences. */
    record Setup(
            Item2VecOptions options,
            ProgressListener progress,
            Optional<AttributeData> attributes,
            Optional<Path> checkpoint,
            long checkpointTokens,
            CorpusStorage storage,
            Optional<Path> workDirectory) {}

    /** A trainer without attributes, checkpoint and progress. */
    public static Item2VecTrainer of(Item2VecOptions options) {
        return new Item2VecTrainer(new Setup(
                options,
                ProgressListener.none(),
                Optional.empty(),
                Optional.empty(),
                0,
                CorpusStorage.AUTO,
                Optional.empty()));
    }

    /** A copy whose runs tell the listener of the tokens trained on and of the loss of each epoch. */
    public Item2VecTrainer withProgress(ProgressListener progress) {
        return new Item2VecTrainer(new Setup(
                setup.options,
                progress,
                setup.attributes,
                setup.checkpoint,
                setup.checkpointTokens,
                setup.storage,
                setup.workDirectory));
    }

    /** A copy that trains on attributes as well. */
    public Item2VecTrainer withAttributes(AttributeData attributes) {
        return new Item2VecTrainer(new Setup(
                setup.options,
                setup.progress,
                Optional.of(attributes),
                setup.checkpoint,
                setup.checkpointTokens,
                setup.storage,
                setup.workDirectory));
    }

    /**
     * A copy that keeps a checkpoint in a directory: written after each epoch, it replaces the one before at once, and a run
     * that finds one goes on from there. With one thread a run that was stopped and resumed ends with the same bits as one
     * that was not. The checkpoint stays after the last epoch; delete it when the model is saved. It holds both tables: twice
     * the size of the vectors.
     *
     * <p>A checkpoint of other options, sequences, tracks or attributes is refused, as is, before the first epoch, a place where
     * none can be written.
     *
     * @param directory need not exist
     */
    public Item2VecTrainer withCheckpoint(Path directory) {
        return withCheckpoint(directory, 0);
    }

    /**
     * As {@link #withCheckpoint(Path)}, but only after an epoch with which at least so many tokens have been trained on since
     * the checkpoint before, and after the last epoch: where an epoch takes less time than a checkpoint.
     *
     * @param tokens 0 or above
     */
    public Item2VecTrainer withCheckpoint(Path directory, long tokens) {
        if (tokens < 0) {
            throw new IllegalArgumentException("tokens " + tokens + " is below 0");
        }
        return new Item2VecTrainer(new Setup(
                setup.options,
                setup.progress,
                setup.attributes,
                Optional.of(directory),
                tokens,
                setup.storage,
                setup.workDirectory));
    }

    /** A copy that keeps the encoded sequences in memory or on disk. */
    public Item2VecTrainer withStorage(CorpusStorage storage) {
        return new Item2VecTrainer(new Setup(
                setup.options,
                setup.progress,
                setup.attributes,
                setup.checkpoint,
                setup.checkpointTokens,
                storage,
                setup.workDirectory));
    }

    /** A copy that puts its temporary file, if it needs one, into this directory and not into that of the system. */
    public Item2VecTrainer withWorkDirectory(Path directory) {
        return new Item2VecTrainer(new Setup(
                setup.options,
                setup.progress,
                setup.attributes,
                setup.checkpoint,
                setup.checkpointTokens,
                setup.storage,
                Optional.of(directory)));
    }

    /**
     * Trains a model.
     *
     * @param sequences of indices of {@code tracks}; read twice
     * @param tracks the tracks; those too rare get no vector
     * @return the model; without any vector, and with a warning, if no sequence has two tracks that occur {@code minCount}
     *     times
     * @throws IllegalArgumentException if a track index is out of range, or a checkpoint is of another run
     * @throws IllegalStateException if memory cannot take it, or the vectors diverge; the message says what to change
     * @throws java.io.UncheckedIOException if a file cannot be written or read
     * @throws CancellationException if the thread is interrupted; it stays interrupted, and a checkpoint stays whole
     */
    public Item2VecModel fit(Sequences sequences, IdMap tracks) {
        return new TrainingRun(setup, sequences, tracks, Optional.empty(), OldRows.UPDATE).fit();
    }

    /**
     * Continues training of a model with new sequences. Tracks (and attributes) that the model has no vector for and that
     * occur {@code minCount} times are appended: their rows follow those of the model. Where the model has vectors of their
     * attributes, they start in the direction of these (see {@link MetadataVectors}) with the mean norm of the model's
     * vectors, others at random. Characters are not part of a model: a new one needs nothing but its history.
     *
     * @param model with {@link Item2VecOptions#keepOutputs output vectors}, of the dimension of the options
     * @param sequences new ones; the old ones need not be read again
     * @param tracks old and new ones; holds every track that the model has a vector for, in any order
     * @param oldRows what becomes of the vectors of the model
     * @return a new model; its support is the sum of both
     * @throws IllegalArgumentException also if the model has no output vectors, or another dimension, or a track with a
     *     vector is missing
     */
    public Item2VecModel continueFrom(Item2VecModel model, Sequences sequences, IdMap tracks, OldRows oldRows) {
        return new TrainingRun(setup, sequences, tracks, Optional.of(model), oldRows).fit();
    }

    /** As {@code of(options).withProgress(progress).fit(sequences, tracks)}. */
    public static Item2VecModel fit(
            Sequences sequences, IdMap tracks, Item2VecOptions options, ProgressListener progress) {
        return of(options).withProgress(progress).fit(sequences, tracks);
    }
}
