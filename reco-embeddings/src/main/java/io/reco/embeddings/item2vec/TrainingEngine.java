package io.reco.embeddings.item2vec;

import io.reco.core.vector.KernelChoice;
import io.reco.core.vector.KernelSelection;
import io.reco.core.vector.Kernels;
import io.reco.core.vector.VectorKernels;
import io.reco.embeddings.item2vec.spi.TrainingBackend;
import io.reco.embeddings.item2vec.spi.TrainingBackend.Availability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What carries out the steps: kernels of this package, or a backend.
 *
 * @param description name and reason, for logs and the summary
 * @param kernels the kernels; used unless there is a backend
 * @param backend the backend, if one was chosen
 */
record TrainingEngine(String description, KernelSelection<SkipGramKernel> kernels, Optional<TrainingBackend> backend) {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingEngine.class);
    private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();

    /** A backend that may be chosen. */
    private record Candidate(TrainingBackend backend, Availability availability) {}

    /**
     * Chooses. AUTO is what the system property {@value KernelChoice#PROPERTY} says, and without it, in this order: a
     * backend on a device faster than the processor; SIMD; any other backend; scalar.
     *
     * @throws IllegalStateException if what is asked for cannot run here; the message says why
     */
    static TrainingEngine select(KernelChoice asked) {
        KernelChoice choice = asked == KernelChoice.AUTO ? KernelChoice.configured() : asked;
        TrainingEngine engine = switch (choice) {
            case SCALAR, SIMD -> ofKernels(SkipGramKernels.select(choice));
            case ND4J -> ofCandidate(usableBackend());
            case AUTO -> automatic();
        };
        if (LOGGED.add(engine.description)) {
            LOG.info("item2vec: trained by {}", engine.description);
        }
        return engine;
    }

    private static TrainingEngine automatic() {
        List<Candidate> usable = usable(candidates());
        for (Candidate candidate : usable) {
            if (candidate.availability.accelerated()) {
                return ofCandidate(candidate);
            }
        }
        KernelSelection<SkipGramKernel> kernels = SkipGramKernels.select(KernelChoice.AUTO);
        return kernels.name().equals("scalar") && !usable.isEmpty() ? ofCandidate(usable.get(0)) : ofKernels(kernels);
    }

    private static Candidate usableBackend() {
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
                return candidate;
            }
        }
        return usable.get(0);
    }

    private static List<Candidate> candidates() {
        List<Candidate> all = new ArrayList<>();
        for (TrainingBackend backend : ServiceLoader.load(TrainingBackend.class)) {
            all.add(new Candidate(backend, backend.availability()));
        }
        return all;
    }

    private static List<Candidate> usable(List<Candidate> all) {
        return all.stream().filter(candidate -> candidate.availability.usable()).toList();
    }

    private static TrainingEngine ofKernels(KernelSelection<SkipGramKernel> kernels) {
        return new TrainingEngine(kernels.name() + " (" + kernels.reason() + ")", kernels, Optional.empty());
    }

    private static TrainingEngine ofCandidate(Candidate candidate) {
        return new TrainingEngine(
                candidate.backend.name() + " (" + candidate.availability.reason() + ")",
                SkipGramKernels.select(KernelChoice.AUTO),
                Optional.of(candidate.backend));
    }

    /** The vector kernels of the kind of the training kernels. */
    VectorKernels vectors() {
        return Kernels.select(kernels.name().equals("scalar") ? KernelChoice.SCALAR : KernelChoice.SIMD)
                .kernels();
    }
}
