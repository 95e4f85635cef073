package io.reco.core.vector;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the SIMD classes can run here. Holds no reference to Vector API types, so it loads without the module. */
final class SimdSupport {

    static final String MODULE = "jdk.incubator.vector";
    static final String FLAG = "--add-modules " + MODULE;
    private static final Logger LOG = LoggerFactory.getLogger(SimdSupport.class);

    private SimdSupport() {}

    static boolean modulePresent() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }

    /** Returns why SIMD cannot be used, or null when it can. */
    static @Nullable String obstacle() {
        if (!modulePresent()) {
            return "the JVM was started without " + FLAG;
        }
        return obstacleOfWidth(SimdSpecies.bits());
    }

    /** Below 256 bits plain loops are faster; above 512 the lane sum is not written. */
    static @Nullable String obstacleOfWidth(int bits) {
        return bits == 256 || bits == 512 ? null : "vectors of " + bits + " bits (256 or 512 needed)";
    }

    static String description() {
        return "Vector API, " + SimdSpecies.bits() + " bits";
    }

    /** Warns about the missing module, once in the life of the process. */
    static void warnOfMissingModule() {
        Warning.give();
    }

    /** The class initialiser runs once, whichever threads come first. */
    private static final class Warning {
        static {
            LOG.warn("Running without SIMD kernels, several times slower: start the JVM with {}", FLAG);
        }

        static void give() {}
    }
}
