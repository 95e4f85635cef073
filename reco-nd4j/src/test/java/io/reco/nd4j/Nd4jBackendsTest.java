package io.reco.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.reco.nd4j.BackendStatus.Kind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What is decided from what is found; there is no GPU here, so what is found is made up. */
class Nd4jBackendsTest {
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Fake found = new Fake();

    @BeforeEach
    void listen() {
        log.start();
        ((Logger) LoggerFactory.getLogger(Nd4jBackends.class)).addAppender(log);
    }

    @AfterEach
    void stop() {
        ((Logger) LoggerFactory.getLogger(Nd4jBackends.class)).detachAppender(log);
    }

    private static final class Fake implements Nd4jBackends.Environment {
        boolean cuda;
        boolean cpu;
        boolean preferCpu;
        List<ComputeCapability> devices = List.of();
        Throwable devicesThrow = new IllegalStateException("not asked for");
        boolean devicesFail;
        String starts = "none";
        boolean startFails;
        int started;

        @Override
        public boolean cudaPresent() {
            return cuda;
        }

        @Override
        public boolean cpuPresent() {
            return cpu;
        }

        @Override
        public List<ComputeCapability> cudaDevices() {
            if (devicesFail) {
                sneak(devicesThrow);
            }
            return devices;
        }

        @Override
        public boolean cpuPreferred() {
            return preferCpu;
        }

        @Override
        public String start() {
            started++;
            if (startFails) {
                throw new ExceptionInInitializerError(new IllegalStateException("no native library"));
            }
            return starts;
        }

        private static void sneak(Throwable thrown) {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        }
    }

    private BackendStatus probe() {
        return Nd4jBackends.probe(found);
    }

    private List<String> warnings() {
        return log.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void withNothingOnTheClassPathThereIsNone() {
        assertThat(probe())
                .isEqualTo(new BackendStatus(Kind.NONE, "neither nd4j-native nor nd4j-cuda is on the class path"));
        assertThat(warnings()).isEmpty();
        assertThat(found.started).isZero();
    }

    @Test
    void nativeAloneIsUsed() {
        found.cpu = true;
        found.starts = "CpuBackend";
        assertThat(probe().kind()).isEqualTo(Kind.CPU);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void cudaWithADeviceThatIsServedIsUsed() {
        found.cuda = true;
        found.cpu = true;
        found.devices = List.of(new ComputeCapability(8, 6), new ComputeCapability(9, 0));
        found.starts = "JCublasBackend";
        assertThat(probe()).isEqualTo(new BackendStatus(Kind.CUDA, "CUDA device of compute capability 8.6"));
        assertThat(warnings()).isEmpty();
    }

    @Test
    void aDeviceThatIsTooNewIsNotStartedAndTheWarningSaysWhatToDo() {
        found.cuda = true;
        found.cpu = true;
        found.devices = List.of(new ComputeCapability(9, 0));
        found.starts = "JCublasBackend";
        BackendStatus status = probe();

        assertThat(status.usable()).isFalse();
        assertThat(status.reason()).contains("9.0").contains("BACKEND_PRIORITY_CPU=200");
        assertThat(found.started).as("ND4J would take the device").isZero();
        assertThat(warnings())
                .singleElement()
                .asString()
                .contains("no machine code")
                .contains("9.0");
    }

    @Test
    void withThePriorityOfTheProcessorRaisedNativeIsUsedInSpiteOfTheDevice() {
        found.cuda = true;
        found.cpu = true;
        found.preferCpu = true;
        found.devices = List.of(new ComputeCapability(9, 0));
        found.starts = "CpuBackend";
        assertThat(probe().kind()).isEqualTo(Kind.CPU);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void withoutADeviceNativeTakesItsPlace() {
        found.cuda = true;
        found.cpu = true;
        found.starts = "CpuBackend";
        BackendStatus status = probe();

        assertThat(status.kind()).isEqualTo(Kind.CPU);
        assertThat(status.reason()).contains("no CUDA device");
        assertThat(warnings()).singleElement().asString().contains("nd4j-native takes its place");
    }

    @Test
    void withoutADeviceAndNativeThereIsNone() {
        found.cuda = true;
        assertThat(probe().usable()).isFalse();
        assertThat(found.started).isZero();
        assertThat(warnings()).hasSize(1);
    }

    @Test
    void aMissingCudaRuntimeIsNamed() {
        found.cuda = true;
        found.devicesFail = true;
        for (Throwable thrown : new Throwable[] {
            new UnsatisfiedLinkError("no jnicudart in java.library.path"),
            new NoClassDefFoundError("org/bytedeco/cuda/global/cudart"),
            new IllegalStateException("cudaGetDeviceCount returned error 35")
        }) {
            found.devicesThrow = thrown;
            log.list.clear();
            BackendStatus status = probe();
            assertThat(status.usable()).isFalse();
            assertThat(status.reason()).contains(String.valueOf(thrown.getMessage()));
            assertThat(warnings()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void aBackendThatDoesNotStartIsNotUsable(boolean cuda, boolean cpu) {
        found.cuda = cuda;
        found.cpu = cpu;
        found.devices = List.of(new ComputeCapability(7, 5));
        found.startFails = true;
        BackendStatus status = probe();

        assertThat(status.usable()).isFalse();
        assertThat(status.reason()).contains("no native library");
        assertThat(warnings()).hasSize(cuda ? 1 : 0);
    }

    @Test
    void anotherBackendThanExpectedIsNotUsed() {
        found.cpu = true;
        found.starts = "AuroraBackend";
        assertThat(probe().usable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "3,5,false",
        "3,7,true",
        "5,0,true",
        "5,3,true",
        "6,2,true",
        "7,0,true",
        "7,5,true",
        "8,0,true",
        "8,6,true",
        "8,9,true",
        "9,0,false",
        "10,0,false",
        "12,0,false",
        "2,0,false"
    })
    void theBinariesServeTheSameMajorVersionFromTheirMinorOneOn(int major, int minor, boolean served) {
        assertThat(new ComputeCapability(major, minor).served()).isEqualTo(served);
    }
}
