package io.reco.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.vector.KernelChoice;
import io.reco.core.vector.KernelSelection;
import io.reco.embeddings.item2vec.spi.TrainingBackend;
import io.reco.nd4j.item2vec.Nd4jTrainingBackend;
import io.reco.nd4j.transformer.Nd4jTransformerBackend;
import io.reco.transformer.kernel.KernelFactory;
import io.reco.transformer.kernel.TransformerBackends;
import io.reco.transformer.kernel.TransformerKernels;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** So that the tests that need ND4J are not skipped unseen where it has to work. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class BackendPresentTest {
    @Test
    void nativeIsUsable() {
        assertThat(Nd4jBackends.status())
                .isEqualTo(new BackendStatus(BackendStatus.Kind.CPU, "nd4j-native on the class path"));
    }

    @Test
    void theTrainerFindsTheBackend() {
        List<TrainingBackend> found = ServiceLoader.load(TrainingBackend.class).stream()
                .filter(provider -> provider.type() == Nd4jTrainingBackend.class)
                .map(ServiceLoader.Provider::get)
                .toList();
        assertThat(found).singleElement().satisfies(backend -> {
            assertThat(backend.name()).isEqualTo("nd4j-native");
            assertThat(backend.availability().usable()).isTrue();
            assertThat(backend.availability().accelerated()).isFalse();
        });
    }

    @Test
    void theTransformerFindsTheBackend() {
        KernelSelection<KernelFactory> selection = TransformerBackends.select(KernelChoice.ND4J);
        assertThat(selection.kernels()).isInstanceOf(Nd4jTransformerBackend.class);
        assertThat(selection.reason()).isEqualTo("nd4j-native on the class path");
        try (TransformerKernels kernels = selection.kernels().create()) {
            assertThat(kernels.name()).isEqualTo(selection.name()).isEqualTo("nd4j-native");
            assertThat(kernels.reproducible()).isTrue();
        }
    }
}
