package io.reco.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.cuda.global.cudart;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;

/** The class path, the CUDA runtime and ND4J of this process. */
final class ClassPathEnvironment implements Nd4jBackends.Environment {
    @Override
    public boolean cudaPresent() {
        return present("org.nd4j.linalg.jcublas.JCublasBackend");
    }

    @Override
    public boolean cpuPresent() {
        return present("org.nd4j.linalg.cpu.nativecpu.CpuBackend");
    }

    private static boolean present(String className) {
        try {
            Class.forName(className, false, ClassPathEnvironment.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    @Override
    public List<ComputeCapability> cudaDevices() {
        return CudaRuntime.devices();
    }

    @Override
    public boolean cpuPreferred() {
        return Nd4jBackend.BACKEND_PRIORITY_CPU > Nd4jBackend.BACKEND_PRIORITY_GPU;
    }

    @Override
    public String start() {
        String backend = Nd4j.getBackend().getClass().getSimpleName();
        try (var probe = Nd4j.ones(1)) {
            if (probe.getFloat(0) != 1) {
                throw new IllegalStateException("an array of ones holds " + probe.getFloat(0));
            }
        }
        return backend;
    }

    /** A class of its own: its classes are there only with nd4j-cuda. */
    private static final class CudaRuntime {
        static List<ComputeCapability> devices() {
            int[] count = new int[1];
            check("cudaGetDeviceCount", cudart.cudaGetDeviceCount(count));
            List<ComputeCapability> devices = new ArrayList<>();
            for (int device = 0; device < count[0]; device++) {
                devices.add(new ComputeCapability(
                        attribute(cudart.cudaDevAttrComputeCapabilityMajor, device),
                        attribute(cudart.cudaDevAttrComputeCapabilityMinor, device)));
            }
            return devices;
        }

        private static int attribute(int attribute, int device) {
            int[] value = new int[1];
            check("cudaDeviceGetAttribute", cudart.cudaDeviceGetAttribute(value, attribute, device));
            return value[0];
        }

        private static void check(String function, int error) {
            if (error != 0) {
                throw new IllegalStateException(function + " returned error " + error);
            }
        }
    }
}
