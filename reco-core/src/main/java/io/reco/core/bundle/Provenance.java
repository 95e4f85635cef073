package io.reco.core.bundle;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a model comes from.
 *
 * @param dataHash hash of the training data, as the reader reports it; empty if there is none
 * @param counts sizes, for instance {@code tracks}, {@code events}, {@code epochs}
 * @param seed the seed given to training
 * @param threads number of training threads; results repeat to the bit only with 1
 * @param libraryVersions versions by name: reco, the JDK, the backend
 * @param backend the kernels that trained it, such as {@code simd}
 * @param metrics finite numbers measured at the end of training
 */
public record Provenance(
        String dataHash,
        SortedMap<String, Long> counts,
        long seed,
        int threads,
        SortedMap<String, String> libraryVersions,
        String backend,
        SortedMap<String, Double> metrics) {

    /** Copies the maps and refuses metrics that JSON cannot hold. */
    public Provenance {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        libraryVersions = Collections.unmodifiableSortedMap(new TreeMap<>(libraryVersions));
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads + " is not in [1, " + Integer.MAX_VALUE + "]");
        }
        for (Map.Entry<String, Double> metric : metrics.entrySet()) {
            if (!Double.isFinite(metric.getValue())) {
                throw new IllegalArgumentException(
                        "metrics." + metric.getKey() + ": " + metric.getValue() + " is not finite");
            }
        }
    }
}
