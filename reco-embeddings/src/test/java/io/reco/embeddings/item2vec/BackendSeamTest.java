package io.reco.embeddings.item2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.reco.core.vector.KernelChoice;
import io.reco.embeddings.PlantedClusters;
import io.reco.embeddings.item2vec.spi.TrainingBackend.Availability;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A backend gets the windows that the kernels would have got. */
class BackendSeamTest {
    private static final PlantedClusters CLUSTERS = new PlantedClusters(120, 6, 400, 0.1, 3);
    private static final Item2VecOptions OPTIONS =
            Item2VecOptions.TEXT.withDimension(17).withEpochs(2).withSubsample(1e-2);
    private static final Availability OFF = new Availability(false, false, "for tests");

    @BeforeEach
    void start() {
        FakeBackend.opened = 0;
        FakeBackend.closed = 0;
        FakeBackend.batchWindows = 1;
    }

    @AfterEach
    void switchOff() {
        FakeBackend.availability = OFF;
    }

    private static Item2VecModel fit(Item2VecOptions options) {
        return Item2VecTrainer.of(options).fit(CLUSTERS.sequences(), CLUSTERS.ids());
    }

    @ParameterizedTest
    @CsvSource({"SKIP_GRAM,1", "SKIP_GRAM,10", "CBOW,1"})
    void givesTheBitsOfTheScalarKernels(Architecture architecture, int shared) {
        FakeBackend.availability = new Availability(true, false, "test");
        Item2VecOptions options = OPTIONS.withArchitecture(architecture)
                .withSharedContexts(shared)
                .withKeepOutputs(true);
        Item2VecModel scalar = fit(options.withKernels(KernelChoice.SCALAR));
        Item2VecModel backend = fit(options.withKernels(KernelChoice.ND4J));

        assertThat(Models.floats(backend)).isEqualTo(Models.floats(scalar));
        assertThat(Models.floats(backend.outputs().orElseThrow()))
                .isEqualTo(Models.floats(scalar.outputs().orElseThrow()));
        assertThat(backend.training().epochLoss()).isEqualTo(scalar.training().epochLoss());
        assertThat(backend.training().kernels()).isEqualTo("fake (test)");
        assertThat(backend.training().reproducible()).isTrue();
        assertThat(FakeBackend.opened).isEqualTo(1);
        assertThat(FakeBackend.closed).isEqualTo(1);
    }

    @Test
    void sharedMeansFindTheClustersThroughABackendToo() {
        FakeBackend.availability = new Availability(true, false, "test");
        FakeBackend.batchWindows = 64;
        Item2VecModel model = fit(OPTIONS.withArchitecture(Architecture.CBOW)
                .withSubsample(0)
                .withEpochs(20)
                .withLearningRate(0.05, 1e-4)
                .withKernels(KernelChoice.ND4J));
        assertThat(CLUSTERS.purityAt10(model.vectors())).isGreaterThan(0.9);
    }

    @Test
    void checkpointsWorkThroughABackend(@TempDir Path directory) {
        FakeBackend.availability = new Availability(true, false, "test");
        Item2VecOptions options = OPTIONS.withKernels(KernelChoice.ND4J);
        Item2VecModel first = Item2VecTrainer.of(options)
                .withCheckpoint(directory.resolve("c"))
                .fit(CLUSTERS.sequences(), CLUSTERS.ids());
        Item2VecModel again = Item2VecTrainer.of(options)
                .withCheckpoint(directory.resolve("c"))
                .fit(CLUSTERS.sequences(), CLUSTERS.ids());
        assertThat(Models.floats(first)).isEqualTo(Models.floats(fit(options)));
        assertThat(Models.floats(again)).isEqualTo(Models.floats(first));
    }

    @Test
    void anUnusableBackendIsRefusedWithItsReason() {
        assertThatIllegalStateException()
                .isThrownBy(() -> fit(OPTIONS.withKernels(KernelChoice.ND4J)))
                .withMessageContaining("fake: for tests");
    }

    @Test
    void automaticTakesAFasterDeviceFirstAndAnyOtherBackendBeforeScalarLoops() {
        String without = TrainingEngine.select(KernelChoice.AUTO).description();
        FakeBackend.availability = new Availability(true, false, "slow");
        String processor = TrainingEngine.select(KernelChoice.AUTO).description();
        FakeBackend.availability = new Availability(true, true, "fast");

        assertThat(processor).isEqualTo(without.startsWith("simd") ? without : "fake (slow)");
        assertThat(TrainingEngine.select(KernelChoice.AUTO).description()).isEqualTo("fake (fast)");
        assertThat(TrainingEngine.select(KernelChoice.SCALAR).description()).startsWith("scalar");
    }

    @Test
    void aBackendCannotKeepOldRows() {
        FakeBackend.availability = new Availability(true, false, "test");
        Item2VecOptions options = OPTIONS.withKernels(KernelChoice.ND4J).withKeepOutputs(true);
        Item2VecModel model = fit(options);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Item2VecTrainer.of(options)
                        .continueFrom(model, CLUSTERS.sequences(), CLUSTERS.ids(), OldRows.KEEP))
                .withMessageContaining("fake cannot keep old rows");
    }
}
