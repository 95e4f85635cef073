package io.reco.transformer;

import static io.reco.transformer.TransformerTrainerTest.DATA;
import static io.reco.transformer.TransformerTrainerTest.OPTIONS;
import static io.reco.transformer.TransformerTrainerTest.SHAPE;
import static io.reco.transformer.TransformerTrainerTest.TRACKS;
import static io.reco.transformer.TransformerTrainerTest.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reco.core.data.Dataset;
import io.reco.core.progress.ProgressListener;
import io.reco.transformer.TransformerOptions.Objective;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that was stopped goes on as if it had not been. */
class TrainingCheckpointTest {
    @TempDir
    private Path directory;

    private Path checkpoint() {
        return directory.resolve("checkpoint");
    }

    private static TransformerModel fit(TransformerTrainer trainer) {
        return trainer.fit(DATA);
    }

    /** Interrupts the thread that trains after so many steps. */
    private static ProgressListener interruptingAfter(int steps) {
        Thread trained = Thread.currentThread();
        return new ProgressListener() {
            private int seen;

            @Override
            public void start(String task, long total, String unit) {}

            @Override
            public void advance(long units) {
                if (++seen == steps) {
                    trained.interrupt();
                }
            }

            @Override
            public void message(String text) {}

            @Override
            public void end() {}
        };
    }

    private static void assertSameRun(TransformerModel actual, TransformerModel expected) {
        assertSameBits(actual.weights(), expected.weights());
        assertThat(actual.training().bestEpoch()).isEqualTo(expected.training().bestEpoch());
        assertThat(numbers(actual)).isEqualTo(numbers(expected));
    }

    /** What does not depend on the clock. */
    private static List<EpochRecord> numbers(TransformerModel model) {
        return model.training().epochs().stream()
                .map(e ->
                        new EpochRecord(e.epoch(), e.loss(), e.rate(), e.steps(), e.tokens(), 0, e.metric(), e.best()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void anInterruptedRunGoesOnWithTheSameBits(int threads) {
        TrainingOptions options =
                OPTIONS.withThreads(threads).withSchedule(RateSchedule.COSINE).withWarmUpSteps(3);
        assertGoesOn(SHAPE, options);
    }

    @Test
    void anInterruptedRunOfMasksWithOutputsOfItsOwnGoesOnWithTheSameBits() {
        assertGoesOn(SHAPE.withObjective(Objective.MASKED).withTiedOutputs(false), OPTIONS);
    }

    @Test
    void anInterruptedRunWithoutValidationGoesOnWithTheSameBits() {
        assertGoesOn(SHAPE, OPTIONS.withValidationShare(0).withLongHistories(LongHistories.RANDOM));
    }

    private void assertGoesOn(TransformerOptions shape, TrainingOptions options) {
        TransformerModel whole = fit(TransformerTrainer.of(shape, options));
        // An epoch has eight steps: within the first, at its last step, within the third of those left.
        for (int stop : new int[] {5, 3, 18}) {
            TransformerTrainer interrupted = TransformerTrainer.of(shape, options)
                    .withCheckpoint(checkpoint())
                    .withProgress(interruptingAfter(stop));
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> fit(interrupted))
                    .withMessageContaining("goes on from there");
            assertThat(Thread.interrupted()).isTrue();
        }
        Path log = directory.resolve("log.jsonl");
        TransformerModel resumed = fit(TransformerTrainer.of(shape, options)
                .withCheckpoint(checkpoint())
                .withLog(log));

        assertSameRun(resumed, whole);
        assertThat(log).content().hasLineCount(4);
        TransformerModel nothingLeft = fit(TransformerTrainer.resuming(checkpoint()));
        assertSameRun(nothingLeft, whole);
    }

    /** An interrupt closes the file that is being written; the checkpoint has to be whole all the same. */
    @Test
    void anInterruptWhileACheckpointIsWrittenIsPutOff() {
        TransformerOptions shape = SHAPE.withFeedForward(4096);
        for (int attempt = 0; attempt < 6; attempt++) {
            Thread trained = Thread.currentThread();
            AtomicBoolean over = new AtomicBoolean();
            Thread interrupting = new Thread(() -> {
                while (!over.get()) {
                    String[] names = directory.toFile().list((parent, name) -> name.startsWith(".checkpoint.tmp-"));
                    if (names != null && names.length > 0) {
                        trained.interrupt();
                        return;
                    }
                }
            });
            interrupting.start();
            try {
                assertThatExceptionOfType(CancellationException.class)
                        .isThrownBy(() ->
                                fit(TransformerTrainer.of(shape, OPTIONS).withCheckpoint(checkpoint(), Duration.ZERO)))
                        .withMessageContaining("goes on from there");
            } finally {
                over.set(true);
                assertThat(Thread.interrupted()).isTrue();
            }
        }
    }

    @Test
    void aKilledProcessGoesOnWithTheSameBits() throws Exception {
        TransformerModel whole = fit(TransformerTrainer.of(SHAPE, Child.OPTIONS));
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int kills = 0;
        for (int attempt = 0; attempt < 2; attempt++) {
            Process child = Child.start(checkpoint());
            try {
                while (child.isAlive() && !Files.exists(checkpoint().resolve("manifest.json"))) {
                    child.waitFor(5, TimeUnit.MILLISECONDS);
                }
                child.waitFor(random.nextInt(300), TimeUnit.MILLISECONDS);
                kills += child.isAlive() ? 1 : 0;
            } finally {
                child.destroyForcibly().waitFor();
            }
        }
        assertThat(kills)
                .as("times that a running process was killed, seed %d", seed)
                .isPositive();
        TransformerModel resumed = fit(TransformerTrainer.resuming(checkpoint()));

        assertSameRun(resumed, whole);
    }

    /** A process of its own that trains with a checkpoint after every step. */
    static final class Child {
        static final TrainingOptions OPTIONS =
                TransformerTrainerTest.OPTIONS.withEpochs(40).withPatience(40);

        private Child() {}

        public static void main(String[] args) {
            fit(TransformerTrainer.of(SHAPE, OPTIONS).withCheckpoint(Path.of(args[0]), Duration.ZERO));
        }

        static Process start(Path checkpoint) throws IOException {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                    .filter(argument -> argument.startsWith("--add-modules"))
                    .toList());
            command.addAll(List.of(
                    "-cp", System.getProperty("java.class.path"), Child.class.getName(), checkpoint.toString()));
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }
    }

    @Test
    void aFinishedRunIsContinuedWithMoreEpochs() {
        fit(TransformerTrainer.of(SHAPE, OPTIONS).withCheckpoint(checkpoint()));
        TrainingOptions more = OPTIONS.withEpochs(6);
        TransformerModel longer = fit(TransformerTrainer.of(SHAPE, more).withCheckpoint(checkpoint()));

        assertSameRun(longer, fit(TransformerTrainer.of(SHAPE, more)));
        assertThat(longer.training().epochs()).hasSize(6);
    }

    @Test
    void aCheckpointOfAnotherRunIsRefusedWithTheDifference() {
        fit(TransformerTrainer.of(SHAPE, OPTIONS).withCheckpoint(checkpoint()));
        refuses(SHAPE.withMaxLength(9), OPTIONS, DATA, "maxLength is 10 there and 9 here");
        refuses(SHAPE, OPTIONS.withSeed(9), DATA, "seed is 1 there and 9 here");
        refuses(SHAPE, OPTIONS.withSchedule(RateSchedule.COSINE).withEpochs(5), DATA, "epochs is 4 there and 5 here");
        refuses(SHAPE, OPTIONS, PlantedRule.data(TRACKS, 120, 14, 0.1, 6), "other data: it has other sequences");
        refuses(SHAPE, OPTIONS, PlantedRule.data(TRACKS - 1, 120, 14, 0.1, 5), "other data: it has other tracks");
    }

    private void refuses(TransformerOptions shape, TrainingOptions options, Dataset data, String difference) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransformerTrainer.of(shape, options)
                        .withCheckpoint(checkpoint())
                        .fit(data))
                .withMessageContaining(difference);
    }

    @Test
    void aCheckpointOfAnotherValidationPartIsRefused() {
        TransformerTrainer trainer =
                TransformerTrainer.of(SHAPE, OPTIONS.withEpochs(1)).withCheckpoint(checkpoint());
        fit(trainer.withValidation(PlantedRule.data(TRACKS, 120, 3, 0, 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(trainer.withValidation(PlantedRule.data(TRACKS, 120, 3, 0, 2))))
                .withMessageContaining("it has other validation events");
    }

    @Test
    void aDamagedCheckpointIsRefused() throws IOException {
        TransformerTrainer trainer =
                TransformerTrainer.of(SHAPE, OPTIONS.withEpochs(1)).withCheckpoint(checkpoint());
        fit(trainer);
        Path weights = checkpoint().resolve("weights.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 3] ^= 1;
        Files.write(weights, bytes);
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> fit(trainer))
                .withMessageContaining("weights.safetensors")
                .withMessageContaining("delete it to start anew");
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> TransformerTrainer.resuming(directory.resolve("none")))
                .withMessageContaining("none");
    }
}
