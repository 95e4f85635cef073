package io.reco.core.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

@Isolated("sets a system property")
class KernelSourceTest {

    private final KernelSource<String> source = new KernelSource<>("test", () -> "plain", () -> "vector");

    @AfterEach
    void clearProperty() {
        System.clearProperty(KernelChoice.PROPERTY);
    }

    @Test
    void autoChoosesWhatThisRunIsMeantToTest() {
        ExpectedKernels.check(Kernels.select(KernelChoice.AUTO));
        assertThat(Kernels.select(KernelChoice.AUTO).kernels().name())
                .isEqualTo(Kernels.select(KernelChoice.AUTO).name());
    }

    @Test
    void scalarCanAlwaysBeAskedFor() {
        KernelSelection<VectorKernels> selection = Kernels.select(KernelChoice.SCALAR);
        assertThat(selection.name()).isEqualTo("scalar");
        assertThat(selection.kernels().name()).isEqualTo("scalar");
        assertThat(selection.reason()).isEqualTo("asked for");
    }

    @Test
    void simdWithoutTheModuleFailsAndNamesTheFlag() {
        assumeTrue(!SimdSupport.modulePresent(), "needs a run without the Vector API");
        assertThatIllegalStateException()
                .isThrownBy(() -> Kernels.select(KernelChoice.SIMD))
                .withMessageContaining("simd cannot be used")
                .withMessageContaining("--add-modules jdk.incubator.vector");
    }

    @Test
    void autoWithoutTheModuleSaysWhy() {
        assumeTrue(!SimdSupport.modulePresent(), "needs a run without the Vector API");
        assertThat(Kernels.select(KernelChoice.AUTO).reason()).contains("--add-modules jdk.incubator.vector");
    }

    @Test
    void widthsOtherThan256And512AreObstacles() {
        assertThat(SimdSupport.obstacleOfWidth(256)).isNull();
        assertThat(SimdSupport.obstacleOfWidth(512)).isNull();
        assertThat(SimdSupport.obstacleOfWidth(128)).contains("128");
        assertThat(SimdSupport.obstacleOfWidth(1024)).contains("1024");
    }

    @Test
    void thePropertyDecidesOnceAndTheChoiceIsLoggedOnce() {
        Logger logger = (Logger) LoggerFactory.getLogger(KernelSource.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            System.setProperty(KernelChoice.PROPERTY, "scalar");
            KernelSelection<String> first = source.get();
            assertThat(first.kernels()).isEqualTo("plain");
            System.setProperty(KernelChoice.PROPERTY, "nonsense");
            assertThat(source.get()).isSameAs(first);
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("test kernels: scalar (asked for)");
    }

    @Test
    void unknownPropertyValuesAreRefusedWithTheAcceptedOnes() {
        for (String value : new String[] {"", "SIMD", "avx", "auto "}) {
            System.setProperty(KernelChoice.PROPERTY, value);
            assertThatIllegalArgumentException()
                    .isThrownBy(source::get)
                    .withMessage("System property reco.kernels: kernels: '" + value
                            + "' is not one of auto, simd, scalar, nd4j");
        }
    }

    @Test
    void nd4jIsNoSetOfKernelsButAPossibleChoiceOfTheProcess() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source.select(KernelChoice.ND4J))
                .withMessageContaining("test kernels: nd4j is a backend for training");
        String automatic = source.select(KernelChoice.AUTO).name();
        System.setProperty(KernelChoice.PROPERTY, "nd4j");
        assertThat(source.get().name()).isEqualTo(automatic);
    }

    @Test
    void everyChoiceIsParsedFromItsText() {
        for (KernelChoice choice : KernelChoice.values()) {
            assertThat(KernelChoice.parse(choice.text())).isEqualTo(choice);
        }
    }
}
