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
 * @param sources where it comes from, in the order of {@link Source}; several when lists were blended
 * @param seeds the parts of the question that contributed, largest first; see {@link Wanted#seeds}
 */
public record Neighbour(String id, double score, Set<Source> sources, List<Seed> seeds) {
    /** Copies the collections and refuses NaN. */
    public Neighbour {
        if (Double.isNaN(score)) {
            throw new IllegalArgumentException("score of '" + id + "' is NaN");
        }
        sources = sources.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(sources));
        seeds = List.copyOf(seeds);
    }

    /** A result from one source. */
    public Neighbour(String id, double score, Source source, List<Seed> seeds) {
        this(id, score, Set.of(source), seeds);
    }

    /** Whether it comes from this source, alone or with others. */
    public boolean from(Source source) {
        return sources.contains(source);
    }
}
