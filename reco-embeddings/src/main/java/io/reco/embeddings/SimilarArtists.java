package io.reco.embeddings;

import io.reco.core.data.Catalog;
import io.reco.core.data.CreditRole;
import io.reco.core.data.IdMap;
import io.reco.core.recommend.Scored;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.recommend.UnknownIds;
import io.reco.core.vector.FloatMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Artists near an artist, by the cosine of artist vectors: score descending, then id ascending by code point.
 *
 * <p>The vector of an artist is the direction of the sum of the unit vectors of its tracks, each times the weight of the
 * credit (see {@link ArtistOptions}) times how often the track occurred in training. An artist credited twice on a track
 * counts with its heavier credit. Artists with too little support, or no track with a vector, have none: they are in no
 * answer, and their own is empty.
 *
 * <p>Immutable and thread-safe.
 */
public final class SimilarArtists {
    private final VectorIndex index;
    private final UnknownIds unknown;

    private SimilarArtists(VectorIndex index, UnknownIdPolicy unknownIds) {
        this.index = index;
        unknown = new UnknownIds("similar artists", "artist", unknownIds);
    }

    /**
     * Rolls the vectors of tracks up. O(credits x dimension).
     *
     * @throws IllegalArgumentException if vectors and catalogue do not have the same tracks at the same indices
     */
    public static SimilarArtists of(
            TrackVectors vectors, Catalog catalog, ArtistOptions options, UnknownIdPolicy unknownIds) {
        vectors.requireTracks(catalog.tracks());
        int artists = catalog.artists().size();
        VectorSum[] sums = new VectorSum[artists];
        double[] support = new double[artists];
        for (int row = 0; row < vectors.rows(); row++) {
            int t = vectors.track(row);
            for (int j = 0; j < catalog.creditCount(t); j++) {
                double weight = weight(catalog, t, j, options) * vectors.support(row);
                if (weight > 0) {
                    int a = catalog.creditArtist(t, j);
                    if (sums[a] == null) {
                        sums[a] = new VectorSum(vectors.unitMatrix());
                    }
                    sums[a].add(row, weight);
                    support[a] += weight;
                }
            }
        }
        List<float[]> rows = new ArrayList<>();
        List<Integer> artistOfRow = new ArrayList<>();
        for (int a = 0; a < artists; a++) {
            if (sums[a] != null && support[a] >= options.minSupport() && sums[a].norm() > 0) {
                rows.add(sums[a].direction());
                artistOfRow.add(a);
            }
        }
        int[] artistIdxs = artistOfRow.stream().mapToInt(Integer::intValue).toArray();
        FloatMatrix unit = FloatMatrix.copyOf(rows.toArray(new float[0][]), vectors.dimension());
        return new SimilarArtists(new VectorIndex(catalog.artists(), artistIdxs, unit), unknownIds);
    }

    /** The weight of credit {@code j}; 0 if another credit of the same artist on the track stands for it. */
    private static double weight(Catalog catalog, int t, int j, ArtistOptions options) {
        double weight = weight(catalog.creditRole(t, j), options);
        for (int other = 0; other < catalog.creditCount(t); other++) {
            if (other != j && catalog.creditArtist(t, other) == catalog.creditArtist(t, j)) {
                double otherWeight = weight(catalog.creditRole(t, other), options);
                if (otherWeight > weight || (otherWeight == weight && other < j)) {
                    return 0;
                }
            }
        }
        return weight;
    }

    private static double weight(CreditRole role, ArtistOptions options) {
        return role == CreditRole.FEATURED ? options.featuredWeight() : 1;
    }

    /** The k artists nearest to an artist; see {@link #similar(String, int, IntPredicate)}. */
    public List<Scored> similar(String artistId, int k) {
        return similar(artistId, k, a -> true);
    }

    /**
     * The k artists nearest to an artist, itself excluded.
     *
     * @param k 1 or above
     * @param eligible says by index which artists may be in the answer
     * @return empty if the artist has no vector
     * @throws io.reco.core.recommend.UnknownIdException if the artist is unknown and the policy says to fail
     */
    public List<Scored> similar(String artistId, int k, IntPredicate eligible) {
        int artist = index.ids().indexOf(artistId);
        if (artist == IdMap.ABSENT) {
            unknown.report(artistId);
            return List.of();
        }
        int row = index.row(artist);
        return row == IdMap.ABSENT
                ? List.of()
                : index.nearest(index.vector(row), k, a -> a != artist && eligible.test(a));
    }
}
