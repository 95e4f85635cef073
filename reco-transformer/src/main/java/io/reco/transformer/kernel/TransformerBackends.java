package io.reco.transformer.kernel;

import io.reco.core.vector.KernelChoice;
import io.reco.core.vector.KernelSelection;
import io.reco.core.vector.KernelSource;
import io.reco.transformer.kernel.TransformerBackend.Availability;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the {@link TransformerKernels}: those of this package, or those of a {@link TransformerBackend} on the class path.
 *
 * <pre>{@code
 * KernelSelection<KernelFactory> selection = TransformerBackends.select(KernelChoice.AUTO);
 * TransformerKernels kernels = selection.kernels().create(); // one for each thread
 * }</pre>
 */
public final class TransformerBackends {
    private static final Logger LOG = LoggerFactory.getLogger(TransformerBackends.class);
    private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();
    private static final KernelSource<KernelFactory> SOURCE =
            new KernelSource<>("Transformer", () -> HeapKernels::scalar, () -> HeapKernels::simd);

    private TransformerBackends() {}

    /** A backend that may be chosen. */
    private record Candidate(TransformerBackend backend, Availability availability) {
        KernelSelection<KernelFactory> selection() {
            return new KernelSelection<>(backend, backend.name(), availability.reason());
        }
    }

    /** Makes kernels of the kind that {@link #select} finds. */
    public static TransformerKernels create(KernelChoice choice) {
        return select(choice).kernels().create();
    }

    /**
     * Chooses, and logs each choice once. AUTO is what the system property {@value KernelChoice#PROPERTY} says, and without it, in
     * this order: a backend on a device faster than the processor; SIMD; any other backend; scalar.
     *
     * @throws IllegalArgumentException if the property holds an unknown value
     * @throws IllegalStateException if what is asked for cannot run here; the message says why
     */
    public static KernelSelection<KernelFactory> select(KernelChoice asked) {
        KernelChoice choice = asked == KernelChoice.AUTO ? KernelChoice.configured() : asked;
        KernelSelection<KernelFactory> selection = switch (choice) {
            case SCALAR, SIMD -> SOURCE.select(choice);
            case ND4J -> usableBackend();
            case AUTO -> automatic();
        };
        if (LOGGED.add(selection.name() + selection.reason())) {
            LOG.info("Transformer kernels: {} ({})", selection.name(), selection.reason());
        }
        return selection;
    }

    private static KernelSelection<KernelFactory> automatic() {
        List<Candidate> usable = usable(candidates());
        for (Candidate candidate : usable) {
            if (candidate.availability.accelerated()) {
                return candidate.selection();
            }
        }
        KernelSelection<KernelFactory> own = SOURCE.select(KernelChoice.AUTO);
        return own.name().equals("scalar") && !usable.isEmpty() ? usable.get(0).selection() : own;
    }

    private static KernelSelection<KernelFactory> usableBackend() {
        List<Candidate> all = candidates();
        List<Candidate> usable = usable(all);
        if (usable.isEmpty()) {
            StringBuilder reasons = new StringBuilder();
            for (Candidate candidate : all) {
                reasons.append("; ")
                        .append(candidate.backend.name())
                        .append(": ")
                        .append(candidate.availability.reason());
            }
            throw new IllegalStateException("kernels nd4j: no backend can be used"
                    + (all.isEmpty() ? "; none is on the class path (add reco-nd4j and an ND4J backend)" : reasons));
        }
        for (Candidate candidate : usable) {
            if (candidate.availability.accelerated()) {
                return candidate.selection();
            }
        }
        return usable.get(0).selection();
    }

    private static List<Candidate> candidates() {
        List<Candidate> all = new ArrayList<>();
        for (TransformerBackend backend : ServiceLoader.load(TransformerBackend.class)) {
            all.add(new Candidate(backend, backend.availability()));
        }
        return all;
    }

    private static List<Candidate> usable(List<Candidate> all) {
        return all.stream().filter(candidate -> candidate.availability.usable()).toList();
    }
}
