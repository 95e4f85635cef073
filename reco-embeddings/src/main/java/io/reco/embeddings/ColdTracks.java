package io.reco.embeddings;

import io.reco.core.data.Catalog;
import io.reco.core.data.IdMap;
import io.reco.core.data.Track;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.recommend.UnknownIds;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.SearchHits;
import io.reco.core.vector.VectorSearch;
import it.unimi.dsi.fastutil.ints.IntSet;
import it.unimi.dsi.fastutil.ints.IntSets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Tracks that the model has not seen: a vector from artists, album, genres and tags ({@link FeatureVectors}), the known tracks
 * near to it, and track vectors in which new tracks have a place, so that everything else here recommends them. Immutable and
 * thread-safe.
 */
public final class ColdTracks {
    private final VectorIndex index;
    private final FeatureVectors features;
    private final UnknownIds unknown;

    private ColdTracks(VectorIndex index, FeatureVectors features, UnknownIds unknown) {
        this.index = index;
        this.features = features;
        this.unknown = unknown;
    }

    /**
     * Answers from these vectors.
     *
     * @param features of the same space
     */
    public static ColdTracks of(TrackVectors vectors, FeatureVectors features, UnknownIdPolicy unknownIds) {
        if (features.dimension() != vectors.dimension()) {
            throw new IllegalArgumentException(
                    "features have dimension " + features.dimension() + ", tracks " + vectors.dimension());
        }
        return new ColdTracks(vectors.index(), features, new UnknownIds("cold tracks", "track", unknownIds));
    }

    /** A copy that finds the nearest with another search over the rows of the vectors; see {@link VectorIndex#withSearch}. */
    public ColdTracks withSearch(VectorSearch search) {
        return new ColdTracks(index.withSearch(search), features, unknown);
    }

    /** The vector of a track, of norm 1; empty if nothing told of it has a vector. */
    public Optional<float[]> vector(Track track) {
        SeedSum sum = features.track(track);
        return sum.norm() == 0 ? Optional.empty() : Optional.of(sum.direction());
    }

    /**
     * The tracks nearest to a new one by the cosine with its vector; the track itself, if its id is known, is left out. The
     * seeds are its artists, album, genres and tags.
     *
     * @return empty if nothing told of it has a vector
     * @throws io.reco.core.recommend.UnknownIdException if an excluded id is unknown and the policy says to fail
     */
    public Answer similar(Track track, Wanted wanted) {
        IdPass pass = new IdPass();
        IntSet self = IntSets.singleton(index.ids().indexOf(track.id()));
        IntPredicate eligible = pass.eligible(wanted, index.ids(), unknown, self);
        SeedSum sum = features.track(track);
        if (sum.norm() == 0) {
            return pass.answer(List.of());
        }
        SearchHits hits = index.nearest(sum.direction(), RowTerms.NONE, wanted.k(), eligible);
        SeedShares shares = features.shares(sum);
        return pass.answer(
                Neighbours.of(hits, index, Evidence.FEATURES, row -> shares.of(index.vector(row), wanted.seeds())));
    }

    /**
     * The vectors of a model and, for the tracks of the catalogue that have none, vectors from features. The old rows stay as
     * they are, the new ones follow by track index; their support is 0, and their norm the mean norm of the old ones.
     *
     * @param vectors of the model
     * @param catalog tracks of the model at the same indices, and possibly further ones behind them
     * @param features of the same space
     * @return vectors of the tracks of the catalogue; those of which nothing known is told have none
     */
    public static TrackVectors extended(TrackVectors vectors, Catalog catalog, FeatureVectors features) {
        for (int t = 0; t < vectors.tracks().size(); t++) {
            if (t >= catalog.trackCount()
                    || !catalog.tracks().id(t).equals(vectors.tracks().id(t))) {
                throw new IllegalArgumentException("the catalogue does not begin with the tracks of the vectors: track "
                        + t + " is '" + vectors.tracks().id(t) + "' there");
            }
        }
        float[][] made = new float[catalog.trackCount()][];
        int rows = vectors.rows();
        for (int t = 0; t < made.length; t++) {
            boolean known = t < vectors.tracks().size() && vectors.row(t) != IdMap.ABSENT;
            SeedSum sum = known ? null : features.track(catalog.track(t));
            if (sum != null && sum.norm() > 0) {
                made[t] = sum.direction();
                rows++;
            }
        }
        return appended(vectors, catalog, made, rows);
    }

    private static TrackVectors appended(TrackVectors vectors, Catalog catalog, float[][] made, int rows) {
        FloatMatrix matrix = FloatMatrix.allocate(rows, vectors.dimension());
        int[] trackOfRow = new int[rows];
        int[] support = new int[rows];
        double norms = 0;
        for (int row = 0; row < vectors.rows(); row++) {
            matrix.setRow(row, vectors.matrix().array(row), vectors.matrix().offset(row));
            trackOfRow[row] = vectors.track(row);
            support[row] = vectors.support(row);
            norms += norm(vectors.vector(row));
        }
        float scale = vectors.rows() == 0 ? 1 : (float) (norms / vectors.rows());
        int next = vectors.rows();
        for (int t = 0; t < made.length; t++) {
            if (made[t] != null) {
                for (int i = 0; i < made[t].length; i++) {
                    made[t][i] *= scale;
                }
                trackOfRow[next] = t;
                matrix.setRow(next++, made[t], 0);
            }
        }
        return new TrackVectors(catalog.tracks(), trackOfRow, Arrays.copyOf(support, rows), matrix);
    }

    private static double norm(float[] vector) {
        double squares = 0;
        for (float x : vector) {
            squares += (double) x * x;
        }
        return Math.sqrt(squares);
    }
}
