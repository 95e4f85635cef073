package io.reco.embeddings;

import io.reco.core.data.Catalog;
import io.reco.core.data.IdMap;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.recommend.UnknownIds;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.SearchHits;
import io.reco.core.vector.VectorSearch;
import it.unimi.dsi.fastutil.ints.IntSets;
import java.util.ArrayList;
import java.util.Arrays;
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
    private final float[] terms;
    private final UnknownIds unknown;

    private SimilarArtists(VectorIndex index, float[] terms, UnknownIds unknown) {
        this.index = index;
        this.terms = terms;
        this.unknown = unknown;
    }

    /** As the other without a correction. */
    public static SimilarArtists of(
            TrackVectors vectors, Catalog catalog, ArtistOptions options, UnknownIdPolicy unknownIds) {
        return of(vectors, catalog, options, Correction.NONE, unknownIds, 1);
    }

    /**
     * Rolls the vectors of tracks up. O(credits x dimension).
     *
     * @param correction terms of the score of an artist for itself; its support is that of the roll-up
     * @param threads for the hub terms of the correction; 1 or above, no influence on the answers
     * @throws IllegalArgumentException if vectors and catalogue do not have the same tracks at the same indices
     */
    public static SimilarArtists of(
            TrackVectors vectors,
            Catalog catalog,
            ArtistOptions options,
            Correction correction,
            UnknownIdPolicy unknownIds,
            int threads) {
        vectors.requireTracks(catalog.tracks());
        int artists = catalog.artists().size();
        VectorSum[] sums = new VectorSum[artists];
        double[] support = new double[artists];
        for (int row = 0; row < vectors.rows(); row++) {
            int t = vectors.track(row);
            for (int j = 0; j < catalog.creditCount(t); j++) {
                double weight = Credits.weight(catalog, t, j, options.featuredWeight()) * vectors.support(row);
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
        VectorIndex index = VectorIndex.of(catalog.artists(), artistIdxs, unit);
        double[] supportOfRow =
                Arrays.stream(artistIdxs).mapToDouble(a -> support[a]).toArray();
        return new SimilarArtists(
                index,
                RowTerms.of(index, supportOfRow, correction, threads),
                new UnknownIds("similar artists", "artist", unknownIds));
    }

    /** A copy that finds the nearest with another search over the rows of {@link #index}. */
    public SimilarArtists withSearch(VectorSearch search) {
        return new SimilarArtists(index.withSearch(search), terms, unknown);
    }

    /** The k artists nearest to an artist, itself excluded. */
    public Answer similar(String artistId, int k) {
        return similar(artistId, Wanted.best(k));
    }

    /**
     * The artists nearest to an artist, itself excluded.
     *
     * @return empty if the artist has no vector
     * @throws io.reco.core.recommend.UnknownIdException if an id is unknown and the policy says to fail
     */
    public Answer similar(String artistId, Wanted wanted) {
        IdPass pass = new IdPass();
        int artist = pass.find(index.ids(), artistId, unknown);
        IntPredicate eligible = pass.eligible(wanted, index.ids(), unknown, IntSets.singleton(artist));
        if (artist == IdMap.ABSENT || index.row(artist) == IdMap.ABSENT) {
            return pass.answer(List.of());
        }
        return pass.answer(near(index.vector(index.row(artist)), artistId, wanted, eligible));
    }

    /** The artists nearest to a vector that stands for an artist. */
    private List<Neighbour> near(float[] vector, String seedId, Wanted wanted, IntPredicate eligible) {
        SearchHits hits = index.nearest(vector, terms, wanted.k(), eligible);
        return Neighbours.of(hits, index, Evidence.VECTORS, row -> {
            double cosine = SeedSum.dot(index.unitMatrix(), row, vector);
            return wanted.seeds() == 0 || cosine <= 0 ? List.of() : List.of(new Seed(Seed.Kind.ARTIST, seedId, cosine));
        });
    }

    /** The artists that have a vector. */
    public VectorIndex index() {
        return index;
    }

    /** The terms that a correction adds, one a row, or empty. */
    float[] terms() {
        return terms;
    }
}
