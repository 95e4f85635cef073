package io.reco.embeddings;

import io.reco.core.data.IdMap;
import io.reco.core.recommend.Scored;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.recommend.UnknownIds;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Tracks near a track, or near several, by cosine: score descending, then id ascending by code point. Exact: every vector is
 * looked at, O(rows x dimension). Exactly k come back whenever k eligible tracks have a vector. Immutable and thread-safe.
 */
public final class SimilarTracks {
    private final VectorIndex index;
    private final TrackVectors vectors;
    private final UnknownIds unknown;

    private SimilarTracks(TrackVectors vectors, UnknownIdPolicy unknownIds) {
        this.vectors = vectors;
        index = new VectorIndex(vectors.tracks(), vectors.tracksByRow(), vectors.unitMatrix());
        unknown = new UnknownIds("similar tracks", "track", unknownIds);
    }

    /** Answers from these vectors. */
    public static SimilarTracks of(TrackVectors vectors, UnknownIdPolicy unknownIds) {
        return new SimilarTracks(vectors, unknownIds);
    }

    /** The k tracks nearest to a track, itself excluded; see {@link #similar(Collection, int, IntPredicate)}. */
    public List<Scored> similar(String trackId, int k) {
        return similar(List.of(trackId), k, t -> true);
    }

    /**
     * The k tracks nearest to the mean of the unit vectors of some tracks, these excluded.
     *
     * @param trackIds raw ids; each counts once
     * @param k 1 or above
     * @param eligible says by index which tracks may be in the answer; must be thread-safe if calls are made from several
     *     threads
     * @return empty if none of the tracks has a vector
     * @throws io.reco.core.recommend.UnknownIdException if a track is unknown and the policy says to fail; a known track
     *     without a vector is not unknown
     */
    public List<Scored> similar(Collection<String> trackIds, int k, IntPredicate eligible) {
        Set<Integer> seeds = new HashSet<>();
        VectorSum sum = new VectorSum(vectors.unitMatrix());
        for (String id : trackIds) {
            int t = vectors.tracks().indexOf(id);
            if (t == IdMap.ABSENT) {
                unknown.report(id);
            } else if (seeds.add(t) && vectors.row(t) != IdMap.ABSENT) {
                sum.add(vectors.row(t), 1);
            }
        }
        if (sum.norm() == 0) {
            return List.of();
        }
        return index.nearest(sum.direction(), k, t -> !seeds.contains(t) && eligible.test(t));
    }
}
