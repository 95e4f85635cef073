package io.reco.embeddings;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One result: a track, an artist or a playlist, and what it rests on.
 *
 * @param id raw id
 * @param score the higher the better; never NaN. Comparable within one answer only
 * @param evidence what it was found by, in the order of {@link Evidence}; several when lists were blended
 * @param seeds the parts of the question that contributed, largest first; see {@link Wanted#seeds}
 */
public record Neighbour(String id, double score, Set<Evidence> evidence, List<Seed> seeds) {
    /** Copies the collections and refuses NaN. */
    public Neighbour {
        if (Double.isNaN(score)) {
            throw new IllegalArgumentException("score of '" + id + "' is NaN");
        }
        evidence = evidence.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(evidence));
        seeds = List.copyOf(seeds);
    }

    /** A result found by one kind of evidence. */
    public Neighbour(String id, double score, Evidence evidence, List<Seed> seeds) {
        this(id, score, Set.of(evidence), seeds);
    }

    /** Whether this is among its evidence. */
    public boolean from(Evidence kind) {
        return evidence.contains(kind);
    }
}
