package io.reco.core.vector;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two implementations of one kernel set, and the choice between them. A module keeps one constant of this type for each
 * of its sets:
 *
 * <pre>{@code
 * private static final KernelSource<SkipGramKernel> SOURCE =
 *         new KernelSource<>("skip-gram", () -> new ScalarSkipGram(), () -> new SimdSkipGram());
 * }</pre>
 *
 * <p>The SIMD class is touched only inside its lambda, which runs only if the {@code jdk.incubator.vector} module is in
 * the boot layer and the preferred vector width is 256 or 512 bits; write a lambda, not a constructor reference, whose
 * evaluation would already load the class. Safe for use by several threads.
 *
 * @param <K> the interface of the set
 */
public final class KernelSource<K> {

    private static final Logger LOG = LoggerFactory.getLogger(KernelSource.class);

    private final String set;
    private final Supplier<? extends K> scalar;
    private final Supplier<? extends K> simd;
    private volatile @Nullable KernelSelection<K> configured;

    /**
     * Names the set and its implementations.
     *
     * @param set name of the set, for the log
     * @param scalar makes the plain implementation
     * @param simd makes the Vector API implementation
     */
    public KernelSource(String set, Supplier<? extends K> scalar, Supplier<? extends K> simd) {
        this.set = requireNonNull(set, "set");
        this.scalar = requireNonNull(scalar, "scalar");
        this.simd = requireNonNull(simd, "simd");
    }

    /**
     * Returns the selection for this process, made at the first call from {@link KernelChoice#configured()} and logged
     * then; later changes of the property have no effect. {@code ND4J} counts as {@code AUTO} here.
     *
     * @throws IllegalArgumentException if the property holds an unknown value
     * @throws IllegalStateException if the property asks for SIMD and it cannot run here
     */
    public KernelSelection<K> get() {
        KernelSelection<K> selection = configured;
        return selection != null ? selection : configure();
    }

    private synchronized KernelSelection<K> configure() {
        KernelSelection<K> selection = configured;
        if (selection == null) {
            KernelChoice choice = KernelChoice.configured();
            selection = select(choice == KernelChoice.ND4J ? KernelChoice.AUTO : choice);
            LOG.info("{} kernels: {} ({})", set, selection.name(), selection.reason());
            configured = selection;
        }
        return selection;
    }

    /**
     * Returns a new selection for an explicit choice, whatever the system property says. {@code AUTO} without the module
     * warns, once per process.
     *
     * @throws IllegalStateException if SIMD is asked for and cannot run here; the message says what is missing
     * @throws IllegalArgumentException for ND4J, of which no set of kernels is made
     */
    public KernelSelection<K> select(KernelChoice choice) {
        if (choice == KernelChoice.ND4J) {
            throw new IllegalArgumentException(set + " kernels: nd4j is a backend for training, there are no " + set
                    + " kernels of it; use auto, simd" + " or scalar");
        }
        if (choice == KernelChoice.SCALAR) {
            return scalar("asked for");
        }
        String obstacle = SimdSupport.obstacle();
        if (obstacle == null) {
            return new KernelSelection<>(simd.get(), "simd", SimdSupport.description());
        }
        if (choice == KernelChoice.SIMD) {
            throw new IllegalStateException(set + " kernels: simd cannot be used: " + obstacle);
        }
        if (!SimdSupport.modulePresent()) {
            SimdSupport.warnOfMissingModule();
        }
        return scalar(obstacle);
    }

    private KernelSelection<K> scalar(String reason) {
        return new KernelSelection<>(scalar.get(), "scalar", reason);
    }
}
