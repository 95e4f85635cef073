package io.reco.transformer.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.reco.core.vector.ExpectedKernels;
import io.reco.core.vector.KernelChoice;
import io.reco.core.vector.KernelSelection;
import io.reco.transformer.kernel.TransformerBackend.Availability;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransformerBackendsTest {
    @AfterEach
    void switchOff() {
        FakeTransformerBackend.availability = FakeTransformerBackend.OFF;
    }

    @Test
    void automaticTakesWhatThisRunExpects() {
        KernelSelection<KernelFactory> selection = TransformerBackends.select(KernelChoice.AUTO);
        assertThat(selection.kernels().create().name()).isEqualTo(selection.name());
        ExpectedKernels.check(selection);
    }

    @Test
    void automaticTakesAFasterDeviceFirstAndAnyOtherBackendBeforeScalarLoops() {
        String without = TransformerBackends.select(KernelChoice.AUTO).name();
        FakeTransformerBackend.availability = new Availability(true, false, "slow");
        assertThat(TransformerBackends.select(KernelChoice.AUTO).name())
                .isEqualTo(without.equals("simd") ? "simd" : "fake");
        FakeTransformerBackend.availability = new Availability(true, true, "fast");
        KernelSelection<KernelFactory> fast = TransformerBackends.select(KernelChoice.AUTO);
        assertThat(fast.name()).isEqualTo("fake");
        assertThat(fast.reason()).isEqualTo("fast");
        assertThat(TransformerBackends.select(KernelChoice.SCALAR).name()).isEqualTo("scalar");
    }

    @Test
    void aBackendThatIsAskedForIsTakenOrRefusedWithItsReason() {
        assertThatIllegalStateException()
                .isThrownBy(() -> TransformerBackends.create(KernelChoice.ND4J))
                .withMessageContaining("fake: for tests");
        FakeTransformerBackend.availability = new Availability(true, false, "slow");
        assertThat(TransformerBackends.select(KernelChoice.ND4J).name()).isEqualTo("fake");
    }
}
