package io.reco.embeddings;

import io.reco.core.data.IdMap;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.recommend.UnknownIds;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.SearchHits;
import io.reco.core.vector.VectorSearch;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Tracks near a track, or near several: score descending, then id ascending by code point. The score of one seed is the
 * cosine, that of several is told by {@link SeedFusion}; a {@link Correction} may add to either.
 *
 * <p>Exactly k come back whenever k eligible tracks have a vector. The order in which seeds are given, and how often one is
 * given, play no part. Costs one look at every row for each seed (for each cluster, or once, with the other fusions), unless
 * an approximate search is set. Immutable and thread-safe.
 */
public final class SimilarTracks {
    private final VectorIndex index;
    private final SimilarTrackOptions options;
    private final float[] terms;
    private final UnknownIds unknown;

    private SimilarTracks(VectorIndex index, SimilarTrackOptions options, float[] terms, UnknownIds unknown) {
        this.index = index;
        this.options = options;
        this.terms = terms;
        this.unknown = unknown;
    }

    /** Answers from these vectors with {@link SimilarTrackOptions#DEFAULT}. */
    public static SimilarTracks of(TrackVectors vectors, UnknownIdPolicy unknownIds) {
        return of(vectors, SimilarTrackOptions.DEFAULT, unknownIds, 1);
    }

    /**
     * Answers from these vectors.
     *
     * @param threads for the hub terms of the correction; 1 or above, no influence on the answers
     */
    public static SimilarTracks of(
            TrackVectors vectors, SimilarTrackOptions options, UnknownIdPolicy unknownIds, int threads) {
        VectorIndex index = vectors.index();
        float[] terms = RowTerms.of(index, vectors.supports(), options.correction(), threads);
        return new SimilarTracks(index, options, terms, new UnknownIds("similar tracks", "track", unknownIds));
    }

    /** A copy that finds the nearest with another search over the rows of the vectors; see {@link VectorIndex#withSearch}. */
    public SimilarTracks withSearch(VectorSearch search) {
        return new SimilarTracks(index.withSearch(search), options, terms, unknown);
    }

    /** The k tracks nearest to a track, itself excluded. */
    public Answer similar(String trackId, int k) {
        return similar(List.of(trackId), Wanted.best(k));
    }

    /**
     * The tracks nearest to some tracks, these excluded.
     *
     * @param trackIds raw ids of the seeds
     * @return empty if none of the seeds has a vector, or, with the mean, if they cancel out
     * @throws io.reco.core.recommend.UnknownIdException if an id is unknown and the policy says to fail; a known track
     *     without a vector is not unknown
     */
    public Answer similar(Collection<String> trackIds, Wanted wanted) {
        IdPass pass = new IdPass();
        IntSet seeds = new IntOpenHashSet();
        for (String id : trackIds) {
            int t = pass.find(index.ids(), id, unknown);
            if (t != IdMap.ABSENT) {
                seeds.add(t);
            }
        }
        IntPredicate eligible = pass.eligible(wanted, index.ids(), unknown, seeds);
        int[] rows = rows(seeds);
        if (rows.length == 0) {
            return pass.answer(List.of());
        }
        boolean direct = rows.length == 1 || options.fusion() == SeedFusion.MEAN;
        return pass.answer(direct ? nearMean(rows, wanted, eligible) : agreed(rows, wanted, eligible));
    }

    /** Rows of the seeds that have one, by id ascending. */
    private int[] rows(IntSet seeds) {
        return seeds.intStream()
                .map(index::row)
                .filter(row -> row != IdMap.ABSENT)
                .boxed()
                .sorted((a, b) -> Integer.compare(index.tieRanks()[a], index.tieRanks()[b]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private List<Neighbour> nearMean(int[] rows, Wanted wanted, IntPredicate eligible) {
        SeedSum sum = new SeedSum(index.unitMatrix());
        for (int row : rows) {
            sum.add(row, 1);
        }
        if (sum.norm() == 0) {
            return List.of();
        }
        SearchHits hits = index.nearest(sum.direction(), terms, wanted.k(), eligible);
        SeedShares shares = new SeedShares(List.of(sum), index.unitMatrix(), Seed.Kind.TRACK, index::id);
        return Neighbours.of(hits, index, Source.VECTORS, row -> shares.of(index.vector(row), wanted.seeds()));
    }

    private List<Neighbour> agreed(int[] rows, Wanted wanted, IntPredicate eligible) {
        List<SeedSum> askers = askers(rows);
        RankFusion fusion = fuse(askers, Math.max(options.depth(), wanted.k()), eligible);
        List<Neighbour> out = new ArrayList<>();
        for (int row : fusion.best(wanted.k(), index.tieRanks())) {
            out.add(new Neighbour(
                    index.id(row), fusion.score(row), Source.VECTORS, seeds(askers, fusion, row, wanted.seeds())));
        }
        return out;
    }

    /** One sum for each seed, or for each cluster of seeds. */
    private List<SeedSum> askers(int[] rows) {
        boolean clusters = options.fusion() == SeedFusion.CLUSTERS;
        Interests division = new Interests(index.unitMatrix(), options.clusters(), options.similarity());
        List<SeedSum> each = new ArrayList<>();
        for (int row : rows) {
            if (clusters) {
                division.add(row, 1);
            } else {
                SeedSum alone = new SeedSum(index.unitMatrix());
                alone.add(row, 1);
                each.add(alone);
            }
        }
        return clusters ? division.sums() : each;
    }

    private RankFusion fuse(List<SeedSum> askers, int depth, IntPredicate eligible) {
        RankFusion fusion = new RankFusion(options.rankConstant());
        if (!askers.isEmpty()) {
            float[][] directions = askers.stream().map(SeedSum::direction).toArray(float[][]::new);
            FloatMatrix queries = FloatMatrix.copyOf(directions, directions[0].length);
            List<SearchHits> lists = index.nearestOfEach(queries, terms, depth, eligible);
            for (int j = 0; j < lists.size(); j++) {
                fusion.add(lists.get(j), askers.get(j).weights().size());
            }
        }
        return fusion;
    }

    /** The part of each list is shared out among its seeds by their shares in the cosine. */
    private List<Seed> seeds(List<SeedSum> askers, RankFusion fusion, int row, int most) {
        if (most == 0) {
            return List.of();
        }
        double[] parts = fusion.parts(row);
        List<Seed> out = new ArrayList<>();
        for (int j = 0; j < parts.length; j++) {
            SeedSum asker = askers.get(j);
            if (parts[j] > 0 && asker.weights().size() == 1) {
                out.add(new Seed(Seed.Kind.TRACK, index.id(asker.weights().firstIntKey()), parts[j]));
            } else if (parts[j] > 0) {
                SeedShares shares = new SeedShares(List.of(asker), index.unitMatrix(), Seed.Kind.TRACK, index::id);
                out.addAll(Neighbours.scaled(shares.of(index.vector(row), Integer.MAX_VALUE), parts[j]));
            }
        }
        return Neighbours.largest(out, most);
    }
}
