package io.reco.transformer;

import io.reco.core.bundle.BundleException;
import io.reco.core.bundle.BundleWriter;
import io.reco.core.bundle.ModelBundle;
import io.reco.core.bundle.Provenance;
import io.reco.core.data.EventSemantics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The state of a training after a step, as a bundle: weights, weights of the best epoch, moments, and in the configuration what
 * run it is of and how far it has come. Tables are stored with their pads, as they lie in memory.
 */
final class TrainingCheckpoint {
    /** The kind of its bundle. */
    static final String KIND = "transformer-checkpoint";

    private final Path directory;
    private final Run run;

    TrainingCheckpoint(Path directory, Run run) {
        this.directory = directory;
        this.run = run;
    }

    /**
     * What a training is of; the same run gives the same bits from a checkpoint on.
     *
     * @param shape of the model
     * @param options all of them
     * @param semantics which events count
     * @param tracks fingerprint of the ids and of their attributes
     * @param sequences fingerprint of what is trained on
     * @param validation fingerprint of what validates
     */
    record Run(
            TransformerOptions shape,
            TrainingOptions options,
            EventSemantics semantics,
            String tracks,
            String sequences,
            String validation) {}

    /**
     * What the manifest holds besides the provenance.
     *
     * @param kernels what has done the steps
     * @param steps of the optimizer
     */
    record State(Run run, String kernels, long steps, TrainingProgress.Saved progress) {}

    /**
     * All tables of a training.
     *
     * @param weights current ones
     * @param best those of the best epoch; null before the first validation
     * @param first moments
     * @param second moments
     */
    record Tables(
            TransformerWeights weights,
            @Nullable TransformerWeights best,
            TransformerWeights first,
            TransformerWeights second) {}

    /** Replaces the checkpoint that is there, at once. */
    void save(Tables tables, String kernels, long steps, TrainingProgress progress) throws IOException {
        try (BundleWriter out = ModelBundle.writer(directory, KIND)) {
            out.configuration(new State(run, kernels, steps, progress.save()))
                    .provenance(new Provenance(
                            run.sequences,
                            new TreeMap<>(
                                    Map.of("epochs", (long) progress.epochs().size(), "steps", steps)),
                            run.options.seed(),
                            run.options.threads(),
                            new TreeMap<>(Map.of("java", Runtime.version().toString())),
                            kernels,
                            new TreeMap<>()));
            add(out, "weights", tables.weights);
            add(out, "first", tables.first);
            add(out, "second", tables.second);
            if (tables.best != null) {
                add(out, "best", tables.best);
            }
            out.commit();
        }
    }

    private static void add(BundleWriter out, String prefix, TransformerWeights weights) {
        add(out, prefix + ".dense", weights.dense());
        add(out, prefix + ".items", weights.items());
        add(out, prefix + ".outputs", weights.outputs());
        add(out, prefix + ".attributes", weights.attributes());
    }

    private static void add(BundleWriter out, String name, float @Nullable [] floats) {
        if (floats != null) {
            out.tensor(name, floats, floats.length);
        }
    }

    /**
     * Fills tables from the checkpoint, if there is one.
     *
     * @param tables modified; {@code best} only if the checkpoint has reached a validation
     * @throws IllegalArgumentException if it is of another run; the message names the first difference
     * @throws UncheckedIOException if it cannot be read or is damaged
     */
    Optional<State> load(Tables tables) {
        if (!ModelBundle.exists(directory)) {
            return Optional.empty();
        }
        try (ModelBundle bundle = ModelBundle.open(directory, KIND)) {
            State state = bundle.configuration(State.class);
            requireSameRun(state.run);
            read(bundle, "weights", tables.weights);
            read(bundle, "first", tables.first);
            read(bundle, "second", tables.second);
            if (tables.best != null && new TrainingProgress(state.progress).bestEpoch() > 0) {
                read(bundle, "best", tables.best);
            }
            return Optional.of(state);
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    /**
     * What run a checkpoint is of.
     *
     * @throws UncheckedIOException if there is none, or it cannot be read or is damaged
     */
    static Run run(Path directory) {
        try (ModelBundle bundle = ModelBundle.open(directory, KIND)) {
            return bundle.configuration(State.class).run;
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    private static UncheckedIOException unreadable(Path directory, IOException e) {
        return e instanceof BundleException
                ? new UncheckedIOException("checkpoint: " + e.getMessage() + "; delete it to start anew", e)
                : new UncheckedIOException("checkpoint " + directory + ": " + e.getMessage(), e);
    }

    private static void read(ModelBundle bundle, String prefix, TransformerWeights weights) throws IOException {
        read(bundle, prefix + ".dense", weights.dense());
        read(bundle, prefix + ".items", weights.items());
        read(bundle, prefix + ".outputs", weights.outputs());
        read(bundle, prefix + ".attributes", weights.attributes());
    }

    private static void read(ModelBundle bundle, String name, float @Nullable [] floats) throws IOException {
        if (floats != null) {
            bundle.readFloats(name, 0, floats, 0, floats.length);
        }
    }

    private void requireSameRun(Run saved) {
        requireSame(TransformerOptions.class, saved.shape, run.shape);
        TrainingOptions here = run.options;
        if (here.schedule() == RateSchedule.CONSTANT) {
            here = here.withEpochs(saved.options.epochs());
        }
        requireSame(TrainingOptions.class, saved.options, here);
        requireSame(EventSemantics.class, saved.semantics, run.semantics);
        require(saved.tracks, run.tracks, "tracks");
        require(saved.sequences, run.sequences, "sequences");
        require(saved.validation, run.validation, "validation events");
    }

    private <T extends Record> void requireSame(Class<T> type, T there, T here) {
        for (RecordComponent component : type.getRecordComponents()) {
            Object a = value(component, there);
            Object b = value(component, here);
            if (!Objects.equals(a, b)) {
                throw different("other options: " + component.getName() + " is " + a + " there and " + b + " here");
            }
        }
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

    private static Object value(RecordComponent component, Record of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record has public accessors", e);
        }
    }
}
