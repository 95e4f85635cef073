package io.reco.embeddings.item2vec;

import io.reco.core.bundle.BundleException;
import io.reco.core.bundle.BundleWriter;
import io.reco.core.bundle.ModelBundle;
import io.reco.core.bundle.Provenance;
import io.reco.core.vector.FloatMatrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of a training between two epochs, as a bundle: both tables, the epochs done and their losses, and what run it is
 * of. There is no random state: every block of an epoch has a stream of its own, made of seed, epoch and block.
 */
final class Checkpoint {
    /** The kind of its bundle. */
    static final String KIND = "item2vec-checkpoint";

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);
    private static final String INPUTS = "inputs";
    private static final String OUTPUTS = "outputs";
    private static final int ROWS_AT_ONCE = 4096;

    private final Path directory;
    private final Run run;

    Checkpoint(Path directory, Run run) {
        this.directory = directory;
        this.run = run;
    }

    /**
     * What a training is of; the same run gives the same bits from a checkpoint on.
     *
     * @param options all of them
     * @param oldRows what becomes of the rows of a model that is continued
     * @param tracks fingerprint of ids and counts of the rows
     * @param attributes fingerprint of the attributes and of who has them
     * @param sequences fingerprint of the encoded sequences
     * @param model fingerprint of the model that is continued; empty if none is
     */
    record Run(
            Item2VecOptions options,
            OldRows oldRows,
            String tracks,
            String attributes,
            String sequences,
            String model) {}

    /**
     * How far it has come.
     *
     * @param kernels what has done the steps
     * @param epochLoss loss of each epoch done
     */
    record Progress(String kernels, List<Double> epochLoss) {
        /** Copies the list. */
        Progress {
            epochLoss = List.copyOf(epochLoss);
        }
    }

    /** What the manifest holds besides the provenance. */
    record State(Run run, Progress progress) {}

    /**
     * Checks before training that a checkpoint can be written: makes the parent directories, and a temporary one that it deletes.
     *
     * @throws UncheckedIOException that says why not
     */
    void requireWritable() {
        try (BundleWriter probe = ModelBundle.writer(directory, KIND)) {
            LOG.debug("{} can be written by {}", directory, probe);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("checkpoint " + directory + ": " + reason(e), e);
    }

    /** What is wrong in words; the exceptions of files say only the path by themselves. */
    private String reason(IOException e) {
        if (!(e instanceof FileSystemException of)) {
            return String.valueOf(e.getMessage());
        }
        String words;
        if (of.getReason() != null) {
            words = of.getReason();
        } else if (e instanceof NotDirectoryException || e instanceof FileAlreadyExistsException) {
            words = "is a file, not a directory";
        } else if (e instanceof AccessDeniedException) {
            words = "access denied";
        } else {
            words = e.getClass().getSimpleName();
        }
        String file = of.getFile();
        boolean same = file == null || directory.toAbsolutePath().normalize().equals(Path.of(file));
        return same ? words : file + " " + words;
    }

    /** Replaces the checkpoint that is there, at once. */
    void save(Tables tables, Progress progress) {
        Item2VecOptions options = run.options;
        try (BundleWriter out = ModelBundle.writer(directory, KIND)) {
            out.configuration(new State(run, progress))
                    .provenance(new Provenance(
                            run.sequences,
                            new TreeMap<>(Map.of("epochs", (long) progress.epochLoss.size())),
                            options.seed(),
                            options.threads(),
                            new TreeMap<>(Map.of("java", Runtime.version().toString())),
                            progress.kernels,
                            new TreeMap<>()))
                    .tensor(INPUTS, tables.sharedInputs())
                    .tensor(OUTPUTS, tables.sharedOutputs())
                    .commit();
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("training was interrupted while epoch " + progress.epochLoss.size()
                        + " was saved to " + directory + "; the checkpoint before it is whole");
            }
            throw failed(e);
        }
    }

    /**
     * Fills the tables from the checkpoint, if there is one.
     *
     * @throws IllegalArgumentException if it is of another run; the message names the first difference
     * @throws UncheckedIOException if it cannot be read or is damaged
     */
    Optional<Progress> load(Tables tables) {
        if (!ModelBundle.exists(directory)) {
            return Optional.empty();
        }
        try (ModelBundle bundle = ModelBundle.open(directory, KIND)) {
            State state = bundle.configuration(State.class);
            requireSameRun(state.run);
            read(bundle, INPUTS, tables.sharedInputs());
            read(bundle, OUTPUTS, tables.sharedOutputs());
            return Optional.of(state.progress);
        } catch (BundleException e) {
            throw new UncheckedIOException("checkpoint: " + e.getMessage() + "; delete it to start anew", e);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static void read(ModelBundle bundle, String name, FloatMatrix target) throws IOException {
        float[] part = new float[ROWS_AT_ONCE * target.dim()];
        for (int row = 0; row < target.rows(); row += ROWS_AT_ONCE) {
            int count = Math.min(ROWS_AT_ONCE, target.rows() - row);
            bundle.readFloats(name, (long) row * target.dim(), part, 0, count * target.dim());
            for (int r = 0; r < count; r++) {
                target.setRow(row + r, part, r * target.dim());
            }
        }
    }

    private void requireSameRun(Run saved) {
        for (RecordComponent component : Item2VecOptions.class.getRecordComponents()) {
            Object there = value(component, saved.options);
            Object here = value(component, run.options);
            if (!Objects.equals(there, here)) {
                throw different(
                        "other options: " + component.getName() + " is " + there + " there and " + here + " here");
            }
        }
        if (saved.oldRows != run.oldRows) {
            throw different("other options: oldRows is " + saved.oldRows + " there and " + run.oldRows + " here");
        }
        require(saved.tracks, run.tracks, "tracks, or other counts of them");
        require(saved.attributes, run.attributes, "attributes");
        require(saved.sequences, run.sequences, "sequences");
        require(saved.model, run.model, "vectors to continue from");
    }

    private void require(String there, String here, String what) {
        if (!there.equals(here)) {
            throw different("other data: it has other " + what);
        }
    }

    private IllegalArgumentException different(String why) {
        return new IllegalArgumentException("checkpoint " + directory + " is of " + why
                + "; give the same again, or another directory, or delete the checkpoint");
    }

    private static Object value(RecordComponent component, Item2VecOptions options) {
        try {
            return component.getAccessor().invoke(options);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record has public accessors", e);
        }
    }
}
