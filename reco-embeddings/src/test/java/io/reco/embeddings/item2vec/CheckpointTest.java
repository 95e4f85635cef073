package io.reco.embeddings.item2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reco.core.progress.ProgressListener;
import io.reco.core.sequence.Sequences;
import io.reco.core.vector.KernelChoice;
import io.reco.embeddings.PlantedClusters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was stopped goes on as if it had not been. */
class CheckpointTest {
    private static final PlantedClusters CLUSTERS = new PlantedClusters(120, 6, 700, 0.1, 3);
    private static final Item2VecOptions OPTIONS = Item2VecOptions.TEXT
            .withDimension(17)
            .withEpochs(6)
            .withSubsample(1e-2)
            .withFreshNegatives(2)
            .withKernels(KernelChoice.SCALAR);

    @TempDir
    private Path directory;

    private Item2VecTrainer trainer() {
        return Item2VecTrainer.of(OPTIONS).withCheckpoint(directory.resolve("checkpoint"));
    }

    private static Item2VecModel fit(Item2VecTrainer trainer) {
        return trainer.fit(CLUSTERS.sequences(), CLUSTERS.ids());
    }

    /** Interrupts the thread that trains after so many calls of advance, over all epochs. */
    private static ProgressListener interruptingAfter(int blocks) {
        Thread trained = Thread.currentThread();
        return new ProgressListener() {
            private int seen;

            @Override
            public void start(String task, long total, String unit) {}

            @Override
            public void advance(long units) {
                if (++seen == blocks) {
                    trained.interrupt();
                }
            }

            @Override
            public void message(String text) {}

            @Override
            public void end() {}
        };
    }

    @Test
    void anInterruptedRunGoesOnWithTheSameBits() {
        Item2VecModel whole = fit(Item2VecTrainer.of(OPTIONS));
        for (int stop = 0; stop < 2; stop++) {
            // The corpus has five blocks: within the second epoch, then within the third of those left.
            Item2VecTrainer interrupted = trainer().withProgress(interruptingAfter(8 + 4 * stop));
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> fit(interrupted));
            assertThat(Thread.interrupted()).isTrue();
        }
        Item2VecModel resumed = fit(trainer());

        assertThat(Models.floats(resumed)).isEqualTo(Models.floats(whole));
        assertThat(resumed.training()).isEqualTo(whole.training());
        assertThat(Models.floats(fit(trainer()))).as("nothing is left to do").isEqualTo(Models.floats(whole));
    }

    @Test
    void aKilledProcessGoesOnWithTheSameBits() throws Exception {
        Path checkpoint = directory.resolve("checkpoint");
        Item2VecModel whole = fit(Item2VecTrainer.of(Child.OPTIONS));
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int kills = 0;
        for (int attempt = 0; attempt < 2; attempt++) {
            Process child = Child.start(checkpoint);
            try {
                while (child.isAlive() && !Files.exists(checkpoint.resolve("manifest.json"))) {
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
        Item2VecModel resumed = fit(Item2VecTrainer.of(Child.OPTIONS).withCheckpoint(checkpoint));

        assertThat(Models.floats(resumed)).as("seed %d", seed).isEqualTo(Models.floats(whole));
        assertThat(resumed.training()).isEqualTo(whole.training());
    }

    /** A process of its own that trains with a checkpoint. */
    static final class Child {
        static final Item2VecOptions OPTIONS = CheckpointTest.OPTIONS.withEpochs(60);

        private Child() {}

        public static void main(String[] args) {
            fit(Item2VecTrainer.of(OPTIONS).withCheckpoint(Path.of(args[0])));
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
    void aCheckpointOfAnotherRunIsRefusedWithTheDifference() {
        fit(trainer());
        refuses(OPTIONS.withWindow(4), CLUSTERS, "other options: window is 5 there and 4 here");
        refuses(OPTIONS.withSeed(9), CLUSTERS, "seed is 1 there and 9 here");
        refuses(OPTIONS, new PlantedClusters(120, 6, 701, 0.1, 3), "other data: it has other tracks");
    }

    @Test
    void aCheckpointOfTheSameCountsInAnotherOrderIsRefused() {
        fit(trainer());
        List<int[]> reversed = new ArrayList<>(CLUSTERS.sequences().toList());
        Collections.reverse(reversed);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer().fit(Sequences.of(reversed), CLUSTERS.ids()))
                .withMessageContaining("other data: it has other sequences");
    }

    private void refuses(Item2VecOptions options, PlantedClusters clusters, String difference) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Item2VecTrainer.of(options)
                        .withCheckpoint(directory.resolve("checkpoint"))
                        .fit(clusters.sequences(), clusters.ids()))
                .withMessageContaining(difference);
    }

    @Test
    void aPlaceThatCannotBeWrittenIsRefusedBeforeTraining() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "text");
        Path full = Files.createDirectory(directory.resolve("full"));
        Files.writeString(full.resolve("letter"), "text");
        refusesPlace(file, "checkpoint " + file + ": is a file, not a directory");
        refusesPlace(full, full.resolve("manifest.json") + ": is missing: the directory is not a bundle");
        refusesPlace(
                file.resolve("below"),
                "checkpoint " + file.resolve("below") + ": " + file + " is a file, not a directory");
        assertThat(file).hasContent("text");
        assertThat(full.resolve("letter")).hasContent("text");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactlyInAnyOrder(file, full);
        }
    }

    private static void refusesPlace(Path place, String message) {
        Item2VecTrainer trainer = Item2VecTrainer.of(OPTIONS)
                .withCheckpoint(place)
                .withProgress(interruptingAfter(1)); // so that an epoch would end the training
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> fit(trainer))
                .withMessageContaining(message);
    }

    @Test
    void aDamagedCheckpointIsRefused() throws IOException {
        fit(trainer());
        Path weights = directory.resolve("checkpoint").resolve("weights.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 3] ^= 1;
        Files.write(weights, bytes);
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> fit(trainer()))
                .withMessageContaining("weights.safetensors")
                .withMessageContaining("delete it to start anew");
    }
}
