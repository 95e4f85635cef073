package io.reco.nd4j;

import io.reco.nd4j.BackendStatus.Kind;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which backend of ND4J is on the class path and whether it can be used, without asking ND4J to start one that
 * cannot: ND4J itself takes nd4j-cuda wherever a device is found, also one that its binaries have no code for.
 *
 * <p>CUDA is used if nd4j-cuda and a device that its binaries {@linkplain ComputeCapability#served serve} are there. If
 * nd4j-cuda is there and cannot be used, one warning says why, and nd4j-native is taken if it is there too and ND4J can be
 * relied on to choose it.
 */
public final class Nd4jBackends {
    private static final Logger LOG = LoggerFactory.getLogger(Nd4jBackends.class);

    private Nd4jBackends() {}

    /**
     * Returns the status of this process, found at the first call: that loads the native library, a second or two. Never
     * throws.
     */
    public static BackendStatus status() {
        return Holder.STATUS;
    }

    private static final class Holder {
        static final BackendStatus STATUS = probe(new ClassPathEnvironment());
    }

    /** What a probe looks at. Its methods may throw anything. */
    interface Environment {
        /** Whether the classes of nd4j-cuda are on the class path. */
        boolean cudaPresent();

        /** Whether the classes of nd4j-native are on the class path. */
        boolean cpuPresent();

        /** Asks the CUDA runtime for the devices, in its order; empty if there are none. */
        List<ComputeCapability> cudaDevices();

        /** Whether ND4J would try nd4j-native before nd4j-cuda (environment variables BACKEND_PRIORITY_CPU, -_GPU). */
        boolean cpuPreferred();

        /** Starts ND4J and returns the simple name of the class of its backend. */
        String start();
    }

    /** Never throws; warns at most once. */
    static BackendStatus probe(Environment environment) {
        try {
            if (environment.cudaPresent() && !(environment.cpuPresent() && environment.cpuPreferred())) {
                return probeCuda(environment);
            }
            if (environment.cpuPresent()) {
                return start(environment, Kind.CPU, "nd4j-native on the class path");
            }
            return new BackendStatus(Kind.NONE, "neither nd4j-native nor nd4j-cuda is on the class path");
        } catch (Exception | LinkageError e) {
            return new BackendStatus(Kind.NONE, "ND4J cannot be looked for: " + describe(e));
        }
    }

    private static BackendStatus probeCuda(Environment environment) {
        List<ComputeCapability> devices;
        String obstacle;
        boolean deviceFound;
        try {
            devices = environment.cudaDevices();
            deviceFound = !devices.isEmpty();
            obstacle = deviceFound ? obstacle(devices) : "no CUDA device";
        } catch (Exception | LinkageError e) {
            devices = List.of();
            deviceFound = false;
            obstacle = "the CUDA runtime cannot be loaded: " + describe(e);
        }
        if (obstacle.isEmpty()) {
            BackendStatus started =
                    start(environment, Kind.CUDA, "CUDA device of compute capability " + devices.get(0));
            if (!started.usable()) {
                LOG.warn("nd4j-cuda is on the class path but cannot be used: {}", started.reason());
            }
            return started;
        }
        if (environment.cpuPresent() && !deviceFound) {
            // ND4J skips nd4j-cuda where it finds no device.
            LOG.warn("nd4j-cuda is on the class path but cannot be used: {}; nd4j-native takes its place", obstacle);
            return start(environment, Kind.CPU, "nd4j-native; nd4j-cuda cannot be used: " + obstacle);
        }
        String advice = environment.cpuPresent()
                ? "; set the environment variable BACKEND_PRIORITY_CPU=200 to use nd4j-native"
                : "; ND4J is left alone";
        LOG.warn("nd4j-cuda is on the class path but cannot be used: {}{}", obstacle, advice);
        return new BackendStatus(Kind.NONE, "nd4j-cuda cannot be used: " + obstacle + advice);
    }

    /** ND4J takes the first device. */
    private static String obstacle(List<ComputeCapability> devices) {
        ComputeCapability first = devices.get(0);
        return first.served()
                ? ""
                : "the first device has compute capability " + first
                        + ", for which nd4j-cuda-11.6 has no machine code (it serves 3.7 and 5.0 to 8.x)";
    }

    private static BackendStatus start(Environment environment, Kind expected, String reason) {
        String started;
        try {
            started = environment.start();
        } catch (Exception | LinkageError e) {
            return new BackendStatus(Kind.NONE, "ND4J does not start: " + describe(e));
        }
        Kind kind = switch (started) {
            case "CpuBackend" -> Kind.CPU;
            case "JCublasBackend" -> Kind.CUDA;
            default -> Kind.NONE;
        };
        return kind == expected
                ? new BackendStatus(kind, reason)
                : new BackendStatus(Kind.NONE, "ND4J started " + started + " where " + expected + " was expected");
    }

    /** The innermost cause that has a message says most. */
    private static String describe(Throwable thrown) {
        Throwable told = thrown;
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t.getMessage() != null) {
                told = t;
            }
        }
        return told.getClass().getSimpleName() + ": " + told.getMessage();
    }
}
