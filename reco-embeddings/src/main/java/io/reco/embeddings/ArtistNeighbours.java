package io.reco.embeddings;

import io.reco.core.data.Catalog;
import io.reco.core.data.IdMap;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.recommend.UnknownIds;
import io.reco.core.vector.SearchHits;
import io.reco.core.vector.TopK;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntLinkedOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Similar artists from everything there is: those heard in the same sessions ({@link ArtistSessions}), those with near vectors
 * ({@link SimilarArtists}), and for an artist of which neither knows anything those near in features
 * ({@link FeatureVectors}: its own token, or genres and tags of its tracks).
 *
 * <p>The score is a weighted reciprocal rank fusion over the artists asked for:
 * {@code sum over seeds of  ws / (c + rank by sessions) + wv / (c + rank by vectors)}; where a list does not have the artist its
 * term is 0. {@link Neighbour#evidence} says which lists had it. If fewer than k come together, and there are features, those
 * near in features follow with lower scores. Artists that only features tell of have cosines for scores.
 *
 * <p>Exactly k come back whenever a seed has a vector, or a vector by features, and k eligible artists have a vector. Immutable
 * and thread-safe.
 */
public final class ArtistNeighbours {
    private final SimilarArtists vectors;
    private final ArtistSessions sessions;
    private final ArtistBlendOptions options;
    private final @Nullable Features features;
    private final UnknownIds unknown;

    /** What is known of artists without a vector; {@code tracks} holds those that credit each artist. */
    private record Features(FeatureVectors vectors, Catalog catalog, IntArrayList[] tracks) {}

    private ArtistNeighbours(
            SimilarArtists vectors,
            ArtistSessions sessions,
            ArtistBlendOptions options,
            @Nullable Features features,
            UnknownIds unknown) {
        this.vectors = vectors;
        this.sessions = sessions;
        this.options = options;
        this.features = features;
        this.unknown = unknown;
    }

    /**
     * The blend of sessions and vectors, without features.
     *
     * @throws IllegalArgumentException if the two do not have the same artists at the same indices
     */
    public static ArtistNeighbours of(
            SimilarArtists vectors, ArtistSessions sessions, ArtistBlendOptions options, UnknownIdPolicy unknownIds) {
        if (!vectors.index().ids().equals(sessions.artists())) {
            throw new IllegalArgumentException("vectors and sessions are of other artists ("
                    + vectors.index().ids().size() + " and "
                    + sessions.artists().size() + "), or of the same in another order");
        }
        UnknownIds unknown = new UnknownIds("artist neighbours", "artist", unknownIds);
        return new ArtistNeighbours(vectors, sessions, options, null, unknown);
    }

    /** A copy that answers for cold artists from features. O(credits). */
    public ArtistNeighbours withFeatures(FeatureVectors featureVectors, Catalog catalog) {
        if (!vectors.index().ids().equals(catalog.artists())) {
            throw new IllegalArgumentException("the catalogue has other artists, or the same in another order");
        }
        IntArrayList[] tracks = new IntArrayList[catalog.artists().size()];
        for (int a = 0; a < tracks.length; a++) {
            tracks[a] = new IntArrayList(0);
        }
        for (int t = 0; t < catalog.trackCount(); t++) {
            for (int j = 0; j < catalog.creditCount(t); j++) {
                if (Credits.weight(catalog, t, j, 1) > 0) {
                    tracks[catalog.creditArtist(t, j)].add(t);
                }
            }
        }
        return new ArtistNeighbours(vectors, sessions, options, new Features(featureVectors, catalog, tracks), unknown);
    }

    /** The k artists most like an artist, itself excluded. */
    public Answer similar(String artistId, int k) {
        return similar(List.of(artistId), Wanted.best(k));
    }

    /**
     * The artists most like some artists, these excluded.
     *
     * @param artistIds raw ids; each counts once
     * @throws io.reco.core.recommend.UnknownIdException if an id is unknown and the policy says to fail
     */
    public Answer similar(Collection<String> artistIds, Wanted wanted) {
        IdPass pass = new IdPass();
        IdMap ids = vectors.index().ids();
        IntSet seeds = new IntLinkedOpenHashSet();
        artistIds.stream()
                .mapToInt(id -> pass.find(ids, id, unknown))
                .filter(a -> a != IdMap.ABSENT)
                .boxed()
                .sorted(ids::compareIds)
                .forEach(a -> seeds.add(a.intValue()));
        IntPredicate eligible = pass.eligible(wanted, ids, unknown, seeds);
        List<Neighbour> blended = blend(seeds.toIntArray(), wanted, eligible);
        if (blended.size() < wanted.k()) {
            blended = Neighbours.filled(blended, byFeatures(seeds.toIntArray(), wanted, eligible), wanted.k());
        }
        return pass.answer(blended);
    }

    private List<Neighbour> blend(int[] seeds, Wanted wanted, IntPredicate eligible) {
        IdMap ids = vectors.index().ids();
        int depth = Math.max(options.depth(), wanted.k());
        RankFusion fusion = new RankFusion(options.rankConstant());
        for (int seed : seeds) {
            fusion.add(sessions.neighbours(seed, depth, eligible), options.sessionWeight());
            fusion.add(byVector(seed, depth, eligible), options.vectorWeight());
        }
        List<Neighbour> out = new ArrayList<>();
        for (int a : fusion.best(wanted.k(), ids.codePointRanks())) {
            double[] parts = fusion.parts(a);
            Set<Evidence> evidence = EnumSet.noneOf(Evidence.class);
            List<Seed> named = new ArrayList<>();
            for (int j = 0; j < parts.length; j++) {
                if (parts[j] > 0) {
                    evidence.add(j % 2 == 0 ? Evidence.SESSIONS : Evidence.VECTORS);
                    named.add(new Seed(Seed.Kind.ARTIST, ids.id(seeds[j / 2]), parts[j]));
                }
            }
            out.add(new Neighbour(ids.id(a), fusion.score(a), evidence, Neighbours.largest(named, wanted.seeds())));
        }
        return out;
    }

    /** Nearest by vector, as indices of artists. */
    private SearchHits byVector(int seed, int depth, IntPredicate eligible) {
        VectorIndex index = vectors.index();
        TopK top = TopK.of(depth, index.ids().codePointRanks());
        if (index.row(seed) != IdMap.ABSENT && options.vectorWeight() > 0) {
            float[] vector = index.vector(index.row(seed));
            SearchHits hits = index.nearest(vector, vectors.terms(), depth, eligible);
            for (int i = 0; i < hits.size(); i++) {
                top.push(index.entity(hits.row(i)), hits.score(i));
            }
        }
        return top.drain();
    }

    /** Nearest to the sum of the seeds' features. */
    private List<Neighbour> byFeatures(int[] seeds, Wanted wanted, IntPredicate eligible) {
        Optional<SeedSum> sum = features == null ? Optional.empty() : features(features, seeds);
        if (sum.isEmpty() || features == null) {
            return List.of();
        }
        SearchHits hits = vectors.index().nearest(sum.get().direction(), vectors.terms(), wanted.k(), eligible);
        SeedShares shares = features.vectors().shares(sum.get());
        return Neighbours.of(
                hits,
                vectors.index(),
                Evidence.FEATURES,
                row -> shares.of(vectors.index().vector(row), wanted.seeds()));
    }

    private static Optional<SeedSum> features(Features features, int[] seeds) {
        SeedSum all = null;
        for (int seed : seeds) {
            SeedSum one = features.vectors().artist(features.catalog(), seed, features.tracks()[seed].toIntArray());
            if (all == null) {
                all = one;
            } else {
                all.addAll(one);
            }
        }
        return Optional.ofNullable(all).filter(sum -> sum.norm() > 0);
    }
}
