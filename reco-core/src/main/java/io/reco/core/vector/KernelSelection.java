package io.reco.core.vector;

import static java.util.Objects.requireNonNull;

/**
 * A chosen kernel set.
 *
 * @param <K> the interface of the set
 * @param kernels the implementation; safe for use by several threads
 * @param name {@code simd}, {@code scalar}, or the name of another backend
 * @param reason why this one, for logs and for {@code reco doctor}
 */
public record KernelSelection<K>(K kernels, String name, String reason) {

    /** Refuses nulls. */
    public KernelSelection {
        requireNonNull(kernels, "kernels");
        requireNonNull(name, "name");
        requireNonNull(reason, "reason");
    }
}
